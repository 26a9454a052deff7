// The blocks of a text that are ours. What the editor does not know it would drop: so it knows all that may be kept.
import { Extension, Node, Table, pm } from "django-prose-editor/editor"

const types = [
  ...["paragraph", "heading", "bulletList", "orderedList", "blockquote", "table"],
  ...["factBox", "embed", "storyBox", "picture"],
]

// Keeps each block's id through the editor, so that a paragraph is still the same one after a save.
export const BlockIds = Extension.create({
  name: "BlockIds",
  // The page's policy allows no style between tags: what the engine would write there is in prose.css.
  onBeforeCreate() {
    this.editor.options.injectCSS = false
  },
  addGlobalAttributes: () => [
    {
      types,
      attributes: {
        block: {
          default: null,
          keepOnSplit: false,
          parseHTML: (element) => element.getAttribute("data-block"),
          renderHTML: ({ block }) => (block ? { "data-block": block } : {}),
        },
      },
    },
    {
      types: ["tableCell", "tableHeader"],
      attributes: {
        scope: {
          default: null,
          parseHTML: (element) => element.getAttribute("scope"),
          renderHTML: ({ scope }) => (scope ? { scope } : {}),
        },
      },
    },
  ],
})

// A node whose one attribute is the key that makes it ours.
const keyed = (name, tag, attribute, content, more = {}) =>
  Node.create({
    name,
    group: "block",
    content,
    defining: true,
    isolating: true,
    addAttributes: () => ({
      key: {
        default: "",
        parseHTML: (element) => element.getAttribute(attribute),
        renderHTML: ({ key }) => ({ [attribute]: key }),
      },
    }),
    parseHTML: () => [{ tag: `${tag}[${attribute}]` }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...more,
  })

// A line that stands in a block and has a tag of its own.
const line = (name, tag, context, more = {}) =>
  Node.create({
    name,
    content: "inline*",
    defining: true,
    parseHTML: () => [{ tag, context }],
    renderHTML: () => [tag, 0],
    ...more,
  })

export const FactBox = keyed("factBox", "aside", "data-box", "block+", {
  addCommands: () => ({
    toggleFactBox:
      () =>
      ({ commands }) =>
        commands.toggleWrap("factBox"),
  }),
})

// A related story's place in the text. It holds the key of a link: what readers see there the link says.
export const StoryBox = keyed("storyBox", "aside", "data-story", "inline*", {
  addCommands: () => ({
    // Opens the choice among the links that are saved; the chosen one comes behind the block the cursor is in.
    addStory:
      () =>
      ({ editor }) => {
        const dialog = document.getElementById("story-choice")
        const list = dialog.querySelector("ul")
        list.replaceChildren(...linked().map(([key, label]) => choice(key, label)))
        dialog.querySelector("[data-none]").hidden = list.children.length > 0
        dialog.onclose = () => {
          const key = dialog.returnValue
          if (key) editor.chain().focus().insertContentAt(behind(editor.state), { type: "storyBox", attrs: { key } }).run()
          else editor.commands.focus()
        }
        dialog.returnValue = ""
        dialog.showModal()
        return true
      },
  }),
  // While one writes the place names the story; none of these words is kept.
  addNodeView: () => ({ node, HTMLAttributes }) => {
    const dom = document.createElement("aside")
    for (const [name, value] of Object.entries(HTMLAttributes)) dom.setAttribute(name, value)
    dom.dataset.label = new Map(linked()).get(node.attrs.key) || dom.dataset.story
    const contentDOM = dom.appendChild(document.createElement("div"))
    return { dom, contentDOM }
  },
})

// [key, "kind: story"] of each link of the article that is saved.
const linked = () =>
  [...document.querySelectorAll(".linked .link[data-key]")].map((row) => [row.dataset.key, row.dataset.label])

function choice(value, label) {
  const row = document.createElement("li")
  row.append(Object.assign(document.createElement("button"), { value, textContent: label, className: "button" }))
  return row
}

// The place behind the outermost block that the cursor is in.
const behind = ({ selection: { $to } }) => ($to.depth ? $to.after(1) : $to.pos)

// What the desk knows of the pictures in the text: asked for once, all those that turn up together.
const known = new Map()
let asking = []

function lookUp(key) {
  if (!known.has(key)) {
    known.set(key, new Promise((resolve) => asking.push([key, resolve])))
    if (asking.length === 1) setTimeout(askAll)
  }
  return known.get(key)
}

async function askAll() {
  const these = asking
  asking = []
  const find = document.querySelector("[data-picker]")?.dataset.find
  const answer = find && (await fetch(`${find}?keys=${these.map(([key]) => key).join(",")}`).catch(() => null))
  const { pictures } = answer?.ok ? await answer.json() : { pictures: [] }
  for (const [key, resolve] of these) resolve(pictures.find((one) => one.key === key))
}

// A figure as it will look: the picture above its caption, and what is known of its rights.
function figure({ node, editor, getPos }) {
  const words = document.querySelector("[data-picker]")?.dataset ?? {}
  const dom = document.createElement("figure")
  const image = document.createElement("img")
  const meta = document.createElement("p")
  const contentDOM = document.createElement("div")
  dom.style.setProperty("--hint", JSON.stringify(words.own ?? ""))
  meta.className = "figure-meta"
  meta.contentEditable = image.contentEditable = "false"
  image.addEventListener("click", () => editor.commands.setNodeSelection(getPos()))
  dom.append(image, contentDOM, meta)
  const show = async (key) => {
    dom.dataset.picture = key
    const one = await lookUp(key)
    if (dom.dataset.picture !== key) return
    image.hidden = !one
    meta.classList.toggle("bad", !one || one.state !== "ok")
    meta.textContent = one ? [one.caption, one.credit, one.rights].filter(Boolean).join(" · ") : words.unknown
    if (one) Object.assign(image, { src: one.large, alt: one.alt })
  }
  show(node.attrs.key)
  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type.name !== "picture") return false
      if (next.attrs.key !== dom.dataset.picture) show(next.attrs.key)
      return true
    },
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
  }
}

