// Words in another language than the text around them: spelt, hyphenated and read aloud as such.
import { Mark } from "django-prose-editor/editor"

const OFFERED = (
  "ar bg bs cs da de el en es et fa fi fr he hi hr hu id is it ja ka ko la lb lt lv mk nb nds nl pl pt ro ru sk sl sq sr sv th tr uk ur vi yi zh"
).split(" ")

export const Tongue = Mark.create({
  name: "tongue",
  inclusive: false,
  addAttributes: () => ({
    lang: {
      default: null,
      parseHTML: (element) => element.getAttribute("lang"),
      renderHTML: ({ lang }) => (lang ? { lang } : {}),
    },
  }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
  addCommands: () => ({
    // Asks for the language of the words that are selected, or that the cursor is in.
    nameTongue:
      () =>
      ({ editor, state }) => {
        const now = editor.getAttributes("tongue").lang
        if (state.selection.empty && !now) return false
        ask(now).then((lang) => {
          const chain = editor.chain().focus().extendMarkRange("tongue")
          if (lang) chain.setMark("tongue", { lang }).run()
          else if (lang === "") chain.unsetMark("tongue").run()
          else editor.commands.focus()
        })
        return true
      },
  }),
})

/** A language, "" for the article's own, or null for neither. */
function ask(now) {
  const dialog = document.getElementById("tongue-choice")
  const select = dialog.querySelector("select")
  const name = new Intl.DisplayNames(document.documentElement.lang, { type: "language" })
  const rows = [...new Set([...OFFERED, ...(now ? [now] : [])])].map((code) => [code, name.of(code)])
  rows.sort((one, other) => one[1].localeCompare(other[1], document.documentElement.lang))
  select.replaceChildren(select.options[0], ...rows.map(([code, words]) => new Option(words, code)))
  select.value = now ?? ""
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "take" ? select.value : null)
    dialog.returnValue = ""
    dialog.showModal()
    select.focus()
  })
}
