"""Asking the database for what was searched. It says itself what readers may see."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from django.db import connection

from articles.text.asking import Asked, Unit
from articles.text.misspelling import neighbours

from . import keyset
from .seen import Seen
from .statement import Written

#: Hits on a page, and how many are counted before it is "more than".
PAGE, COUNTED = 20, 1_000
#: Words that are compared with others when little was found.
COMPARED = 6
BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
END = datetime(9999, 12, 30, tzinfo=UTC)

SEARCH = Written(
    """
SELECT edition, story, published, rank, total, widened
FROM newsroom_search(%s::jsonb, %s::text[], %s, %s, %s, %s, %s, %s, %s)
""",
    *("asked", "marks", "best", "wide", "since", "before", "story", "rank", "count"),
)
_MEANT = "SELECT word, meant FROM newsroom_did_you_mean(%s::jsonb)"


class Hit(NamedTuple):
    """An edition that was found, with its place in the order asked for."""

    edition: int
    story: int
    published: datetime
    rank: int


class Place(NamedTuple):
    """After which hit to go on: a moment or, among the most relevant, a rank."""

    moment: datetime
    rank: int | None
    story: int


@dataclass(frozen=True)
class Wish:
    """All that a search depends on."""

    asked: Asked
    #: Marks of the words' rows: `~s3`, `~t5`, `~p7`, `~lde`.
    marks: tuple[str, ...] = ()
    best: bool = False
    since: datetime = BEGINNING
    until: datetime = END
    place: Place | None = None
    #: Compounds of the words count, too; None: if little is found without them.
    wide: bool | None = None


@dataclass(frozen=True)
class Found:
    hits: list[Hit] = field(default_factory=list)
    #: At most one more than COUNTED; of a later page, what is left.
    total: int = 0
    wide: bool = False


def find(wish: Wish, count: int, seen: Seen | None = None) -> Found:
    """The first `count` hits, in one statement; with the look, if a page has not taken it yet."""
    place = wish.place or Place(wish.until, None, 0)
    ask = partial(seen.rows, SEARCH) if seen else SEARCH.rows
    rows = ask(
        asked=told(wish.asked),
        marks=list(wish.marks),
        best=wish.best,
        wide=wish.wide,
        since=wish.since,
        before=min(place.moment, wish.until),
        story=place.story,
        rank=place.rank,
        count=count,
    )
    if not rows:
        return Found()
    return Found([Hit(*row[:4]) for row in rows], rows[0][4], rows[0][5])


def told(asked: Asked) -> str:
    """What was asked for, as the function reads it."""
    wanted = [[unit_told(unit) for unit in group] for group in asked.groups]
    return json.dumps({"all": wanted, "none": [unit_told(unit) for unit in asked.without]})


def unit_told(unit: Unit) -> list[str | bool]:
    return [*unit.readings, unit.single]


def meant(asked: Asked) -> dict[str, str]:
    """For words that nothing live has, the word that is most alike and found somewhere."""
    words = [unit.readings.literal for unit in asked.units if unit.single][:COMPARED]
    told = {word: sorted(neighbours(word)) for word in words if len(word) >= 4}
    if not told:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, [json.dumps(told)])
        return dict(cursor.fetchall())


def encode(hit: Hit, *, best: bool) -> str:
    """A place in the order, as an address carries it."""
    return f"{hit.rank}.{hit.story}" if best else keyset.encode(hit.published, hit.story)


def decode(text: str, *, best: bool) -> Place | None:
    """The other way; None for anything that was not encoded here."""
    if not best:
        found = keyset.decode(text)
        return Place(found[0], None, found[1]) if found else None
    rank, _dot, story = text.partition(".")
    if not (rank.isdecimal() and story.isdecimal() and len(rank) < 16 and len(story) < 19):
        return None
    return Place(END, int(rank), int(story))
