"""The one place where a body is cleaned, and how it is read again."""

import re
import unicodedata

import nh3

from .ids import block_id
from .reading import TOP, Block, read
from .tokens import tokens

#: Bytes of UTF-8, and tags one inside the other, above which a body is refused before parsing.
LONGEST, DEEPEST = 2_000_000, 100

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base", "embed", "source"}
#: Ends that may be left out: a new one closes the old.
IMPLIED = {"p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"}
INSIDE = {
    *("li", "cite", "strong", "em", "a", "br", "sub", "sup", "span", "figcaption"),
    *("thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
}
ALLOWED = {
    "*": {"data-block"},
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "span": {"lang"},
    "figure": {"data-picture"},
    "aside": {"data-story", "data-box"},
    "div": {"data-embed"},
}
#: Renamed when the body is read again; until then they may stay.
SYNONYMS = {"b", "i", "h1", "h4", "h5", "h6"}
SCHEMES = {"http", "https", "mailto", "tel"}
ID = re.compile(r"[0-9a-hjkmnp-tv-z]{8}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Unclean(ValueError):
    """The text cannot be taken as it is."""

    def __str__(self) -> str:
        return self.__doc__ or ""


class TooLong(Unclean):
    """The text is longer than two megabytes: split it."""


class TooDeep(Unclean):
    """More than a hundred elements stand one inside the other: paste it without formatting."""


def clean(html: str) -> str:
    """What may stay of this HTML, as blocks that each carry an id. Cleaning twice is cleaning once.

    Raises TooLong or TooDeep before anything slow looks at it.
    """
    if len(html.encode("utf-8", "replace")) > LONGEST:
        raise TooLong
    html = CONTROL.sub("", unicodedata.normalize("NFC", html))
    if depth(html) > DEEPEST:
        raise TooDeep
    safe = nh3.clean(
        html,
        tags=TOP | INSIDE | SYNONYMS,
        clean_content_tags={"script", "style", "template", "noscript", "title"},
        attributes=ALLOWED,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    seen: set[str] = set()
    return "".join(numbered(block, seen).html for block in read(safe))


def numbered(block: Block, seen: set[str]) -> Block:
    """With an id of its own: the one it has, unless that is none or another block's."""
    own = block.id if ID.fullmatch(block.id) and block.id not in seen else block_id()
    seen.add(own)
    return block.with_id(own)


def split(html: str) -> list[Block]:
    """The blocks of a cleaned body."""
    return read(html)


def plain(html: str) -> str:
    """The words alone, an empty line between blocks."""
    return "\n\n".join(block.text for block in read(html))


def without_ids(html: str) -> str:
    """The body as the digest counts it."""
    return "".join(block.with_id("").html for block in read(html))


def depth(html: str) -> int:
    """How deep this nests at the most; linear in its length."""
    stack: list[str] = []
    deepest = 0
    for token in tokens(html):
        if token.kind == "close" and token.name in stack[-DEEPEST:]:
            while stack.pop() != token.name:
                pass
        elif token.kind == "open" and token.name not in VOID:
            if token.name in IMPLIED and token.name in stack[-3:]:
                while stack.pop() != token.name:
                    pass
            stack.append(token.name)
            deepest = max(deepest, len(stack))
            if deepest > DEEPEST:
                break
    return deepest
