// Beside the writing: how long the text is, and a screen with nothing but the text.
import { find, paint, range } from "./find.js"
import { typeset } from "./typeset.js"

const WORD = /[\p{L}\p{N}_]+(?:[-.,:’'/\u00ad][\p{L}\p{N}_]+)*/gu
const WORDS_A_MINUTE = 200
// So much longer than planned is still as long as planned.
const ABOUT = 1.1

/** The line below the text: its length, and what else one can do with it. */
export function writing(editor) {
  tally(editor)
  narrow(editor)
  const keys = () => document.getElementById("keys").showModal()
  const doing = { find, keys, typeset: () => typeset(editor), focusMode: () => focusMode() }
  for (const button of document.querySelectorAll("[data-does]")) {
    button.addEventListener("click", doing[button.dataset.does])
  }
}

/** Words, letters and a reader's minutes, as the site counts them. */
function tally(editor) {
  const number = new Intl.NumberFormat(document.documentElement.lang)
  const say = (name, count) => {
    const place = document.querySelector(`[data-tally=${name}]`)
    place.textContent = number.format(count)
    const target = place.parentElement.querySelector("[data-target]")
    target?.parentElement.classList.toggle("over", count > target.dataset.target * ABOUT)
  }
  const count = () => {
    const text = editor.getText({ blockSeparator: " " })
    const words = text.match(WORD)?.length ?? 0
    say("words", words)
    say("letters", text.length)
    say("minutes", Math.max(1, Math.ceil(words / WORDS_A_MINUTE)))
  }
  editor.on("update", count)
  count()
}

// The editor itself shows firm spaces, and knows nothing of the narrow ones.
function narrow(editor) {
  const show = () => {
    const places = []
    editor.state.doc.descendants((node, at) => {
      for (const { index } of (node.text ?? "").matchAll(/\u202f/g)) places.push(range(editor, at + index, at + index + 1))
    })
    paint("narrow", places)
  }
  editor.on("update", show)
  show()
}

function focusMode(on = !document.body.classList.contains("focus-mode")) {
  document.body.classList.toggle("focus-mode", on)
  document.querySelector("[data-does=focusMode]")?.setAttribute("aria-pressed", on)
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.code === "KeyF") {
    event.preventDefault()
    focusMode()
  } else if (event.key === "Escape" && !document.querySelector("dialog[open]")) focusMode(false)
})