// Where the picture begins that is selected, or in whose caption somebody writes; null for none.
function pictureAt({ selection }) {
  if (selection.node?.type.name === "picture") return selection.from
  const { $from } = selection
  for (let depth = $from.depth; depth; depth -= 1) {
    if ($from.node(depth).type.name === "picture") return $from.before(depth)
  }
  return null
}

const withCaption = (key) => ({ type: "picture", attrs: { key }, content: [{ type: "pictureCaption" }] })

// Pictures that follow one another are a gallery to readers. Each always has a line for a caption of its own.
export const Picture = keyed("picture", "figure", "data-picture", "pictureCaption", {
  addNodeView: () => figure,
  addKeyboardShortcuts() {
    return {
      "Mod-Shift-ArrowUp": () => this.editor.commands.movePicture(-1),
      "Mod-Shift-ArrowDown": () => this.editor.commands.movePicture(1),
    }
  },
  addCommands: () => ({
    // Another picture where one is selected, else a new one below the paragraph somebody is in.
    putPicture:
      (key) =>
      ({ commands, editor, state }) => {
        if (editor.isActive("picture")) return commands.updateAttributes("picture", { key })
        return commands.insertContentAt(behind(state), withCaption(key))
      },
    // Several at once, in this order; behind the picture somebody is in, they go on with its row.
    putPictures:
      (keys) =>
      ({ commands, state }) =>
        commands.insertContentAt(behind(state), keys.map(withCaption)),
    // One place further up (-1) or down (1), past a picture or a paragraph.
    movePicture:
      (step) =>
      ({ state, tr, dispatch }) => {
        const from = pictureAt(state)
        if (from === null) return false
        const $from = state.doc.resolve(from)
        const other = $from.parent.maybeChild($from.index() + step)
        if (!other) return false
        const by = step * other.nodeSize
        if (dispatch) {
          const { selection } = state
          tr.delete(from, from + $from.nodeAfter.nodeSize).insert(from + by, $from.nodeAfter)
          tr.setSelection(selection.constructor.create(tr.doc, selection.anchor + by, selection.head + by))
          pm.history.closeHistory(tr.scrollIntoView())
        }
        return true
      },
    removePicture:
      () =>
      ({ state, tr, dispatch }) => {
        const from = pictureAt(state)
        if (from === null) return false
        if (dispatch) pm.history.closeHistory(tr.delete(from, from + state.doc.nodeAt(from).nodeSize))
        return true
      },
  }),
})
export const PictureCaption = line("pictureCaption", "figcaption", "picture/")

export const Embed = keyed("embed", "div", "data-embed", "inline*", {
  addCommands: () => ({
    // The selected line becomes the words of the embed; its address is asked for.
    addEmbed:
      () =>
      ({ commands, editor }) => {
        const now = editor.getAttributes("embed").key || ""
        const asked = document.querySelector("[data-run=addEmbed]").dataset.ask
        const key = prompt(asked, now || "https://")?.trim()
        if (!key || !URL.canParse(key) || !key.startsWith("https://")) return false
        return commands.setNode("embed", { key })
      },
  }),
})

// Who said it: the last line of a quotation.
export const Cite = line("cite", "cite", "blockquote/", {
  group: "block",
  addCommands: () => ({
    toggleCite:
      () =>
      ({ commands, editor }) =>
        editor.isActive("blockquote") && commands.toggleNode("cite", "paragraph"),
  }),
})

// A table keeps rows only: what it is about is an attribute of its own.
export const BodyTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: "",
        parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() || "",
        rendered: false,
      },
    }
  },
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
  renderHTML({ node, HTMLAttributes }) {
    const caption = node.attrs.caption ? [["caption", node.attrs.caption]] : []
    return ["table", HTMLAttributes, ...caption, ["tbody", 0]]
  },
  addCommands() {
    return {
      ...this.parent?.(),
      nameTable:
        () =>
        ({ commands, editor }) => {
          const asked = document.querySelector("[data-run=nameTable]").dataset.ask
          const caption = prompt(asked, editor.getAttributes("table").caption)
          return caption !== null && commands.updateAttributes("table", { caption: caption.trim() })
        },
    }
  },
})
