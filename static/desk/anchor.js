// Where a remark's passage stands in a text that goes on changing. The same as articles/text/anchoring.py.
const CONTEXT = 32
const LONGEST = 1000
const TELLING = 12
const KNOWN = 4
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/
const BLANK = /\s/
const SAME = new Map([
  ...[..."„“”‟«»″"].map((one) => [one, '"']),
  ...[..."‚‘’‛‹›′"].map((one) => [one, "'"]),
  ...[..."‐‑–—−"].map((one) => [one, "-"]),
])

/** A text as it is compared, and for each of its letters the place of that letter before. */
export function folded(text) {
  let out = ""
  const places = []
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (UNSEEN.test(letter)) continue
    const blank = BLANK.test(letter)
    if (blank && (!out || out.endsWith(" "))) continue
    out += blank ? " " : (SAME.get(letter) ?? letter)
    places.push(at)
  }
  if (out.endsWith(" ")) {
    out = out.slice(0, -1)
    places.pop()
  }
  return { text: out, places }
}

export const fold = (text) => folded(text).text

function alike(one, other) {
  let count = 0
  while (count < Math.min(one.length, other.length) && one[count] === other[count]) count++
  return count
}

const backwards = (text) => [...text].reverse().join("")

function places(texts, words, { before, after }) {
  const found = []
  const [left, right] = [backwards(fold(before)), fold(after)]
  for (const [block, [, text]] of texts.entries()) {
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const end = at + words.length
      const behind = text.slice(end, end + CONTEXT + 1).trimStart()
      const known = alike(left, backwards(text.slice(Math.max(0, at - CONTEXT - 1), at).trimEnd())) + alike(right, behind)
      found.push({ known, block, start: at, end, exact: true })
    }
  }
  return found
}

const best = (found) => found.reduce((one, other) => (other.known > one.known ? other : one))

function instead(block, text, words, anchor) {
  const before = fold(anchor.before).slice(-TELLING)
  const after = fold(anchor.after).slice(0, TELLING)
  const found = text.indexOf(before)
  const start = found + before.length
  const end = after ? text.indexOf(after, start) : text.length
  if (found < 0 || end < 0 || !(before || after) || end - start > 2 * words.length + 40) return null
  const middle = text.slice(start, end)
  if (!middle.trim()) return null
  const from = start + middle.length - middle.trimStart().length
  return { block, start: from, end: from + middle.trim().length, exact: false }
}

/** Where it is, among blocks of [key, text]: {block, start, end, exact} in folded letters; null if it is gone. */
export function find(blocks, anchor) {
  const texts = blocks.map(([key, text]) => [key, fold(text)])
  const words = fold(anchor.quote)
  if (!words) return null
  const own = texts.flatMap(([key], at) => (anchor.block && key === anchor.block ? [at] : []))
  const all = places(texts, words, anchor)
  const inside = all.filter(({ block }) => own.includes(block))
  if (inside.length) return best(inside)
  if (all.length) {
    const one = best(all)
    if (words.length >= TELLING || one.known >= KNOWN || all.length === 1) return one
  }
  for (const at of own) {
    const spot = instead(at, texts[at][1], words, anchor)
    if (spot) return spot
  }
  return null
}

/** The blocks of the editor's text; between the parts of one stands a blank, as the desk reads it. */
export function blocksOf(doc) {
  const blocks = []
  doc.forEach((node, offset) => {
    const one = { key: node.attrs.block ?? "", text: "", places: [] }
    node.descendants((part, at) => {
      const letters = part.isText ? part.text : " "
      for (let letter = 0; letter < letters.length; letter++) one.places.push(offset + 1 + at + letter)
      one.text += letters
    })
    blocks.push(one)
  })
  return blocks
}

/** [from, to, exact] of a passage in the editor's text, or null. */
export function placeOf(blocks, anchor) {
  const spot = find(blocks.map(({ key, text }) => [key, text]), anchor)
  if (!spot) return null
  const { text, places } = blocks[spot.block]
  const letters = folded(text).places
  const last = letters[spot.end - 1]
  return [places[letters[spot.start]], places[last] + 1, spot.exact]
}

// Half a letter is none.
const whole = (text) => text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "").normalize("NFC")

/** What is marked, as a remark keeps it; of several blocks the part in the first. Null if nothing is. */
export function marked({ doc, selection: { from, to, empty } }) {
  if (empty) return null
  for (const { key, text, places } of blocksOf(doc)) {
    const first = places.findIndex((at) => at >= from)
    const after = places.findIndex((at) => at >= to)
    const end = after < 0 ? text.length : after
    if (first < 0 || first >= end) continue
    const quote = text.slice(first, Math.min(end, first + LONGEST))
    if (!fold(quote)) continue
    return {
      block: key,
      quote: whole(quote).replace(/\s+/g, " ").trim(),
      before: whole(fold(text.slice(0, first)).slice(-CONTEXT)),
      after: whole(fold(text.slice(first + quote.length)).slice(0, CONTEXT)),
    }
  }
  return null
}
