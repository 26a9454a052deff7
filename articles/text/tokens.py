"""HTML cut into tags and text in one pass, whose time grows only with the length.

Not as a browser recovers from errors, but without loss: where no tag can end, it is text.
What comes out is built anew and then read by nh3, so a difference here cannot harm a reader.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

# Possessive throughout: a failed match is never tried a second way.
TAG = re.compile(
    r"""</?+(?P<name>[a-zA-Z][^\s/>]*+)
    (?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""",
    re.VERBOSE,
)
BLUNT_TAG = re.compile(r"</?+(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>[^>]*+)>")
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>="'][^\s/>=]*+)
    (?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?+""",
    re.VERBOSE,
)
# In an address, «&copy=2» is a parameter and no ©: a name counts only with its semicolon.
ENTITY = re.compile(r"&(?:#(?:[0-9]{1,8}+|[xX][0-9a-fA-F]{1,8}+);?+|\w{1,40}+;)")
# Halves of a surrogate pair are in no UTF-8, and the rest is in no text. What Python takes for a
# blank becomes one, so that no two words grow together.
UNWANTED: dict[int, str | None] = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF, 0xFFFE, 0xFFFF)
)
UNWANTED |= dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85), " ")
UNWANTED |= {ord(blank): blank for blank in "\t\n\r"}
#: Any of them: translating takes many times as long as looking, and few texts have one.
ODD = re.compile(f"[{''.join(chr(one) for one, to in UNWANTED.items() if to != chr(one))}]")
#: What nobody reads goes with its content.
SILENT = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}


class Token(NamedTuple):
    """`kind` is "open", "close" or "text"; `name` a tag in lower case, or the words."""

    kind: str
    name: str
    attributes: str = ""


def readable(text: str) -> str:
    """Without what no text has."""
    return text.translate(UNWANTED) if ODD.search(text) else text


def tokens(html: str) -> Iterator[Token]:
    """Every tag and every run of text, entities decoded, comments and scripts left out."""
    html = readable(html)
    tag, position, last_end = TAG, 0, html.rfind(">")
    last_remark_end = html.rfind("-->")
    while position < len(html):
        start = html.find("<", position)
        if start < 0 or start > last_end:
            yield Token("text", decoded(html[position:]))
            return
        if start > position:
            yield Token("text", decoded(html[position:start]))
        position = _after_remark(html, start, last_remark_end)
        if position > start:
            continue
        found = tag.match(html, start)
        if found is None and tag is TAG and (found := BLUNT_TAG.match(html, start)):
            # A quotation mark is never closed. From here on they mean nothing: looking for
            # each one's end again and again would take the square of the time.
            tag = BLUNT_TAG
        if found is None:
            yield Token("text", "<")
            position = start + 1
            continue
        position, name = found.end(), found["name"].lower()
        if html[start + 1] == "/":
            yield Token("close", name)
        elif name in SILENT:
            end = SILENT[name].search(html, position)
            position = end.start() if end else len(html)
        else:
            yield Token("open", name, found["attributes"])


def decoded(text: str) -> str:
    """Words with their entities as letters; one that is no letter is left out."""
    return unescape(text).translate(UNWANTED) if "&" in text else text


def attributes(source: str) -> dict[str, str]:
    """Names and values of a tag's attributes; of two with one name the first counts."""
    values: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(source):
        value = found["double"] or found["single"] or found["bare"] or ""
        values.setdefault(found["name"].lower(), ENTITY.sub(lambda one: decoded(one[0]), value))
    return values


def _after_remark(html: str, start: int, last_end: int) -> int:
    """Where a comment or declaration at `start` is over; `start` itself if there is none."""
    if html.startswith(("<!-->", "<!--->"), start):
        return html.find(">", start) + 1
    if html.startswith("<!--", start):
        # Never closed: a browser would swallow the rest of the story; we keep its words.
        return html.find("-->", start + 4) + 3 if start + 4 <= last_end else start
    return html.find(">", start) + 1 if html.startswith(("<!", "<?"), start) else start
