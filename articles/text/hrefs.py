"""Where a cleaned body leads, and from which of its words."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from .blocks import split

#: As nh3 writes them: attributes in double quotation marks, no link inside another one.
LINK = re.compile(r'<a href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
OUTWARD = re.compile(r'<a href="(https?://[^"]*)"')
TAG = re.compile(r"<[^<>]*>")


class Href(NamedTuple):
    """A link: where it leads, in which block, and the words, from which of its letters on."""

    address: str
    block: str
    start: int
    words: str


def outward(html: str) -> set[str]:
    """The addresses of other houses in it. A fragment is the browser's, and none of theirs."""
    return {unescape(one).partition("#")[0] for one in OUTWARD.findall(html)}


def hrefs(html: str) -> Iterator[Href]:
    """Every link, in order, with its address less the fragment."""
    for block in split(html):
        for found in LINK.finditer(block.html):
            words = bare(found[2])
            start = place(block.text, words, bare(block.html[: found.start()]).count(words))
            yield Href(unescape(found[1]).partition("#")[0], block.id, start, words)


def bare(html: str) -> str:
    return unescape(TAG.sub("", html))


def place(text: str, words: str, skipped: int) -> int:
    """The first letter of these words after they stood there so many times; 0 where they do not."""
    at = -1
    for _time in range(skipped + 1):
        at = text.find(words, at + 1)
    return max(at, 0)
