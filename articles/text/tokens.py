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
# In an address, «&copy=2» is a parameter and no ©: only entities with a semicolon count.
ENTITY = re.compile(r"&[#\w]{1,40}+;")
#: What nobody reads goes with its content.
SILENT = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}


class Token(NamedTuple):
    """`kind` is "open", "close" or "text"; `name` a tag in lower case, or the words."""

    kind: str
    name: str
    attributes: str = ""


def tokens(html: str) -> Iterator[Token]:
    """Every tag and every run of text, entities decoded, comments and scripts left out."""
    tag, position, last_end = TAG, 0, html.rfind(">")
    last_remark_end = html.rfind("-->")
    while position < len(html):
        start = html.find("<", position)
        if start < 0 or start > last_end:
            yield Token("text", unescape(html[position:]))
            return
        if start > position:
            yield Token("text", unescape(html[position:start]))
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


def attributes(source: str) -> dict[str, str]:
    """Names and values of a tag's attributes; of two with one name the first counts."""
    values: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(source):
        value = found["double"] or found["single"] or found["bare"] or ""
        decoded = ENTITY.sub(lambda entity: unescape(entity[0]), value)
        values.setdefault(found["name"].lower(), decoded)
    return values


def _after_remark(html: str, start: int, last_end: int) -> int:
    """Where a comment or declaration at `start` is over; `start` itself if there is none."""
    if html.startswith(("<!-->", "<!--->"), start):
        return html.find(">", start) + 1
    if html.startswith("<!--", start):
        # Never closed: a browser would swallow the rest of the story; we keep its words.
        return html.find("-->", start + 4) + 3 if start + 4 <= last_end else start
    return html.find(">", start) + 1 if html.startswith(("<!", "<?"), start) else start
