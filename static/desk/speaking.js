// The browser checks the spelling in the article's language, at once when another is chosen.
export function speaking(editor) {
  const language = document.getElementById("id_language")
  const say = () => {
    for (const one of [...document.querySelectorAll("[data-written]"), editor.view.dom]) one.lang = language.value
  }
  editor.view.dom.spellcheck = true
  for (const one of document.querySelectorAll("[type=url], [type=email]")) one.spellcheck = false
  if (!language) return
  language.addEventListener("change", say)
  say()
}
