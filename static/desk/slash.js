// A slash in an empty paragraph offers the blocks of the toolbar; what is typed behind it chooses among them.
import { pm } from "django-prose-editor/editor"

const ASKED = /^\/([\p{L}\p{N} -]{0,24})$/u
// Elsewhere, in a cell or in an item, a block of its own would tear apart what it stands in.
const HOMES = ["doc", "factBox"]

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

export function slash(editor) {
  const home = editor.view.dom.closest(".prose-editor")
  const list = document.createElement("ul")
  const offers = [...home.querySelectorAll("button[data-slash]")].map((button, at) => offer(button, at))
  let active = -1
  Object.assign(list, { id: "slash", className: "slash", hidden: true, tabIndex: 0 })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", home.querySelector("[data-slash-label]").dataset.slashLabel)
  home.append(list)

  // What was typed behind the slash; undefined where none stands.
  function asked() {
    const { selection } = editor.state
    const { $from, empty } = selection
    const { parent, depth } = $from
    if (!empty || parent.type.name !== "paragraph" || $from.parentOffset < parent.content.size) return
    if (!HOMES.includes($from.node(depth - 1).type.name)) return
    return ASKED.exec(parent.textContent)?.[1]
  }

  const rows = () => [...list.children]

  function close() {
    list.hidden = true
    active = -1
    for (const name of ["aria-controls", "aria-activedescendant", "aria-haspopup"]) editor.view.dom.removeAttribute(name)
  }

  function mark(at) {
    active = (at + list.children.length) % list.children.length
    rows().forEach((row, place) => row.setAttribute("aria-selected", String(place === active)))
    editor.view.dom.setAttribute("aria-activedescendant", list.children[active].id)
    list.children[active].scrollIntoView({ block: "nearest" })
  }

  function show(query) {
    const words = folded(query).split(/[ -]+/).filter(Boolean)
    const found = offers.filter((one) => words.every((word) => one.words.some((each) => each.startsWith(word))))
    if (!found.length) return close()
    list.replaceChildren(...found.map((one) => one.row))
    list.hidden = false
    editor.view.dom.setAttribute("aria-haspopup", "listbox")
    editor.view.dom.setAttribute("aria-controls", list.id)
    place()
    mark(0)
  }

  // Below the line, or above it where the window ends.
  function place() {
    const line = editor.view.coordsAtPos(editor.state.selection.$from.start())
    const frame = home.getBoundingClientRect()
    const below = line.bottom + list.offsetHeight + 8 < (window.visualViewport?.height ?? innerHeight)
    const top = below ? line.bottom + 4 : line.top - list.offsetHeight - 4
    const left = Math.min(line.left, frame.right - list.offsetWidth)
    list.style.setProperty("top", `${top - frame.top}px`)
    list.style.setProperty("left", `${Math.max(0, left - frame.left)}px`)
  }

  // Slash and words go, and the block comes, as one step back.
  function choose({ button }) {
    const { $from } = editor.state.selection
    const { run, with: arg } = button.dataset
    const chain = editor.chain().focus().command(({ tr }) => {
      pm.history.closeHistory(tr.delete($from.start(), $from.end()))
      return true
    })
    close()
    if (run) chain[run](arg ? JSON.parse(arg) : undefined).run()
    else {
      chain.run()
      button.click()
    }
  }

  editor.on("transaction", ({ transaction }) => {
    const query = asked()
    if (query === undefined) return list.hidden || close()
    if (!transaction.docChanged) return
    // It opens for a slash that is typed, and for none that is pasted or comes back.
    const typed = query === "" && !pm.history.isHistoryTransaction(transaction) && !transaction.getMeta("paste")
    if (!list.hidden || typed) show(query)
  })
  editor.on("blur", close)
  home.addEventListener(
    "keydown",
    (event) => {
      if (list.hidden || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === "Enter" || event.key === "Tab") choose(offers.find((one) => one.row === list.children[active]))
      else if (event.key === "Escape") close()
      else if (event.key === "ArrowDown") mark(active + 1)
      else if (event.key === "ArrowUp") mark(active - 1)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
    true,
  )
  list.addEventListener("mousedown", (event) => event.preventDefault())
  list.addEventListener("click", (event) => {
    const found = offers.find((one) => one.row === event.target.closest("li"))
    if (found) choose(found)
  })
}

// A row for what a button of the toolbar does; behind its words, in brackets, stands how to type it.
function offer(button, at) {
  const [, label, hint = ""] = /^(.*?)(?: \(([^()]+)\))?$/.exec(button.title)
  const row = document.createElement("li")
  row.id = `slash-${at}`
  row.setAttribute("role", "option")
  row.append(button.firstElementChild.cloneNode(true), label)
  row.append(Object.assign(document.createElement("span"), { className: "meta", textContent: hint }))
  return { button, row, words: folded(`${label} ${button.dataset.slash}`).split(/[^\p{L}\p{N}]+/u) }
}
