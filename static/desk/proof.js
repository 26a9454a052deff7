// What the checks say of the form, asked for after a pause; a click on a finding goes to its place. See desk/proving.py.
const form = document.getElementById("article_form")
const list = document.querySelector("[data-proof]")
const PAUSE = 1500

let timer = 0
let asking = null

const editor = () => document.querySelector(".field-body .ProseMirror")?.editor

async function ask() {
  timer = 0
  asking?.abort()
  asking = new AbortController()
  const { signal } = asking
  const posted = { method: "POST", body: new FormData(form), redirect: "manual", signal }
  const answer = await fetch(list.dataset.proof, posted).catch(() => null)
  if (signal.aborted || !answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  // Whoever stands on a finding keeps his place in the list.
  const at = [...list.querySelectorAll("button")].indexOf(document.activeElement)
  list.replaceChildren(...page.body.childNodes)
  if (at >= 0) list.querySelectorAll("button")[at]?.focus()
}

function later() {
  clearTimeout(timer)
  timer = setTimeout(ask, PAUSE)
}

// Every letter of a block with its place in the editor's document; between its parts stands a blank.
function letters(node, inside) {
  const found = { text: "", places: [] }
  node.descendants((part, at) => {
    if (part.isText) {
      found.text += part.text
      for (let letter = 0; letter < part.text.length; letter++) found.places.push(inside + at + letter)
    } else {
      found.text += " "
      found.places.push(inside + at)
    }
  })
  return found
}

function near(text, words, start) {
  let best = -1
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (best < 0 || Math.abs(at - start) < Math.abs(best - start)) best = at
  }
  return best
}

function inText({ at, start, words }) {
  const one = editor()
  if (!one) return
  let place = null
  one.state.doc.forEach((node, offset) => {
    if (place || (at && node.attrs.block && node.attrs.block !== at)) return
    const found = letters(node, offset + 1)
    const index = words ? near(found.text, words, Number(start)) : -1
    if (index >= 0) place = [found.places[index], found.places[index + words.length - 1] + 1]
  })
  const chain = one.chain().focus()
  if (place) chain.setTextSelection({ from: place[0], to: place[1] }).scrollIntoView().run()
  else chain.run()
}

function inField({ field, start, words }) {
  const one = form.elements[field]
  const seen = one?.type === "hidden" ? document.querySelector(`.field-${field} :is(button, a)`) : one
  seen?.closest("details")?.setAttribute("open", "")
  seen?.focus()
  if (words && one.setSelectionRange) one.setSelectionRange(Number(start), Number(start) + words.length)
}

list?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]")
  if (!button) return
  if (button.dataset.field === "body") inText(button.dataset)
  else inField(button.dataset)
})

if (list) {
  form.addEventListener("input", later)
  form.addEventListener("change", later)
  document.addEventListener("prose-editor:ready", ({ detail }) => detail.editor.on("update", later))
  editor()?.on("update", later)
}
