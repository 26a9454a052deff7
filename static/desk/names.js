// Names offered while one is typed. Without this the whole name does.
for (const input of document.querySelectorAll("input[data-names]")) {
  const list = input.list
  let asked = 0

  async function offer() {
    const mine = ++asked
    const query = new URLSearchParams({ kind: input.dataset.names, q: input.value })
    const answer = await fetch(`/admin/articles/article/names/?${query}`)
    if (!answer.ok || mine !== asked) return
    const { names } = await answer.json()
    list.replaceChildren(...names.map((name) => new Option(name, name)))
  }

  input.addEventListener("input", (event) => {
    // A name taken from the list is the question; a letter is not yet.
    const taken = event.inputType === "insertReplacementText" || !event.inputType
    if (taken && [...list.options].some((one) => one.value === input.value)) input.form.submit()
    else offer()
  })
}
