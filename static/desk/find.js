// Find and replace in the text. What is found is painted by the browser; the text itself has no mark of it.
const bar = document.getElementById("find-bar")
const said = bar.querySelector("[data-found]")
const field = (name) => bar.querySelector(`[name=${name}]`)
export const paint = (name, ranges) => window.CSS?.highlights?.set(name, new Highlight(...ranges))

let editor = null
let places = []
let current = 0

// A space finds firm spaces too.
function pattern() {
  const words = field("find-words").value
  if (!words) return null
  const source = words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replaceAll(" ", "[ \\u00a0\\u202f]")
  return new RegExp(source, field("find-case").checked ? "gu" : "giu")
}

function look() {
  const wanted = pattern()
  places = []
  editor.state.doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, "", "\ufffc")
    for (const { index, 0: found } of wanted ? text.matchAll(wanted) : []) {
      places.push({ from: at + 1 + index, to: at + 1 + index + found.length })
    }
    return false
  })
  current = Math.min(current, Math.max(0, places.length - 1))
  show()
}

/** A place of the document as the browser counts it. */
export function range({ view }, from, to) {
  const [start, end] = [view.domAtPos(from), view.domAtPos(to)]
  const made = new Range()
  made.setStart(start.node, start.offset)
  made.setEnd(end.node, end.offset)
  return made
}

function show() {
  said.textContent = `${places.length ? current + 1 : 0} / ${places.length}`
  const ranges = places.map(({ from, to }) => range(editor, from, to))
  paint("found", ranges)
  paint("found-here", ranges.slice(current, current + 1))
}

function step(by) {
  if (!places.length) return
  current = (current + by + places.length) % places.length
  show()
  const { from, to } = places[current]
  range(editor, from, to).startContainer.parentElement?.scrollIntoView({ block: "center" })
}

// From the last to the first, so that no place moves before its turn; one step to undo.
function replace(these) {
  const by = field("find-by").value
  const change = editor.state.tr
  for (const { from, to } of [...these].reverse()) {
    if (by) change.insertText(by, from, to)
    else change.delete(from, to)
  }
  if (these.length) editor.view.dispatch(change)
  look()
}

const doing = {
  next: () => step(1),
  previous: () => step(-1),
  one: () => replace(places.slice(current, current + 1)),
  all: () => replace(places),
  close,
}

function close() {
  bar.hidden = true
  for (const name of ["found", "found-here"]) window.CSS?.highlights?.delete(name)
  editor.commands.focus()
}

/** Opens the bar, with what is selected as the words to find. */
export function find() {
  const { from, to } = editor.state.selection
  const selected = editor.state.doc.textBetween(from, to, " ")
  if (selected && selected.length < 200) field("find-words").value = selected
  bar.hidden = false
  field("find-words").focus()
  field("find-words").select()
  look()
}

export function finding(one) {
  editor = one
  editor.view.dom.closest(".prose-editor").querySelector(".toolbar").after(bar)
  // What is typed here is no change of the article.
  for (const kind of ["input", "change"]) {
    bar.addEventListener(kind, (event) => {
      event.stopPropagation()
      current = 0
      look()
    })
  }
  bar.addEventListener("click", ({ target }) => doing[target.closest("[data-find]")?.dataset.find]?.())
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
    else if (event.key === "Enter" && event.target.matches("input")) step(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyF") return
    event.preventDefault()
    find()
  })
  editor.on("update", () => bar.hidden || look())
}
