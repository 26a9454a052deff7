// What comes from Word, Google Docs, LibreOffice, mail and other pages, made into blocks a text may have.
import { plainAddress } from "./addresses.js"

const SILENT = "script, style, meta, title, link, xml, noscript, template, button, input, select, svg, iframe, object"
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, table, div, section, article, figure, aside, pre, hr"
// Word says by its style only that a paragraph is an item, and how deep.
const ITEM = /mso-list:\s*l\d+\s+level(\d)/i
const NUMBERED = /^[\s\u00a0]*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]/i
const MARKER = /^[\s\u00a0]*(?:[·•▪◦‣§–o-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[\s\u00a0]+/i

// The page's policy allows no style, not even in a document that nobody sees: what stands between
// tags goes, an attribute is renamed, both before anything parses them; a rule on no page reads it.
const SHEET = /<style\b[\s\S]*?(?:<\/style\s*>|$)/gi
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi
const STYLE = /"[^"]*"|'[^']*'|[\s/]style(?=\s*=)/gi
const reader = new CSSStyleSheet()
reader.insertRule("a {}")
const { style } = reader.cssRules[0]

const unstyled = (html) =>
  html.replace(SHEET, "").replace(TAG, (tag) => tag.replace(STYLE, (part) => (/^["']/.test(part) ? part : " data-css")))

/** What the style attribute of an element says, as `element.style` would. */
function styled(element) {
  style.cssText = element.dataset.css ?? ""
  return style
}

function named(element, name) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

const unwrap = (element) => element.replaceWith(...element.childNodes)

function drop(doc) {
  const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_COMMENT)
  const remarks = []
  while (walker.nextNode()) remarks.push(walker.currentNode)
  for (const one of remarks) one.remove()
  for (const one of doc.querySelectorAll(SILENT)) one.remove()
  // Of another page's picture only the words beside it may come in.
  for (const one of doc.querySelectorAll("img, picture, video, audio, canvas, br.Apple-interchange-newline")) one.remove()
  for (const one of doc.querySelectorAll("[aria-hidden=true], [hidden], [data-css*='display:none'], [data-css*='display: none']")) one.remove()
  for (const one of [...doc.body.getElementsByTagName("*")]) if (one.localName.includes(":")) unwrap(one)
}

// Marks that are said by style only; and a <b> that says it is none.
function marks(doc) {
  for (const one of [...doc.querySelectorAll("b, strong, i, em")]) {
    const { fontWeight, fontStyle } = styled(one)
    if (fontWeight === "normal" || fontWeight === "400" || fontStyle === "normal") unwrap(one)
  }
  for (const one of [...doc.querySelectorAll("span, font")]) {
    const { fontWeight, fontStyle, verticalAlign } = styled(one)
    const names = []
    if (fontWeight === "bold" || Number(fontWeight) >= 600) names.push("strong")
    if (fontStyle === "italic") names.push("em")
    if (verticalAlign === "super") names.push("sup")
    if (verticalAlign === "sub") names.push("sub")
    if (one.closest("h1, h2, h3, h4, h5, h6")) names.length = 0
    for (const name of names) {
      const mark = doc.createElement(name)
      mark.append(...one.childNodes)
      one.append(mark)
    }
    // The language a program checks its spelling in is not what the writer says of a passage.
    unwrap(one)
  }
  for (const one of [...doc.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) :is(b, strong)")]) unwrap(one)
}

// Paragraphs that Word calls items become lists; of its marker nothing stays.
function lists(doc) {
  for (const one of [...doc.querySelectorAll("p")]) {
    const level = ITEM.exec(one.dataset.css ?? "")
    if (!level && !/\bMsoListParagraph/.test(one.className)) continue
    const marker = one.querySelector("[data-css*='mso-list:Ignore' i], [data-css*='mso-list: Ignore' i]")
    const said = marker ? marker.textContent : (MARKER.exec(one.textContent)?.[0] ?? "")
    if (!level && !said) continue
    if (marker) marker.remove()
    else strike(one, said.length)
    place(one, NUMBERED.test(said) ? "ol" : "ul", Number(level?.[1] ?? 1))
  }
}

function strike(element, letters) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (letters > 0 && walker.nextNode()) {
    const { data } = walker.currentNode
    walker.currentNode.data = data.slice(letters)
    letters -= data.length
  }
}

function place(paragraph, kind, level) {
  const doc = paragraph.ownerDocument
  const before = paragraph.previousElementSibling
  let list = before?.dataset.made ? before : null
  for (let depth = 1; list && depth < level; depth++) {
    const last = list.lastElementChild
    const inner = last.lastElementChild
    list = inner?.dataset?.made ? inner : last.appendChild(made(doc, kind))
  }
  if (!list || (level === 1 && list.localName !== kind)) {
    list = made(doc, kind)
    paragraph.before(list)
  }
  const item = list.appendChild(doc.createElement("li"))
  item.append(...paragraph.childNodes)
  paragraph.remove()
}

function made(doc, kind) {
  const list = doc.createElement(kind)
  list.dataset.made = "yes"
  return list
}

// In mail a block is a <div>, and an empty line is two <br>.
function paragraphs(doc) {
  for (const one of [...doc.querySelectorAll("div, section, article, header, main, address, center, pre, td, p")]) {
    const parts = parted(one)
    if (parts.length > 1) {
      const made = parts.map((nodes) => {
        const paragraph = doc.createElement("p")
        paragraph.append(...nodes)
        return paragraph
      })
      if (one.localName === "p") one.replaceWith(...made)
      else one.replaceChildren(...made)
    } else if (one.localName === "div" && !one.querySelector(BLOCKS)) named(one, "p")
  }
  for (const one of [...doc.querySelectorAll("p, h2, h3, li")]) {
    while (one.lastChild?.nodeName === "BR") one.lastChild.remove()
    if (!one.textContent.replace(/[\s\u00a0]/g, "") && !one.querySelector("table")) one.remove()
  }
}

/** What stands between two <br> in a row; one part where there are none, or where blocks stand inside. */
function parted(element) {
  if (element.querySelector(BLOCKS)) return []
  const parts = [[]]
  for (const node of [...element.childNodes]) {
    const ends = node.nodeName === "BR" && blankBefore(parts.at(-1))
    if (ends) {
      parts.at(-1).splice(parts.at(-1).findLastIndex((one) => one.nodeName === "BR"))
      parts.push([])
    } else parts.at(-1).push(node)
  }
  return parts.filter((nodes) => nodes.some((node) => node.textContent.trim()))
}

function blankBefore(nodes) {
  for (let at = nodes.length - 1; at >= 0; at--) {
    if (nodes[at].nodeName === "BR") return true
    if (nodes[at].textContent.trim()) return false
  }
  return false
}

function links(doc) {
  for (const one of [...doc.querySelectorAll("a")]) {
    const address = one.hasAttribute("href") ? plainAddress(one.getAttribute("href")) : null
    if (!address || !one.textContent.trim()) unwrap(one)
    else {
      for (const { name } of [...one.attributes]) one.removeAttribute(name)
      one.setAttribute("href", address)
    }
  }
}

// Programs write a firm space where two spaces stand, or where the line was selected to.
function spaces(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    node.data = node.data.replace(/\u00a0(?=[ \n])|(?<=[ \n])\u00a0|^\u00a0$/g, " ").replace(/[\u200b\ufeff]/g, "")
  }
}

/** HTML from a clipboard as blocks. What the editor copied itself stays as it is. */
export function cleaned(html) {
  const plain = unstyled(html)
  if (plain.includes("data-pm-slice")) return plain
  const doc = new DOMParser().parseFromString(plain.replace(/<!\[(?:if|endif)[^\]]*\]>/g, ""), "text/html")
  lists(doc)
  drop(doc)
  marks(doc)
  for (const [name, other] of Object.entries(HEADINGS)) {
    for (const one of [...doc.querySelectorAll(name.toLowerCase())]) named(one, other)
  }
  links(doc)
  spaces(doc)
  paragraphs(doc)
  for (const one of doc.querySelectorAll("[data-made]")) one.removeAttribute("data-made")
  for (const one of doc.querySelectorAll("[data-css]")) one.removeAttribute("data-css")
  return doc.body.innerHTML
}
