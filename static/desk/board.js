// Moving stories on the board by drag or by Alt and an arrow. The desk decides; the page comes back as it is then.
const form = document.getElementById("move")

function send(item, column) {
  const board = item.closest("[data-board]")
  const fields = { seen: item.dataset.seen, [board.dataset.board]: column.dataset.column }
  for (const name of ["from", "kind"]) if (name in item.dataset) fields[name] = item.dataset[name]
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input")
    Object.assign(input, { type: "hidden", name, value })
    form.append(input)
  }
  form.action = form.dataset.action.replace("/0/", `/${item.dataset.item}/`)
  form.submit()
}

function takes(item, column) {
  if (!("moves" in item.dataset) || column.contains(item) || "past" in column.dataset) return false
  return !item.dataset.moves || item.dataset.moves.split(" ").includes(column.dataset.column)
}

function mark(columns, name, which) {
  for (const column of columns) column.classList.toggle(name, which(column))
}

function watch(board) {
  const columns = [...board.querySelectorAll("[data-column]")]
  let held = null
  board.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-item]")
    held.classList.add("dragging")
    mark(columns, "is-shut", (one) => !takes(held, one))
  })
  board.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-column]")
    const open = held && over && takes(held, over)
    mark(columns, "is-over", (one) => open && one === over)
    if (open) event.preventDefault()
  })
  board.addEventListener("drop", (event) => {
    event.preventDefault()
    const column = event.target.closest("[data-column]")
    if (held && column && takes(held, column)) send(held, column)
  })
  board.addEventListener("dragend", () => {
    held?.classList.remove("dragging")
    mark(columns, "is-over", () => false)
    mark(columns, "is-shut", () => false)
    held = null
  })
  board.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-item]")
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!item || !step || !event.altKey) return
    event.preventDefault()
    const place = columns.indexOf(item.closest("[data-column]"))
    const rest = step > 0 ? columns.slice(place + 1) : columns.slice(0, place).reverse()
    const column = rest.find((one) => takes(item, one))
    if (column) send(item, column)
  })
}

for (const board of document.querySelectorAll("[data-board]")) watch(board)
// The browser goes to the moved story by its address, and only then lets go of the keyboard.
addEventListener("load", () => {
  const moved = document.getElementById(location.hash.slice(1))
  moved?.querySelector("a").focus()
})
