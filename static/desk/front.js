// Stories between the places of a front, by drag or by Alt and an arrow. The desk decides; the page comes back as it is then.
const form = document.getElementById("edit")
const lists = [...document.querySelectorAll("[data-place]")]
let held = null

function send(step) {
  const input = document.createElement("input")
  Object.assign(input, { type: "hidden", name: "step", value: step })
  form.append(input)
  form.submit()
}

function unmark() {
  for (const one of document.querySelectorAll(".drop-before, ol.is-over")) one.classList.remove("drop-before", "is-over")
}

/** Where among the others of this list it would stand. */
function index(list, over) {
  const others = [...list.querySelectorAll("[data-item]")].filter((one) => one !== held)
  return over ? others.indexOf(over) : others.length
}

function drop(list, over) {
  const item = held.dataset.item
  if (list.dataset.place) return send(`place:${item}:${list.dataset.place}:${index(list, over)}`)
  if (!list.contains(held)) send(`remove:${item}`)
}

function watch(list) {
  list.addEventListener("dragover", (event) => {
    if (!held) return
    event.preventDefault()
    unmark()
    const over = event.target.closest("[data-item]")
    if (over && over !== held) over.classList.add("drop-before")
    else list.classList.add("is-over")
  })
  list.addEventListener("drop", (event) => {
    event.preventDefault()
    const over = event.target.closest("[data-item]")
    if (held && over !== held) drop(list, over)
  })
}

if (form) {
  lists.forEach(watch)
  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-item]")
    held?.classList.add("dragging")
  })
  document.addEventListener("dragend", () => {
    held?.classList.remove("dragging")
    held = null
    unmark()
  })
  document.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-item]")
    const name = { ArrowUp: "[data-up]", ArrowDown: "[data-down]" }[event.key]
    if (!item || !name || !event.altKey) return
    event.preventDefault()
    const button = item.querySelector(name) ?? (event.key === "ArrowUp" ? item.querySelector(".acts button:last-of-type") : null)
    button?.click()
  })
}
// A story dragged out of an open form would take the text that is being marked there.
for (const words of document.querySelectorAll(".words-of")) {
  words.addEventListener("toggle", () => (words.closest("[data-item]").draggable = !words.open))
}
// The browser goes to the moved story by its address, and only then lets go of the keyboard.
addEventListener("load", () => document.getElementById(location.hash.slice(1))?.querySelector("a, summary")?.focus({ preventScroll: true }))
