// Where a pasted link really leads: out of the redirects of mail programs and networks, and without what only follows readers.
const REDIRECTS = [
  [/^(www\.)?google\.[a-z.]+$/, /^\/url$/, ["q", "url"]],
  [/(^|\.)facebook\.com$/, /^\/l\.php$/, ["u"]],
  [/(^|\.)instagram\.com$/, /^\/?$/, ["u"]],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ["url"]],
  [/(^|\.)youtube\.com$/, /^\/redirect$/, ["q"]],
  [/(^|\.)linkedin\.com$/, /^\/(redir\/redirect|safety\/go)\/?$/, ["url"]],
  [/(^|\.)slack-redir\.net$/, /^\/link$/, ["url"]],
  [/^vk\.com$/, /^\/away\.php$/, ["to"]],
  [/^out\.reddit\.com$/, /^\//, ["url"]],
  [/^t\.umblr\.com$/, /^\/redirect$/, ["z"]],
]
// Proofpoint writes the address into the path.
const DEFENCE = /^https:\/\/urldefense\.(?:com|proofpoint\.com)\/v3\/__(.+?)__;/
const FOLLOWS = /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid?|mc_[ce]id|mkt_tok|_hs(enc|mi)|wt_z?mc|at_(medium|campaign|custom\d)|ref_src|ref_url|cmpid|icid|ns_\w+|xtor|guccounter|_ga|_gl|vero_id|oly_\w+_id|si)$/i
// `si` follows readers there only.
const SHARED = /(^|\.)(youtube\.com|youtu\.be|spotify\.com)$/
const MOST = 5

function target(address) {
  const written = DEFENCE.exec(address)
  if (written) return written[1].replace(/^(https?:)\/(?!\/)/, "$1//")
  const { hostname, pathname, searchParams } = new URL(address)
  const found = REDIRECTS.find(([host, path]) => host.test(hostname) && path.test(pathname))
  const inside = found?.[2].map((name) => searchParams.get(name)).find(Boolean)
  return inside && /^https?:\/\//.test(inside) && URL.canParse(inside) ? inside : null
}

// By the letters, since parsing and writing a query again would change what stays.
function unfollowed(address) {
  const [, start, query, end] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address)
  const shared = SHARED.test(new URL(address).hostname)
  const follows = (name) => FOLLOWS.test(name) && (name !== "si" || shared)
  const kept = query?.split("&").filter((pair) => !follows(pair.split("=")[0])).join("&")
  const place = end?.replace(/:~:text=.*$/s, "") ?? ""
  return start + (kept ? `?${kept}` : "") + (place === "#" ? "" : place)
}

/** The address behind an address, or nothing where none can be kept. */
export function plainAddress(address) {
  let found = address.trim()
  if (/^(mailto|tel):/i.test(found)) return found
  for (let step = 0; step < MOST; step++) {
    if (!URL.canParse(found) || !/^https?:/i.test(found)) return null
    const inner = target(found)
    if (!inner) return unfollowed(found)
    found = inner
  }
  return unfollowed(found)
}
