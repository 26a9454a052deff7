// Calling a colleague: after an @ the names of those who see the article are offered.
const CALL = /(?:^|[^\w@.+-])@([\p{L}\p{N}_.@+-]*)$/u

let number = 0

/** Offers names below a text area; `address` answers {people: [{name, said}]}. */
export function calling(input, address) {
  const list = document.createElement("ul")
  let asked = 0
  let active = -1
  Object.assign(list, { id: `callable-${++number}`, className: "callable", hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "@")
  input.after(list)
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-haspopup": "listbox",
  })) input.setAttribute(name, value)

  const typed = () => CALL.exec(input.value.slice(0, input.selectionStart))?.[1]

  function show(open) {
    list.hidden = !open
    input.setAttribute("aria-expanded", String(open))
    if (!open) input.removeAttribute("aria-activedescendant")
    active = -1
  }

  function mark(at) {
    const rows = [...list.children]
    active = (at + rows.length) % rows.length
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === active)))
    input.setAttribute("aria-activedescendant", rows[active].id)
    rows[active].scrollIntoView({ block: "nearest" })
  }

  function choose(row) {
    const end = input.selectionStart
    const start = end - (typed() ?? "").length
    input.setRangeText(`${row.dataset.name} `, start, end, "end")
    show(false)
    input.focus()
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  async function ask() {
    const text = typed()
    const mine = ++asked
    if (text === undefined) return show(false)
    const answer = await fetch(`${address}?${new URLSearchParams({ q: text })}`, { redirect: "manual" }).catch(() => null)
    if (mine !== asked || !answer?.ok) return
    const { people } = await answer.json()
    list.replaceChildren(...people.map(({ name, said }, at) => {
      const row = document.createElement("li")
      const meta = Object.assign(document.createElement("span"), { className: "meta", textContent: `@${name}` })
      row.append(said, meta)
      row.id = `${list.id}-${at}`
      row.dataset.name = name
      row.setAttribute("role", "option")
      row.setAttribute("aria-selected", "false")
      return row
    }))
    show(people.length > 0)
    if (people.length) mark(0)
  }

  input.addEventListener("input", ask)
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && active >= 0) choose(list.children[active])
    else if (event.key === "Escape") show(false)
    else if (event.key === "ArrowDown") mark(active + 1)
    else if (event.key === "ArrowUp") mark(active - 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    const row = event.target.closest("li")
    if (row) choose(row)
  })
  input.addEventListener("blur", () => show(false))
}
