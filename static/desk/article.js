// The article form: toolbar, counts, and what is not saved yet.
import { changed as keep } from "./autosave.js"
import { finding } from "./find.js"
import { cleaned } from "./paste.js"
import { slash } from "./slash.js"
import { speaking } from "./speaking.js"
import { toolbar } from "./toolbar.js"
import { writing } from "./writing.js"

const form = document.getElementById("article_form")
const headline = document.getElementById("id_headline")
const saved = document.querySelector("[data-saved]")

function changed() {
  keep()
  if (form.dataset.changed) return
  form.dataset.changed = "yes"
  saved.dataset.is = "unsaved"
  saved.lastElementChild.textContent = saved.dataset.unsavedText
  for (const verb of document.querySelectorAll("[data-verb]")) {
    verb.setAttribute("aria-disabled", "true")
  }
  document.querySelector("[data-unsaved]")?.removeAttribute("hidden")
}

form.addEventListener("input", changed)
form.addEventListener("change", changed)
form.addEventListener("submit", () => delete form.dataset.changed)
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-verb][aria-disabled]")) event.preventDefault()
})
addEventListener("beforeunload", (event) => {
  if (form.dataset.changed && !form.dataset.sure) event.preventDefault()
})

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault()
    form.querySelector("[name=_continue]")?.click()
  }
})

// What was refused is not saved either: its words are only on this page.
if (document.querySelector(".errornote")) changed()

// A headline is one line, and says how long it is.
const count = Object.assign(document.createElement("span"), { className: "limits" })
const say = () => {
  count.textContent = `${headline.value.length} / 110`
  count.classList.toggle("over", headline.value.length > 110)
}
headline.labels[0]?.after(count)
headline.addEventListener("input", say)
headline.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault()
})
say()
if (!headline.value) addEventListener("load", () => setTimeout(() => headline.focus()))

function start(editor) {
  editor.view.dom.setAttribute("aria-label", document.querySelector("label[for=id_body]").textContent)
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: cleaned } })
  toolbar(editor)
  slash(editor)
  speaking(editor)
  finding(editor)
  writing(editor)
  editor.on("update", changed)
}

// The editor may have been ready before this module was.
const ready = document.querySelector(".field-body .ProseMirror")?.editor
if (ready) start(ready)
else {
  document.addEventListener("prose-editor:ready", ({ detail }) => {
    if (detail.textarea.name === "body") start(detail.editor)
  })
}
