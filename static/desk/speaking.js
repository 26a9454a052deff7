// Each field says in which language it is written: by that a browser checks the spelling.
const WRITTEN = ["kicker", "headline", "short_headline", "standfirst", "search_title", "search_description"]
// Names for machines and lists of names, in which every word would be underlined.
const NOT_WRITTEN = ["slug", "tags", "external_id"]

export function speaking(editor) {
  const language = document.getElementById("id_language")
  const fields = WRITTEN.map((name) => document.getElementById(`id_${name}`)).filter(Boolean)
  const say = () => {
    const lang = language?.value || document.documentElement.lang
    for (const one of [...fields, editor.view.dom]) {
      one.lang = lang
      one.spellcheck = true
    }
  }
  language?.addEventListener("change", say)
  for (const name of NOT_WRITTEN) document.getElementById(`id_${name}`)?.setAttribute("spellcheck", "false")
  say()
}
