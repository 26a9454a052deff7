"""Attacks and odd strings for every field, and how a page is searched for what could act."""

import json
from xml.etree.ElementTree import Element

from tests.hard import FULLY
from tests.wire.corpora import CORPORA

FILES = {
    "naughty-strings/blns.json": "",
    "xss/dompurify.json": "payload",
    "xss/html5sec.json": "data",
}
#: Our own few, one for each way out of a page; all there is where the corpora are not.
OWN = [
    "<script>alert(1)</script>",
    "</title></textarea></script></style><script>alert(1)</script>",
    '" onfocus=alert(1) autofocus x="',
    "' onmouseover='alert(1)' x='",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    '<a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    "]]><script>alert(1)</script><![CDATA[",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "{{ 7 * 7 }} {% csrf_token %} ${7*7} #{7*7} %s %(x)s %n",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e \\x3cimg src=x onerror=alert(1)>",
    '<p style="position:fixed;inset:0">x</p><style>*{display:none}</style>',
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    '=HYPERLINK("//evil.example")',
    "a\r\nBcc: all@evil.example",
    "\u202egnp.exe \u2028\u2029\ufeff\ufffd \U0001f469\u200d\U0001f4bb",
    "'; DROP TABLE articles_article; --",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data=x><embed src=x>',
    "<form action=//evil.example><button formaction=javascript:alert(1)>x</button></form>",
]
#: What may never stand in a page of ours.
NEVER = {"base", "object", "embed", "applet", "frame", "frameset"}
#: Beginnings of addresses that act.
ACTING = ("javascript:", "vbscript:", "data:text")


def payloads(sample: int) -> list[str]:
    """Every string a database takes, fully; else our own, and so many of the corpora's."""
    found: list[str] = []
    for name, key in FILES.items() if CORPORA else ():
        rows = json.loads((CORPORA / name).read_text(encoding="utf-8"))
        found += [one[key] if key else one for one in rows]
    kept = list(dict.fromkeys(one.replace("\0", "") for one in found if one.strip("\0 \n\t")))
    if FULLY:
        return [*OWN, *kept]
    return [*OWN, *kept[:: max(1, len(kept) // sample)]] if sample else OWN


def line(text: str, most: int) -> str:
    """As a field of one line has it."""
    return (" ".join(text.split()) or "x")[:most].strip() or "x"


def faults(page: Element, *, frames: bool = False) -> list[str]:
    """Whatever in a page could act: elements, handlers, addresses and styles that are not ours."""
    found = []
    for one in page.iter():
        tag = str(one.tag)
        if tag in NEVER or (tag == "script" and not harmless(one)):
            found.append(f"<{tag}>")
        if tag == "iframe" and not (frames and (one.get("src") or "/").startswith("/")):
            found.append("<iframe>")
        found += [f"{tag} {said}" for said in acting(one)]
    return found


def acting(one: Element) -> list[str]:
    """Attributes that act, or that a policy refuses."""
    found = []
    for name, value in one.attrib.items():
        address = "".join(str(value).split()).lower()
        if name.startswith("on") or name in {"srcdoc", "style"}:
            found.append(name)
        if name in {"href", "src", "action", "data", "formaction"} and address.startswith(ACTING):
            found.append(f"{name}={value[:30]}")
        if one.tag == "meta" and name == "http-equiv":
            found.append("http-equiv")
    return found


def harmless(script: Element) -> bool:
    """Data that can be read, or a file of our own."""
    if script.get("type") in {"application/ld+json", "application/json", "importmap"}:
        return isinstance(json.loads(script.text or ""), dict | list | str)
    return (script.get("src") or "").startswith("/") and not (script.text or "").strip()
