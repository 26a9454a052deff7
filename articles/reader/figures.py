"""Figures as printed: where a picture will stand, with the words that were frozen for it."""

import re
from typing import Any

from django.utils.html import escape

from .body import piece

Words = dict[str, Any]

#: A picture in a cleaned text, with its own caption if it has one.
FIGURE = re.compile(
    r'<figure\b([^<>]*) data-picture="([^"]*)">(?:<figcaption[^<>]*>(.*?)</figcaption>)?</figure>',
    re.DOTALL,
)


def lead(pictures: list[Words]) -> str:
    """The figure above the text, or nothing."""
    one = lead_of(pictures)
    return figure(one, "lead", "", escape(one["own"] or one["caption"])) if one else ""


def lead_of(pictures: list[Words]) -> Words | None:
    return next((one for one in pictures if one["role"] == "lead"), None)


def with_figures(body: str, pictures: list[Words]) -> str:
    """The text with its figures ready; several in a row become a gallery."""
    known = {one["key"]: one for one in pictures}
    out, at = [], 0
    for first, last in rows(body):
        out.append(body[at:first])
        found = list(FIGURE.finditer(body, first, last))
        shape = "gallery" if len(found) > 1 else "text"
        drawn = "".join(drawn_one(one, known, shape) for one in found)
        out.append(f'<div class="gallery">{drawn}</div>' if len(found) > 1 and drawn else drawn)
        at = last
    return "".join([*out, body[at:]])


def rows(body: str) -> list[tuple[int, int]]:
    """Where figures stand that follow one another."""
    found: list[tuple[int, int]] = []
    for one in FIGURE.finditer(body):
        if found and not body[found[-1][1] : one.start()].strip():
            found[-1] = (found[-1][0], one.end())
        else:
            found.append(one.span())
    return found


def drawn_one(match: re.Match[str], known: dict[str, Words], shape: str) -> str:
    """A figure whose picture nobody knows is left out."""
    one = known.get(match[2])
    if one is None:
        return ""
    return figure(one, shape, match[1], match[3] or escape(one["caption"]))


def figure(one: Words, shape: str, attributes: str, caption: str) -> str:
    """`attributes` and `caption` are HTML: cleaned when saved, or escaped."""
    context = {"one": one, "shape": shape, "attributes": attributes, "caption": caption}
    return piece("figure", context)


def for_feed(body: str, pictures: list[Words]) -> str:
    """The same for readers of feeds, who know no style sheet of ours."""
    known = {one["key"]: one for one in pictures}
    return FIGURE.sub(lambda one: drawn_one(one, known, "feed"), body)
