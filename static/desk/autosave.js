// What is typed is kept in this browser at once and at the desk within seconds. See desk/autosave.py.
const form = document.getElementById("article_form")
const bar = document.querySelector("[data-saved]")
const said = bar.dataset
const about = document.getElementById("autosave")
const address = about.value
const tab = crypto.randomUUID()
const prefix = `newsroom:${said.user}:${about.dataset.article || "new"}:`
const names = about.dataset.names.split(" ")
const PAUSE = 2000
const HEARTBEAT = 15000
// The web server, or the desk itself, says that something behind it does not answer.
const AWAY = [429, 502, 503, 504]

let kept = ""
let timer = 0
let stopped = false
let typed = false
let asking = false
let away = ""

const value = (name) => form.elements[name]?.value ?? ""
const words = () => Object.fromEntries(names.map((name) => [name, value(name)]))
const seen = () => Number(value("seen")) || 0

function say(state, text) {
  bar.dataset.is = state
  bar.lastElementChild.textContent = text
}

function keepHere(current) {
  try {
    localStorage.setItem(prefix + tab, JSON.stringify({ seen: seen(), words: current }))
  } catch {
    // Full or forbidden: the desk keeps it all the same.
  }
}

async function post(content) {
  return fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": value("csrfmiddlewaretoken") },
    body: JSON.stringify(content),
  })
}

function why(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 403) return "login"
  return AWAY.includes(answer.status) ? "away" : "refused"
}

/** Fails with the reason: login, refused, away, or offline where nobody answers at all. */
async function send(content) {
  const answer = await post(content).catch(() => {
    throw new Error("offline")
  })
  if (!answer.ok) throw new Error(why(answer))
  return answer.json()
}

async function keep() {
  timer = 0
  if (stopped || asking) return
  const current = words()
  const text = JSON.stringify(current)
  const news = typed && text !== kept
  if (!news && !away) return
  try {
    const answer = await send({ tab, seen: seen(), words: news ? current : null })
    if (news) {
      kept = text
      localStorage.removeItem(prefix + tab)
    }
    told(answer)
    if (JSON.stringify(words()) !== text) soon()
  } catch (error) {
    failed(error)
  }
}

function told(answer) {
  missing("")
  others(answer.others)
  if (stopped) return
  if (answer.version > seen()) say("conflict", said.conflict.replace("{who}", answer.who))
  else if (typed) say("kept", said.kept.replace("{at}", answer.at))
}

function others(people = []) {
  const place = document.querySelector("[data-others]")
  place.hidden = !people.length
  place.lastElementChild.textContent = people.join(", ")
}

function failed(error) {
  if (error.message === "login") return ask()
  if (error.message === "refused") {
    missing("")
    say("refused", said.refused)
    timer ||= setTimeout(keep, HEARTBEAT)
    return
  }
  missing(error.message === "away" ? "away" : "offline")
  if (typed) say("offline", said.offline)
  timer ||= setTimeout(keep, PAUSE)
}

/** The banner, while the desk or its database does not answer; it is asked again until it does. */
function missing(what) {
  away = what
  for (const one of document.querySelectorAll("[data-away]")) one.hidden = one.dataset.away !== what
}

/** The desk hears from this page now and then; only its silence matters here. */
function silent(error) {
  if (["away", "offline"].includes(error.message)) failed(error)
}

function soon() {
  timer ||= setTimeout(keep, PAUSE)
}

/** Something was typed. */
export function changed() {
  if (stopped) return
  typed = true
  keepHere(words())
  soon()
}

// An expired session: log in here, and the words stay where they are.
const dialog = document.getElementById("log-in")

function ask() {
  asking = true
  say("offline", said.login)
  if (!dialog.open) dialog.showModal()
}

async function sendTo(where, fields) {
  const page = await fetch(where)
  if (page.headers.get("Content-Type")?.includes("json")) return page
  const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]")
  if (token) fields.set("csrfmiddlewaretoken", token.value)
  fields.set("next", address)
  return fetch(where, { method: "POST", body: new URLSearchParams(fields) })
}

// Somebody logged in by another tab meanwhile is let in as well.
async function sendName(target) {
  const inside = await fetch(address, { redirect: "manual" })
  if (inside.ok) return inside
  const code = target.elements.code
  if (!code.closest("[data-second]").hidden && code.value) return sendTo(dialog.dataset.second, new FormData(target))
  return sendTo(dialog.dataset.address, new FormData(target))
}

