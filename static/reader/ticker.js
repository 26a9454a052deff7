// A ticker tells of what is new: one conditional request now and then, none while nobody looks.
const home = document.querySelector("[data-newest]")
const EVERY = Number(home.dataset.every) * 1000
const LONGEST = 10 * EVERY
const said = document.createElement("p")
said.className = "newer"
said.setAttribute("role", "status")
home.append(said)

let wait = EVERY
let due = Date.now() + wait
let timer = 0
let seen = ""
let fresh = null
let over = false

const list = () => home.querySelector("ol.ticker")
const key = (entry) => entry.id

// Whatever changes above the reader, the line that is read stays where it is.
function steady(change) {
  const shown = [...list().children].find((one) => one.getBoundingClientRect().bottom > 0)
  const before = shown?.getBoundingClientRect().top
  change()
  if (shown?.isConnected && window.scrollY > 0) {
    window.scrollBy({ top: shown.getBoundingClientRect().top - before, behavior: "instant" })
  }
}

// What was corrected reads so at once, and what was recalled is gone; new entries wait for a click.
function mend(page) {
  const there = new Map([...page.querySelectorAll("ol.ticker > li")].map((one) => [key(one), one]))
  const last = page.querySelector("ol.ticker > li:last-child")
  let reached = page.querySelector(".pager") === null
  for (const entry of [...list().children].reverse()) {
    const now = there.get(key(entry))
    reached ||= last && key(entry) === key(last)
    if (now && now.dataset.number !== entry.dataset.number) entry.replaceWith(now.cloneNode(true))
    else if (!now && reached) entry.remove()
  }
  const points = new Set([...page.querySelectorAll(".key a")].map((one) => one.href))
  for (const one of home.querySelectorAll(".key a")) {
    if (!points.has(one.href)) one.closest("li").remove()
  }
}

function newer(page) {
  const here = new Set([...list().children].map(key))
  return [...page.querySelectorAll("ol.ticker > li")].filter((one) => !here.has(key(one)))
}

function tell(count) {
  const text = count === 1 ? home.dataset.one : home.dataset.many.replace("{count}", count)
  if (said.textContent === text) return
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = text
  button.addEventListener("click", show)
  said.replaceChildren(button)
}

function show() {
  const count = newer(fresh).length
  home.querySelector(".live").replaceWith(fresh.cloneNode(true))
  said.replaceChildren()
  const first = list().firstElementChild
  if (!first || !count) return
  first.tabIndex = -1
  first.focus({ preventScroll: true })
  first.scrollIntoView({ block: "center" })
}

function take(html) {
  const page = new DOMParser().parseFromString(html, "text/html").querySelector(".live")
  if (!page) return
  fresh = page
  steady(() => mend(page))
  const count = newer(page).length
  if (count) tell(count)
  else said.replaceChildren("closed" in page.dataset ? home.dataset.gone : "")
}

async function ask() {
  try {
    const answer = await fetch(home.dataset.newest, { cache: "no-cache" })
    over = answer.status === 404 || answer.status === 410
    if (over) return
    if (!answer.ok) throw new Error(answer.status)
    wait = EVERY
    const tag = answer.headers.get("ETag")
    if (tag !== seen) take(await answer.text())
    seen = tag
    over = fresh !== null && "closed" in fresh.dataset
  } catch {
    wait = Math.min(2 * wait, LONGEST)
  }
  later()
}

function later() {
  due = Date.now() + wait
  plan()
}

function plan() {
  clearTimeout(timer)
  if (over || document.hidden) return
  timer = setTimeout(ask, Math.max(0, due - Date.now()))
}

document.addEventListener("visibilitychange", plan)
plan()
