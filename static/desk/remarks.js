// The remarks beside the form. They are sent one by one; the form and its text stay as they are.
import { blocksOf, marked, placeOf } from "./anchor.js"
import { calling } from "./calling.js"
import { paint, range } from "./find.js"

const panel = document.getElementById("remarks")
const place = panel.querySelector("[data-place]")
const button = document.querySelector("[data-remarks]")
const failed = panel.querySelector("[data-failed]")
const { address, colleagues, user, article } = panel.dataset
const prefix = `newsroom:remark:${user}:${article}:`
const ANCHOR = ["block", "quote", "before", "after"]
const EVERY = 60000
const PAUSE = 300

const editor = () => document.querySelector(".field-body .ProseMirror")?.editor
const fields = (form) => form.elements
const forms = () => [...place.querySelectorAll(".remark-form")]
const nameOf = (form) => prefix + (form.dataset.thread || "new")

// What is typed is kept in this browser until the desk has it; its key goes with it, so that it is said once.
function draftOf(form) {
  const { text, key } = fields(form)
  const draft = { text: text.value, key: key.value }
  for (const name of ANCHOR) draft[name] = fields(form)[name]?.value ?? ""
  return draft
}

function keep(form) {
  const draft = draftOf(form)
  try {
    if (draft.text.trim() || draft.quote) localStorage.setItem(nameOf(form), JSON.stringify(draft))
    else localStorage.removeItem(nameOf(form))
  } catch {
    // Full or forbidden: it still stands on the page.
  }
}

function restore(form, before) {
  const draft = JSON.parse(localStorage.getItem(nameOf(form)) ?? "null") ?? before
  fields(form).key.value = draft?.key ?? crypto.randomUUID()
  if (!draft) return
  fields(form).text.value ||= draft.text
  for (const name of ANCHOR) if (fields(form)[name]) fields(form)[name].value = draft[name] ?? ""
}

// Words to a thread that is settled or gone meanwhile are not lost with its form: they become a new remark's.
function rescue() {
  const fresh = place.querySelector('.remark-form[data-thread=""]')
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith(prefix))) {
    const thread = name.slice(prefix.length)
    if (thread === "new" || place.querySelector(`.remark-form[data-thread="${thread}"]`)) continue
    const { text } = JSON.parse(localStorage.getItem(name))
    const area = fields(fresh).text
    area.value = [area.value, text].filter((one) => one.trim()).join("\n\n")
    localStorage.removeItem(name)
    keep(fresh)
  }
}

function anchored(form) {
  const line = form.querySelector("[data-on]")
  if (!line) return
  const { quote } = fields(form)
  line.hidden = !quote.value
  line.querySelector("q").textContent = quote.value.length > 120 ? `${quote.value.slice(0, 120)} …` : quote.value
}

function say(form, message) {
  const line = form?.querySelector(".remark-error") ?? failed
  line.textContent = message
  line.hidden = !message
}

/** Put the answer of the desk in its place; where the caret was, it stays. */
function put(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  const fresh = page.querySelector("[data-threads]")
  if (!fresh) return false
  const at = panel.contains(document.activeElement) ? document.activeElement : null
  const caret = at?.tagName === "TEXTAREA" ? [at.selectionStart, at.selectionEnd] : null
  const open = place.querySelector(".remark-settled")?.open
  const typed = new Map(forms().map((form) => [form.dataset.thread, draftOf(form)]))
  place.replaceChildren(fresh)
  for (const form of forms()) {
    restore(form, typed.get(form.dataset.thread))
    anchored(form)
    calling(fields(form).text, colleagues)
  }
  rescue()
  if (open && fresh.querySelector(".remark-settled")) fresh.querySelector(".remark-settled").open = true
  document.querySelector("[data-remarks-open]").textContent = Number(fresh.dataset.count) || ""
  if (at?.id) {
    const again = document.getElementById(at.id)
    again?.focus({ preventScroll: true })
    if (caret) again?.setSelectionRange(...caret)
  }
  look()
  return true
}

