// Choosing a picture from the library, above whatever form is open.
import { element, icon } from "./upload.js"

const dialog = document.querySelector("[data-picker]")
const list = dialog?.querySelector("[data-picker-list]")
const said = dialog?.querySelector("[data-picker-said]")
const words = document.getElementById("picker-words")
const foot = dialog?.querySelector("[data-picker-foot]")
let answer = null
let asked = 0
// The keys that are chosen, in their order; null where a click on the first ends it.
let chosen = null

/** Opens the library; resolves to what was chosen, or to null. */
export function pick() {
  return open(null)
}

/** Opens the library for several; resolves to their keys in the order in which they were chosen. */
export async function pickMany() {
  return (await open([])) ?? []
}

function open(keys) {
  chosen = keys
  foot.hidden = !chosen
  dialog.querySelector("h2").textContent = chosen ? dialog.dataset.many : dialog.dataset.one
  words.value = ""
  ask()
  count()
  dialog.showModal()
  words.focus()
  return new Promise((resolve) => (answer = resolve))
}

// What is chosen, said at the foot and, as a number, on each picture.
function count() {
  if (!chosen) return
  const told = foot.querySelector("[data-picker-chosen]")
  told.textContent = chosen.length ? told.dataset.some.replace("{n}", chosen.length) : told.dataset.none
  for (const button of foot.querySelectorAll("button")) button.hidden = !chosen.length
  for (const button of list.querySelectorAll("[data-key]")) {
    const at = chosen.indexOf(button.dataset.key) + 1
    button.setAttribute("aria-pressed", at > 0)
    button.dataset.at = at || ""
  }
}

function choose(one) {
  if (!chosen) return end(one)
  chosen = chosen.includes(one.key) ? chosen.filter((key) => key !== one.key) : [...chosen, one.key]
  count()
}

function end(one) {
  const resolve = answer
  answer = null
  if (dialog.open) dialog.close()
  resolve?.(one)
}

async function ask() {
  const mine = ++asked
  const query = words.value.trim()
  const found = await fetch(`${dialog.dataset.find}?${new URLSearchParams({ q: query })}`).catch(() => null)
  if (mine !== asked || !found?.ok) return
  const { pictures } = await found.json()
  said.textContent = !pictures.length
    ? dialog.dataset.none
    : query ? dialog.dataset.found.replace("{n}", pictures.length) : dialog.dataset.lately
  list.replaceChildren(...pictures.map(card))
  count()
}

function card(one) {
  const item = document.createElement("li")
  const button = Object.assign(document.createElement("button"), { type: "button", className: "pick" })
  if (chosen) button.dataset.key = one.key
  const place = Object.assign(document.createElement("span"), { className: "card-place" })
  place.append(Object.assign(document.createElement("img"), { src: one.small, alt: "", loading: "lazy" }))
  const name = Object.assign(element("span", one.name), { className: "card-name" })
  const credit = Object.assign(element("span", one.credit), { className: "meta" })
  const rights = Object.assign(element("span", one.rights), { className: `rights rights-${one.state}` })
  const topics = Object.assign(element("span", one.topics.map((topic) => `#${topic}`).join(" ")), { className: "meta" })
  button.append(place, name, credit, rights, topics)
  button.addEventListener("click", () => choose(one))
  item.append(button)
  return item
}

if (dialog) {
  let pause = 0
  words.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(ask, 200)
  })
  dialog.querySelector("[data-picker-search]").addEventListener("submit", (event) => event.preventDefault())
  dialog.querySelector("[data-picker-close]").addEventListener("click", () => end(null))
  dialog.addEventListener("close", () => end(null))
  dialog.addEventListener("uploaded", ({ detail }) => {
    chosen?.push(...detail.filter((key) => !chosen.includes(key)))
    ask()
  })
  foot.querySelector("[data-picker-put]").addEventListener("click", () => end(chosen))
  foot.querySelector("[data-picker-clear]").addEventListener("click", () => {
    chosen = []
    count()
    words.focus()
  })
  for (const one of document.querySelectorAll("[data-chooser]")) chooser(one)
}

// A field that holds a picture's number: the picture, and buttons in place of the number.
function chooser(place) {
  const input = place.querySelector("input")
  const figure = place.querySelector("figure")
  input.type = "hidden"
  if (input.disabled) return
  const row = place.closest(".form-row")
  row?.querySelector(".help")?.setAttribute("hidden", "")
  const change = Object.assign(document.createElement("button"), { type: "button", className: "button" })
  const remove = Object.assign(element("button", place.dataset.remove), { type: "button", className: "plain" })
  const label = row?.querySelector("label")
  const say = () => {
    change.replaceChildren(icon("image"), input.value ? place.dataset.change : place.dataset.choose)
    remove.hidden = !input.value
    figure.hidden = !input.value || !figure.querySelector("img").getAttribute("src")
  }
  change.addEventListener("click", async () => {
    const one = await pick()
    if (one) put(one)
    change.focus()
  })
  remove.addEventListener("click", () => {
    put(null)
    change.focus()
  })
  label?.addEventListener("click", () => change.focus())

  function put(one) {
    input.value = one?.id ?? ""
    if (one) show(one)
    say()
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }

  function show(one) {
    const image = figure.querySelector("img")
    Object.assign(image, { src: one.small, alt: one.alt })
    const [link, credit, rights] = figure.querySelector("figcaption").children
    Object.assign(link, { href: one.address, textContent: one.name })
    credit.textContent = one.credit
    rights.className = `rights rights-${one.state}`
    rights.firstElementChild.textContent = one.rights
  }

  place.append(change, remove)
  say()
}
