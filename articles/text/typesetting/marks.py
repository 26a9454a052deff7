"""Dashes, quotation marks, apostrophes, and ss in Switzerland: offered to an editor, never done."""

import re
from collections.abc import Iterable, Iterator

from articles.text.proofing import slips
from articles.text.proofing.spots import quotations

from . import gaps
from .edits import Edit, Span, applied, outside

#: Hyphens between words, and those between years.
SPACED = re.compile(r"(?<=\S[ \u00a0\u202f])--?(?=[ \u00a0\u202f]\S)")
CLOSE = re.compile(r"(?<=\w)--(?=\w)")
YEARS = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(-)(?:1[5-9]|20)\d\d(?![\w-])")
APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
#: More rounds than any text of ours took; what has not settled by then stays as it is.
ROUNDS = 4


def pair(text: str, language: str, house: str = "") -> str:
    """The quotation marks a text should have: the house's, else those it has if they will do."""
    used, known = slips.marks_used(text), slips.families(language)
    if house:
        return house
    return used[0] if len(used) == 1 and used[0] in known else next(iter(known), "")


def edits(text: str, language: str, marks: str, away: Iterable[Span] = ()) -> list[Edit]:
    """One round of changes. Inside a quotation nothing changes: these are somebody's words."""
    said = list(quotations(text))
    inside = [(one.start + 1, one.end - 1) for one in said]
    changes = [*lines(text, language), *gaps.found(text, language)]
    first = {one.start: one for one in reversed(changes)}
    spans = [*away, *inside]
    return sorted(
        [*outside(first.values(), text, spans), *outside(quotes(text, marks), text, away)],
        key=lambda one: one.start,
    )


def lines(text: str, language: str) -> Iterator[Edit]:
    """Dashes, apostrophes, and the letter that Switzerland does without."""
    joined = "—" if language.startswith("en") else "–"
    for match in SPACED.finditer(text):
        yield Edit(*match.span(), "–")
    for match in CLOSE.finditer(text):
        yield Edit(*match.span(), joined)
    for match in YEARS.finditer(text):
        yield Edit(*match.span(1), "–")
    for match in APOSTROPHE.finditer(text):
        yield Edit(*match.span(), "’")
    if language == "de-CH":
        for at, letter in enumerate(text):
            if letter == "ß":
                yield Edit(at, at + 1, "ss")


def quotes(text: str, marks: str) -> Iterator[Edit]:
    """The outermost marks; a quotation that holds such marks itself is left to the editor."""
    for one in quotations(text):
        words = text[one.start + 1 : one.end - 1]
        if marks and one.marks != marks and not set(words) & set(marks):
            yield Edit(one.start, one.start + 1, marks[0])
            yield Edit(one.end - 1, one.end, marks[1])


def fixed(text: str, language: str, marks: str = "") -> str:
    """`text` as this language sets it. Doing it again changes nothing."""
    marks = marks or pair(text, language)
    now = text
    for _round in range(ROUNDS):
        changes = edits(now, language, marks)
        if not changes:
            return now
        now = applied(now, changes)
    return text