async function ask() {
  const answer = await fetch(`${address}?part`, { redirect: "manual" }).catch(() => null)
  if (!answer) return "offline"
  if (answer.type === "opaqueredirect" || answer.status === 403) return "login"
  if (!answer.ok) return answer.status === 404 ? "lost" : "offline"
  put(await answer.text())
  return ""
}

async function show() {
  const why = await ask()
  say(null, why ? panel.dataset[why] : "")
  seen()
  aim()
}

// Whoever has the remarks in front of them has taken notice of what is new here.
function seen() {
  if (panel.hidden && location.hash !== "#news") return
  if (place.querySelector("[data-unread]")) post({ do: "seen" }).then((answer) => answer?.ok && place.querySelector("[data-unread]")?.removeAttribute("data-unread"))
}

const token = () => document.querySelector("#remarks [name=csrfmiddlewaretoken], [name=csrfmiddlewaretoken]")?.value ?? ""

function post(said) {
  const body = said instanceof FormData ? said : new FormData()
  if (body !== said) for (const [name, value] of Object.entries(said)) body.set(name, value)
  body.set("part", "1")
  body.set("csrfmiddlewaretoken", token())
  return fetch(address, { method: "POST", body, redirect: "manual" }).catch(() => null)
}

const outside = (answer) => answer?.type === "opaqueredirect" || answer?.status === 403

/** The session has ended: the form's own dialog lets people in again; true once they are. */
async function inside() {
  const dialog = document.getElementById("log-in")
  if ((await ask()) === "") return true
  if (!document.getElementById("autosave").value) return false
  if (!dialog.open) dialog.showModal()
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }))
  return (await ask()) === ""
}

const sending = new Set()

async function send(form) {
  const saying = form.classList.contains("remark-form")
  const name = saying ? nameOf(form) : form
  if (sending.has(name)) return
  sending.add(name)
  try {
    if (saying) keep(form)
    const said = new FormData(form)
    let answer = await post(said)
    if (outside(answer) && (await inside())) answer = await post(said)
    await answered(form, saying ? said.get("text") : null, answer)
  } finally {
    sending.delete(name)
  }
}

async function answered(form, words, answer) {
  const { thread } = form.dataset
  const here = form.isConnected ? form : forms().find((one) => one.dataset.thread === thread)
  if (!answer) return say(here, panel.dataset.offline)
  if (outside(answer)) return say(here, panel.dataset.login)
  const html = await answer.text()
  if (answer.ok) {
    if (words !== null && here) done(here, words)
    say(null, "")
    put(html)
    if (words !== null) document.getElementById(`say-${thread || "new"}`)?.focus()
    else if (!panel.contains(document.activeElement)) document.getElementById("remarks-title").focus()
    return
  }
  const page = new DOMParser().parseFromString(html, "text/html")
  const refused = answer.status === 400 && page.querySelector(".remark-error:not([hidden])")
  say(here, refused ? refused.textContent : panel.dataset[answer.status === 404 ? "lost" : "offline"])
}

/** The desk has these words. What was typed while they were on their way is a remark to come. */
function done(form, words) {
  const { text, key } = fields(form)
  if (text.value === words) text.value = ""
  key.value = crypto.randomUUID()
  for (const name of ANCHOR) if (fields(form)[name]) fields(form)[name].value = ""
  keep(form)
}

// Passages are painted by the browser; the text itself has no mark of them.
let spots = new Map()
let lit = ""

function look() {
  const one = editor()
  if (!one) return
  const blocks = blocksOf(one.state.doc)
  spots = new Map()
  for (const remark of place.querySelectorAll(".remark[data-quote]")) {
    const found = placeOf(blocks, remark.dataset)
    remark.dataset.stands = found ? (found[2] ? "here" : "other") : "gone"
    remark.querySelector("[data-stands-said]").textContent = found?.[2] ? "" : panel.dataset[remark.dataset.stands]
    if (found) spots.set(remark.id, found)
  }
  light(lit)
}

function light(id) {
  const one = editor()
  lit = id
  if (!one) return
  const open = [...spots].filter(([name]) => !document.getElementById(name)?.classList.contains("settled"))
  const drawn = (some) => some.map(([, [from, to]]) => range(one, from, to))
  paint("remark", panel.hidden ? [] : drawn(open))
  paint("remark-here", panel.hidden ? [] : drawn([...spots].filter(([name]) => name === id)))
}

