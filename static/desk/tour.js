// The tour goes from step to step in its place, so that nothing that is being typed is left.
const tour = document.querySelector("[data-tour]")
const steps = tour ? [...tour.querySelectorAll("[data-step]")] : []

// A heading stands for all that is under it.
function place(step) {
  const all = step.dataset.places.split(" ").map((id) => document.getElementById(id))
  const found = all.find((one) => one?.checkVisibility())
  return found?.matches("section > h2") ? found.parentElement : found
}

function mark(step) {
  for (const one of document.querySelectorAll(".tour-place")) one.classList.remove("tour-place")
  const found = step && place(step)
  if (!found) return
  found.classList.add("tour-place")
  step.querySelector("[data-show]").hidden = false
}

// Kept for the next screen. If the desk does not answer, this screen goes on all the same.
function keep(form, number) {
  const body = new URLSearchParams(new FormData(form))
  body.set("step", number)
  const headers = { "X-Requested-With": "fetch" }
  fetch(form.action, { method: "POST", body, headers, keepalive: true, redirect: "manual" }).catch(() => null)
}

function go(number) {
  for (const one of steps) one.hidden = one.dataset.step !== number
  const step = steps.find((one) => !one.hidden)
  mark(step)
  if (step) return step.querySelector("h2").focus()
  const over = tour.querySelector("[data-over]")
  over.textContent = over.dataset.over
  document.getElementById("content-start").focus({ preventScroll: true })
}

tour?.addEventListener("submit", (event) => {
  event.preventDefault()
  const number = event.submitter.value
  keep(event.target, number)
  go(number)
})

// The place itself takes the focus, or the first thing in it that can.
tour?.addEventListener("click", (event) => {
  const step = event.target.closest("[data-show]")?.closest("[data-step]")
  const found = step && place(step)
  if (!found) return
  found.scrollIntoView({ block: "center" })
  const inside = "a[href], button:not([disabled]), input, textarea, summary"
  const first = found.matches(inside) ? found : found.querySelector(inside)
  if (first) return first.focus({ preventScroll: true })
  found.tabIndex = -1
  found.focus({ preventScroll: true })
})

const open = steps.find((one) => !one.hidden)
if (open) {
  mark(open)
  if (tour.dataset.kept !== open.dataset.step) keep(open.querySelector("form"), open.dataset.step)
}