// The password was right, and a second step is due: the code is asked for here.
function second(answer) {
  const due = Boolean(answer?.ok && new URL(answer.url).pathname.startsWith(dialog.dataset.second))
  const part = dialog.querySelector("[data-second]")
  const code = part.querySelector("input")
  const again = due && !part.hidden
  part.hidden = !due
  code.value = ""
  if (due) code.focus()
  return due && !again
}

async function logIn(event) {
  event.preventDefault()
  const answer = await sendName(event.target).catch(() => null)
  const json = answer?.headers.get("Content-Type")?.includes("json")
  const why = json || second(answer) ? "" : !answer ? "away" : answer.status === 429 ? "locked" : "wrong"
  for (const one of dialog.querySelectorAll("[data-why]")) one.hidden = one.dataset.why !== why
  if (!json) return
  const { csrf } = await answer.json()
  for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = csrf
  dialog.close()
  asking = false
  kept = ""
  await keep()
  if (form.dataset.waiting) form.requestSubmit(form.querySelector("[name=_continue]"))
}

// Saving asks first whether anybody is still logged in: a form sent to the log-in page is lost.
async function submit(event) {
  if (form.dataset.sure) {
    stopped = true
    clearTimeout(timer)
    form.elements.tab.value = tab
    if (form.dataset.sure === "yes") localStorage.removeItem(prefix + tab)
    return
  }
  event.preventDefault()
  event.stopImmediatePropagation()
  form.dataset.waiting = "yes"
  try {
    await send({ tab, seen: seen(), words: words() })
    delete form.dataset.waiting
    form.dataset.sure = "yes"
    form.requestSubmit(event.submitter)
  } catch (error) {
    keepHere(words())
    if (error.message !== "refused") return failed(error)
    // The form itself says what is wrong with it; the browser's copy stays.
    delete form.dataset.waiting
    form.dataset.sure = "refused"
    form.requestSubmit(event.submitter)
  }
}

// What another tab, or this browser before it was closed, left behind.
async function recover() {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
    const left = JSON.parse(localStorage.getItem(key))
    try {
      await send({ tab: key.slice(prefix.length), ...left })
      localStorage.removeItem(key)
    } catch (error) {
      if (error.message !== "refused") throw error
    }
  }
  const answer = await (await fetch(address)).json()
  others((await send({ tab, seen: seen(), words: null })).others)
  const place = document.querySelector("[data-unsaved-texts]")
  for (const one of answer.unsaved.filter((row) => row.tab !== tab)) place.append(offer(one))
}

function offer(one) {
  const line = document.getElementById("unsaved-text").content.cloneNode(true).firstElementChild
  line.querySelector("[data-at]").textContent = one.at
  line.querySelector("[data-sample]").textContent = sample(one.words)
  line.querySelector("[data-take]").addEventListener("click", () => take(one, line))
  line.querySelector("[data-drop]").addEventListener("click", async () => {
    await send({ tab: one.tab, forget: true })
    line.remove()
  })
  return line
}

function sample(row) {
  const body = new DOMParser().parseFromString(row.body || "", "text/html").body
  const text = [row.headline, ...[...body.children].map((block) => block.textContent)].filter(Boolean).join(" · ")
  return text.length > 240 ? `${text.slice(0, 240)} …` : text
}

async function take(one, line) {
  for (const [name, text] of Object.entries(one.words)) {
    if (name !== "body" && form.elements[name]) form.elements[name].value = text
  }
  form.elements.seen.value = one.seen
  const editor = document.querySelector(".field-body .ProseMirror")?.editor
  if ("body" in one.words) editor?.commands.setContent(one.words.body, { emitUpdate: true })
  form.dispatchEvent(new Event("input", { bubbles: true }))
  line.remove()
  await keep()
  await send({ tab: one.tab, forget: true })
}

if (address) {
  form.addEventListener("submit", submit, { capture: true })
  dialog.querySelector("form").addEventListener("submit", logIn)
  recover().catch(failed)
  addEventListener("online", () => keep())
  setInterval(() => {
    if (stopped || asking || document.hidden) return
    send({ tab, seen: seen(), words: null }).then(told, silent)
  }, HEARTBEAT)
}
