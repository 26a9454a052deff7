// Names offered while one is typed, in rows that come later, too. Without this the whole name does.
const asked = new WeakMap()

function listOf(input) {
  if (input.list) return input.list
  const list = document.createElement("datalist")
  list.id = `names-of-${input.id}`
  input.after(list)
  input.setAttribute("list", list.id)
  return list
}

async function offer(input) {
  const mine = (asked.get(input) ?? 0) + 1
  asked.set(input, mine)
  const query = new URLSearchParams({ kind: input.dataset.names, q: input.value })
  const answer = await fetch(`/admin/articles/article/names/?${query}`)
  if (!answer.ok || mine !== asked.get(input)) return
  const { names } = await answer.json()
  listOf(input).replaceChildren(...names.map((name) => new Option(name, name)))
}

document.addEventListener("input", (event) => {
  const input = event.target
  if (!input.matches?.("input[data-names]")) return
  // A name taken from the list is the question; a letter is not yet.
  const taken = event.inputType === "insertReplacementText" || !event.inputType
  if (!taken || ![...listOf(input).options].some((one) => one.value === input.value)) offer(input)
  else if (!("stay" in input.dataset)) input.form.submit()
})
