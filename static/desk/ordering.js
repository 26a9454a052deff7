// A section is dropped on another of its level: it goes before that one. Without this its buttons do.
const form = document.getElementById("ordering")
let held = null

const lineAt = (event) => {
  const line = event.target.closest(".line")
  return held && line && line !== held && line.dataset.level === held.dataset.level ? line : null
}

form.addEventListener("dragstart", (event) => {
  held = event.target.closest(".line")
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", held.dataset.key)
})

form.addEventListener("dragover", (event) => {
  for (const one of form.querySelectorAll(".over")) one.classList.remove("over")
  const line = lineAt(event)
  if (!line) return
  event.preventDefault()
  line.classList.add("over")
})

form.addEventListener("drop", (event) => {
  const line = lineAt(event)
  if (!line) return
  event.preventDefault()
  const move = Object.assign(document.createElement("input"), { type: "hidden", name: "move" })
  // Dropped on one that stood below, it takes that one's place: it goes before the next.
  const level = [...form.querySelectorAll(`.line[data-level="${held.dataset.level}"]`)]
  const below = level.indexOf(line) > level.indexOf(held)
  const before = below ? level[level.indexOf(line) + 1] : line
  move.value = `${held.dataset.key}:${before ? before.dataset.key : ""}`
  form.append(move)
  form.submit()
})

form.addEventListener("dragend", () => {
  held = null
})
