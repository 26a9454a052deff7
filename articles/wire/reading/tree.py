"""HTML of any quality as a tree of elements with their attributes, for reading what it means."""

from xml.etree.ElementTree import Element

from articles.text.tokens import attributes, tokens
from articles.wire.plain import Unreadable

from .shut import DEEPEST, MOST

#: These have no end tag.
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
#: One of these ends an open one of the same kind.
ENDING = {
    "p": {"p"},
    "li": {"li"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
}


def grown(html: str) -> Element:
    """A `body` that holds all of it. Raises Unreadable for more than a newsroom writes."""
    root = Element("body")
    path, count = [root], 0
    words: list[str] = []
    for token in tokens(html):
        if token.kind == "text":
            words.append(token.name)
            continue
        count += 1
        if count > MOST or len(path) > DEEPEST:
            raise Unreadable("", "Too many elements, or too many one inside the other.")
        write(path[-1], words)
        if token.kind == "open":
            while len(path) > 1 and path[-1].tag in ENDING.get(token.name, ()):
                path.pop()
            child = Element(token.name, attributes(token.attributes))
            path[-1].append(child)
            if token.name not in VOID and not token.attributes.rstrip().endswith("/"):
                path.append(child)
        else:
            close(path, token.name)
    write(path[-1], words)
    return root


def write(parent: Element, words: list[str]) -> None:
    """Words behind what `parent` holds already; the list is empty then."""
    text = "".join(words)
    words.clear()
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def close(path: list[Element], name: str) -> None:
    """End the nearest open element of this name, and what is open in it; nothing if none is."""
    for depth in range(len(path) - 1, 0, -1):
        if path[depth].tag == name:
            del path[depth:]
            return
