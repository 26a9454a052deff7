// The printed page beside the form, out of the form as it stands. See desk/preview.py.
// The frame runs no script: this one fetches the page anew and changes what differs in place,
// so that neither the place on the page nor the fonts are lost.
const pane = document.getElementById("preview")
const form = document.getElementById("article_form")
const desk = document.querySelector(".desk-form")
const toggle = document.querySelector(".preview-toggle")
const frame = pane.querySelector("iframe")
const stage = frame.parentElement
const said = pane.querySelector(".preview-said")
const { address, user } = pane.dataset
const key = `newsroom:preview:${user}`
const PAUSE = 400
// Who may only look has no fields: then the page is what is saved.
const writable = Boolean(form.elements.headline)
const narrow = matchMedia("(max-width: 1000px)")

const wanted = { open: false, width: 390, scheme: "light" }
try {
  Object.assign(wanted, JSON.parse(localStorage.getItem(key)) ?? {})
} catch {
  // Forbidden or spoilt: it starts closed.
}

let timer = 0
let drawing = null

function remember() {
  try {
    localStorage.setItem(key, JSON.stringify(wanted))
  } catch {
    // It is remembered until the page closes.
  }
}

const shown = () => wanted.open && !narrow.matches

function show() {
  pane.hidden = !shown()
  desk.toggleAttribute("data-preview", shown())
  desk.toggleAttribute("data-wide", shown() && wanted.width > 500)
  toggle.setAttribute("aria-expanded", shown())
  for (const button of pane.querySelectorAll("[aria-pressed]")) {
    const { width, scheme } = button.dataset
    button.setAttribute("aria-pressed", width ? Number(width) === wanted.width : scheme === wanted.scheme)
  }
  fit()
  if (shown()) draw()
}

function fit() {
  if (!stage.clientWidth) return
  const scale = Math.min(1, stage.clientWidth / wanted.width)
  frame.style.width = `${wanted.width}px`
  frame.style.height = `${stage.clientHeight / scale}px`
  frame.style.transform = `scale(${scale})`
  frame.style.marginInlineStart = `${Math.max(0, (stage.clientWidth - wanted.width) / 2)}px`
  frame.contentDocument?.documentElement.style.setProperty("color-scheme", wanted.scheme)
}

async function fetched(signal) {
  const posted = writable ? { method: "POST", body: new FormData(form) } : {}
  const answer = await fetch(address, { ...posted, redirect: "manual", signal })
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error(pane.dataset.login)
  const text = await answer.text()
  if (answer.status === 422) throw new Error(text)
  if (!answer.ok) throw new Error(pane.dataset.lost)
  return new DOMParser().parseFromString(text, "text/html")
}

async function draw() {
  timer = 0
  drawing?.abort()
  drawing = new AbortController()
  const { signal } = drawing
  try {
    if (!frame.src) {
      await open()
      fit()
    }
    const page = await fetched(signal)
    if (signal.aborted) return
    place(page)
    said.textContent = ""
  } catch (error) {
    if (signal.aborted) return
    said.textContent = error instanceof TypeError ? pane.dataset.lost : error.message
  }
}

function open() {
  return new Promise((done) => {
    frame.addEventListener("load", done, { once: true })
    frame.src = address
  })
}

function place(page) {
  const here = frame.contentDocument
  if (!here?.body) return
  for (const name of ["header", "main", "footer"]) {
    const [before, after] = [here, page].map((one) => one.querySelector(`body > ${name}`))
    if (before && after && !before.isEqualNode(after)) before.replaceWith(here.importNode(after, true))
  }
  here.title = page.title
  here.documentElement.style.setProperty("color-scheme", wanted.scheme)
  // What is clicked opens beside the desk, not inside the frame.
  if (!here.querySelector("base")) here.head.append(Object.assign(here.createElement("base"), { target: "_blank" }))
}

function later() {
  if (!shown()) return
  clearTimeout(timer)
  timer = setTimeout(draw, PAUSE)
}

// On a page of its own it shows the form too, not only what is saved.
function onItsOwn(event) {
  if (!writable) return
  event.preventDefault()
  const copy = Object.assign(document.createElement("form"), { method: "post", action: address, target: "_blank" })
  copy.hidden = true
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue
    copy.append(Object.assign(document.createElement("textarea"), { name, value }))
  }
  document.body.append(copy)
  copy.submit()
  copy.remove()
}

function close() {
  wanted.open = false
  remember()
  show()
}

toggle.hidden = false
toggle.addEventListener("click", () => {
  wanted.open = !wanted.open
  remember()
  show()
})
pane.querySelector(".preview-close").addEventListener("click", () => {
  close()
  toggle.focus()
})
pane.addEventListener("click", (event) => {
  const button = event.target.closest("[aria-pressed]")
  if (!button) return
  if (button.dataset.width) wanted.width = Number(button.dataset.width)
  else wanted.scheme = button.dataset.scheme
  remember()
  show()
})
for (const link of document.querySelectorAll(".preview-page")) link.addEventListener("click", onItsOwn)
form.addEventListener("input", later)
form.addEventListener("change", later)
document.addEventListener("prose-editor:ready", ({ detail }) => detail.editor.on("update", later))
document.querySelector(".field-body .ProseMirror")?.editor?.on("update", later)
// A field that is refused must be seen, and the facts stand behind the pane.
form.addEventListener("invalid", ({ target }) => pane.parentElement.contains(target) && close(), { capture: true })
new ResizeObserver(fit).observe(stage)
narrow.addEventListener("change", show)
if (document.querySelector(".errornote")) wanted.open = false
show()
