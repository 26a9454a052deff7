"""Where a text's own words name another story: marked when printed, and nothing is added."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from .passages import Letters

#: Before the words of a link, by its key; nh3 lets no remark through, so no text can forge one.
PRINTED = "<!--link:%s-->"
END = "<!--/link-->"
TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
LINKED = re.compile(r"<a\b[^<>]*>.*?</a>|<h[23]\b[^<>]*>.*?</h[23]>|<[^<>]*>", re.DOTALL)


def marked(body: str, quoted: Iterable[tuple[str, str]]) -> str:
    """The body with the first place of each quotation marked; `quoted` are keys and words.

    Words that are a link already stay the link they are, and so do words in a subhead.
    """
    places: list[tuple[int, int, str]] = []
    letters, shut = Letters(body), [one.span() for one in LINKED.finditer(body)]
    for key, words in quoted:
        if place := first(letters, words, shut, places):
            places.append((*place, key))
    for start, end, key in sorted(places, reverse=True):
        body = f"{body[:start]}{PRINTED % key}{body[start:end]}{END}{body[end:]}"
    return body


def first(
    letters: Letters,
    words: str,
    shut: list[tuple[int, int]],
    taken: list[tuple[int, int, str]],
) -> tuple[int, int] | None:
    """Where these words stand whole, outside of links, subheads, tags and other quotations.

    `shut` are places in order that do not overlap.
    """
    body, ends = letters.text, [end for _start, end in shut]
    for match in letters.find(words):
        start, end = match.span()
        near = shut[bisect_right(ends, start) : bisect_left(shut, (end, end))]
        others = [(a, b) for a, b, _key in taken if a < end and start < b]
        inside = [*near, *others]
        tags_only = all(TAG.fullmatch(body, a, b) and start <= a and b <= end for a, b in inside)
        if tags_only and balanced(match.group()) and whole(body, start, end):
            return start, end
    return None


def balanced(piece: str) -> bool:
    """Every element that opens in the piece ends in it."""
    path: list[str] = []
    for closing, name in TAG.findall(piece):
        if name == "br":
            continue
        if not closing:
            path.append(name)
        elif not path or path.pop() != name:
            return False
    return not path


def whole(body: str, start: int, end: int) -> bool:
    """No letter touches the words: "Rat" is not in "Rathaus"."""
    before, after = body[start - 1 : start], body[end : end + 1]
    return not (before.isalnum() and body[start].isalnum()) and not (
        after.isalnum() and body[end - 1].isalnum()
    )
