// Keeps each block's id through the editor, so that a paragraph is still the same one after a save.
import { Extension } from "django-prose-editor/editor"

const types = ["paragraph", "heading", "bulletList", "orderedList", "blockquote"]

export const BlockIds = Extension.create({
  name: "BlockIds",
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
  ],
})
