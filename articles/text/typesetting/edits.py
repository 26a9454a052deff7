"""Changes to a text by place, so that marks around its words stay where they are."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from articles.text.proofing.spots import kept

#: What setting type may change, each with what all its spellings are compared as.
SPACES, DASHES, DOUBLE, SINGLE = "\u00a0\u202f\u2009", "–—", "„“”«»", "’‘‚"
BARE = {ord(one): " " for one in SPACES} | {ord(one): "-" for one in DASHES}
BARE |= {ord(one): '"' for one in DOUBLE} | {ord(one): "'" for one in SINGLE} | {ord("ß"): "ss"}
HYPHENS = re.compile("-+")

Span = tuple[int, int]


@dataclass(frozen=True)
class Edit:
    """These letters become those."""

    start: int
    end: int
    new: str


def bare(text: str) -> str:
    """A text without what typesetting may change: two that are alike in it have the same words."""
    return HYPHENS.sub("-", text.translate(BARE))


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with these changes, which are in order and do not touch."""
    parts, at = [], 0
    for one in edits:
        parts += [text[at : one.start], one.new]
        at = one.end
    return "".join([*parts, text[at:]])


def outside(edits: Iterable[Edit], text: str, away: Iterable[Span] = ()) -> list[Edit]:
    """Those that change something and lie in none of these places, nor in code or an address."""
    spans = sorted([*kept(text), *away])
    starts = [start for start, _end in spans]
    reach = list(accumulate((end for _start, end in spans), max))

    def free(one: Edit) -> bool:
        before = bisect_left(starts, one.end)
        return not before or reach[before - 1] <= one.start

    real = (one for one in edits if text[one.start : one.end] != one.new and free(one))
    return sorted(real, key=lambda one: one.start)