function jump(id) {
  look()
  const spot = spots.get(id)
  const one = editor()
  if (!spot || !one) return
  one.chain().focus().setTextSelection({ from: spot[0], to: spot[1] }).scrollIntoView().run()
  light(id)
}

let later = 0
function follow(one) {
  one.on("update", () => {
    clearTimeout(later)
    later = setTimeout(look, PAUSE)
  })
  look()
}

// Opened, closed, and aimed at one of them.
function open(on, { focus = false } = {}) {
  panel.hidden = !on
  button.setAttribute("aria-expanded", String(on))
  localStorage.setItem("newsroom:remarks", on ? "open" : "closed")
  light(lit)
  if (on) seen()
  if (on && focus) document.getElementById("remarks-title").focus()
  if (!on && focus) button.focus()
}

function aim() {
  const one = /^#remark-\d+$/.test(location.hash) && place.querySelector(location.hash)
  if (!one || one.dataset.aimed) return
  if (panel.hidden) open(true)
  const settled = one.closest("details")
  if (settled) settled.open = true
  one.dataset.aimed = "yes"
  one.scrollIntoView({ block: "nearest" })
  one.focus({ preventScroll: true })
  light(one.id)
}

/** A new remark on what is marked in the text. */
function onMarked() {
  const one = editor()
  const anchor = one && marked(one.state)
  const form = place.querySelector('.remark-form[data-thread=""]')
  if (panel.hidden) open(true)
  if (!form) return
  say(form, anchor ? "" : panel.dataset.noPassage)
  if (anchor) {
    for (const name of ANCHOR) fields(form)[name].value = anchor[name]
    anchored(form)
    keep(form)
  }
  fields(form).text.focus()
}

button.addEventListener("click", () => {
  const one = editor()
  const begun = place.querySelector('.remark-form[data-thread=""]')?.elements.text.value
  if (panel.hidden && one && !one.state.selection.empty && !begun) onMarked()
  else open(panel.hidden, { focus: true })
})

panel.addEventListener("click", (event) => {
  const hit = (name) => event.target.closest(`[data-${name}]`)
  if (hit("close")) open(false, { focus: true })
  else if (hit("mark")) onMarked()
  else if (hit("jump")) jump(hit("jump").closest(".remark").id)
  else if (hit("off")) {
    const form = event.target.closest("form")
    for (const name of ANCHOR) fields(form)[name].value = ""
    anchored(form)
    keep(form)
    fields(form).text.focus()
  }
})
panel.addEventListener("input", (event) => {
  const form = event.target.closest(".remark-form")
  if (form) keep(form)
})
panel.addEventListener("focusin", (event) => event.target.closest(".remark-form")?.classList.add("begun"))
panel.addEventListener("submit", (event) => {
  event.preventDefault()
  send(event.target)
})
panel.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault()
    event.target.form.requestSubmit()
  } else if (event.key === "Escape") open(false, { focus: true })
})
for (const [type, on] of [["mouseover", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
  panel.addEventListener(type, (event) => light(on ? (event.target.closest?.(".remark")?.id ?? "") : ""))
}
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !event.altKey) return
  if (event.code === "KeyM") onMarked()
  else if (event.code === "KeyR") open(panel.hidden, { focus: true })
  else return
  event.preventDefault()
})

const wide = matchMedia("(min-width: 1261px)")
const count = Number(document.querySelector("[data-remarks-open]").textContent)
if (wide.matches && (localStorage.getItem("newsroom:remarks") ?? (count ? "open" : "closed")) === "open") open(true)
show()
addEventListener("hashchange", aim)
setInterval(() => {
  const choosing = place.querySelector(".callable:not([hidden])")
  if (!document.hidden && !panel.hidden && !sending.size && !choosing) ask()
}, EVERY)

const ready = editor()
if (ready) follow(ready)
else document.addEventListener("prose-editor:ready", ({ detail }) => detail.textarea.name === "body" && follow(detail.editor))
