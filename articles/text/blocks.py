"""The one place where a body is cleaned, and how its blocks and words are read again."""

import re
from dataclasses import dataclass

import nh3

from .growing import MOST, TooDeep, TooMany, Unclean, grow
from .ids import block_id
from .tree import Node
from .values import SCHEMES

__all__ = [
    "LONGEST",
    "Block",
    "TooDeep",
    "TooLong",
    "TooMany",
    "Unclean",
    "clean",
    "plain",
    "split",
    "stories_in",
    "without_ids",
]

#: Bytes of UTF-8 above which a body is refused.
LONGEST = 2_000_000
TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote", "cite", "strong", "em", "a", "br", "sub"),
    *("sup", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "figure"),
    *("figcaption", "aside", "div"),
}
ATTRIBUTES = {
    "*": {"data-block"},
    "a": {"href"},
    "td": {"colspan", "rowspan", "scope"},
    "th": {"colspan", "rowspan", "scope"},
    "span": {"lang"},
    "figure": {"data-picture"},
    "aside": {"data-story", "data-box"},
    "div": {"data-embed"},
}
STORY = re.compile(r'<aside[^<>]* data-story="([^"]*)"')
ID = re.compile(r'(<[a-z][^<>]*?) data-block="[^"<>]*"')


class TooLong(Unclean):
    """This text is longer than two megabytes: split it."""


@dataclass(frozen=True)
class Block:
    """A top-level block of a body: its key or "", its tag, its HTML, its words."""

    id: str
    tag: str
    html: str
    text: str


def clean(html: str) -> str:
    """What may stay of `html`, as blocks with a key each; cleaning it again changes nothing.

    Raises TooLong, TooDeep or TooMany. What it returns is what nh3 has nothing to object to.
    """
    if len(html) > LONGEST or len(html.encode("utf-8", "replace")) > LONGEST:
        raise TooLong
    for _round in range(3):
        blocks = grow(html)
        number(blocks)
        html = "".join(block.html() for block in blocks)
        # nh3 takes the square of the time of what has to be escaped.
        if html.count("<") > MOST or html.count("&") > MOST:
            raise TooMany
        allowed = _allowed(html)
        if allowed == html:
            break
        html = allowed
    return html


def split(html: str) -> list[Block]:
    """The top-level blocks of a body, in order."""
    return [
        Block(node.attributes.get("data-block", ""), node.tag, node.html(), node.text())
        for node in grow(html)
    ]


def plain(html: str) -> str:
    """The words alone, an empty line between blocks."""
    return "\n\n".join(text for node in grow(html) if (text := node.text()))


def stories_in(html: str) -> list[str]:
    """The keys of the related stories that have a place in a cleaned body."""
    return STORY.findall(html)


def without_ids(html: str) -> str:
    """A cleaned body as the digest counts it."""
    return ID.sub(r"\1", html)


def number(blocks: list[Node]) -> None:
    """Give each block a key of its own; of two with the same key the first keeps it."""
    seen: set[str] = set()
    for block in blocks:
        own = block.attributes.pop("data-block", "")
        while not own or own in seen:
            own = block_id()
        seen.add(own)
        block.attributes = {"data-block": own, **block.attributes}


def _allowed(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel="noopener"
    )
