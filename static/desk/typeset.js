// Typography as one change: asked for, looked at, and taken or left. Taking it is one step to undo. See desk/typesetting.py.
const form = document.getElementById("article_form")
const dialog = document.getElementById("typeset")

async function asked() {
  const posted = { method: "POST", body: new FormData(form), redirect: "manual" }
  const answer = await fetch(dialog.dataset.address, posted).catch(() => null)
  if (answer?.ok) return answer.json()
  return { fields: {}, said: answer?.status === 422 ? await answer.text() : dialog.dataset.lost }
}

function take(fields, editor) {
  for (const [name, text] of Object.entries(fields)) {
    if (name !== "body") form.elements[name].value = text
  }
  if ("body" in fields) editor.commands.setContent(fields.body, { emitUpdate: true })
  form.dispatchEvent(new Event("input", { bubbles: true }))
}

export async function typeset(editor) {
  const { fields, html, said } = await asked()
  const place = dialog.querySelector(".typeset-changes")
  if (html) place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes)
  else place.textContent = said
  dialog.querySelector("[value=take]").hidden = Object.keys(fields).length === 0
  dialog.onclose = () => {
    if (dialog.returnValue === "take") take(fields, editor)
    editor.commands.focus()
  }
  dialog.returnValue = ""
  dialog.showModal()
}
