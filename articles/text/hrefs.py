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
        letters = [at for at, letter in enumerate(block.text) if not letter.isspace()]
        before = end = 0
        for found in LINK.finditer(block.html):
            before += count(bare(block.html[end : found.start()]))
            words, end = bare(found[2]), found.end()
            start = place(words, letters, before)
            before += count(words)
            yield Href(unescape(found[1]).partition("#")[0], block.id, start, words)


def bare(html: str) -> str:
    return unescape(TAG.sub("", html))


def count(words: str) -> int:
    """Letters without blanks: of these a text has as many as its HTML."""
    return sum(not letter.isspace() for letter in words)


def place(words: str, letters: list[int], before: int) -> int:
    """Where words begin that have so many letters before them; 0 where there are none."""
    if not words.strip() or before >= len(letters):
        return 0
    return max(0, letters[before] - (len(words) - len(words.lstrip())))
