"""Lists of stories: one index walk each, with the printed card of every story on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, Func, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from . import keyset
from .clock import Clock
from .models import Byline, Rendering, Story, StoryInDossier, StoryInSection, StoryTag
from .pictures import Pictures, gathered, of_lead
from .seen import Seen
from .statement import Statement, in_one


class Entry(NamedTuple):
    """A story on a list."""

    story: int
    live_from: datetime
    branch: int
    #: HTML or XML as printed; where a picture may stand it has a remark.
    piece: str
    #: Plates of its pictures, as far as they show.
    plates: list[dict[str, Any]]

    @property
    def pictures(self) -> Pictures:
        return gathered(self.plates)


def printed(piece: str, story: str, at: datetime | Clock | None = None) -> Subquery:
    """The piece of a story's newest visible edition; of the newest at a moment past."""
    newest = Rendering.objects.filter(story=OuterRef(story)).order_by("-number")
    if at:
        newest = newest.filter(live_from__lte=at)
    return Subquery(newest.values(piece)[:1])


def following() -> Subquery:
    """Of an edition's story: the card of the one before it in its top section."""
    rows = StoryInSection.objects.filter(
        section=OuterRef("story__branch"), live_from__lt=OuterRef("story__live_from")
    )
    newest = rows.annotate(piece=printed("card", "story_id")).order_by("-live_from", "-story_id")
    return Subquery(newest.values("piece")[:1])


def topics(story: str = "story") -> Func:
    """The keys of the topics of the story that this column names."""
    return in_one(StoryTag.objects.filter(story=OuterRef(story)).values("tag"))


def dossiers() -> Func:
    """Of an edition's story: title and slug of each dossier that readers have."""
    rows = StoryInDossier.objects.filter(story=OuterRef("story"), dossier__live_from__lte=Clock())
    named = JSONObject(title="dossier__title", slug="dossier__slug")
    return in_one(rows.order_by("dossier__title").values(named=named))


def latest() -> QuerySet[Story]:
    """All of the paper's stories; simple pages are in no section and on no list."""
    listed = Story.objects.filter(branch__isnull=False)
    return listed.annotate(key=F("id"), branch_key=F("branch_id"))


def between(since: datetime, until: datetime) -> QuerySet[Story]:
    """From the first of these moments on, up to and without the second."""
    return latest().filter(live_from__gte=since, live_from__lt=until)


def in_section(section: int) -> QuerySet[StoryInSection]:
    return StoryInSection.objects.filter(section=section).annotate(
        key=F("story_id"), branch_key=F("story__branch_id")
    )


def with_tag(tag: int) -> QuerySet[StoryTag]:
    return StoryTag.objects.filter(tag=tag).annotate(
        key=F("story_id"), branch_key=F("story__branch_id")
    )


def in_dossier(dossier: int) -> QuerySet[StoryInDossier]:
    return StoryInDossier.objects.filter(dossier=dossier).annotate(
        key=F("story_id"), branch_key=F("story__branch_id")
    )


def by_person(person: int) -> QuerySet[Byline]:
    return Byline.objects.filter(person=person).annotate(
        key=F("story_id"), branch_key=F("story__branch_id")
    )


def entries(
    rows: QuerySet[Model],
    count: int,
    piece: str = "card",
    before: tuple[datetime, int] | None = None,
    at: datetime | None = None,
) -> list[Entry]:
    """The newest `count` of a list, or those after a place in it; one query.

    `at`: in the words they had at a moment past.
    """
    return entered(listed(rows, count, piece, before, at))


def listed(
    rows: QuerySet[Any],
    count: int,
    piece: str,
    before: tuple[datetime, int] | None,
    at: datetime | None = None,
) -> QuerySet[Any, Any]:
    key = "id" if rows.model is Story else "story_id"
    if before:
        rows = keyset.older(rows, before, key)
    ordered = rows.annotate(piece=printed(piece, key, at), plates=of_lead(key))
    return ordered.order_by("-live_from", f"-{key}").values_list(
        "key", "live_from", "branch_key", "piece", "plates"
    )[:count]


def entered(rows: Iterable[tuple[Any, ...]]) -> list[Entry]:
    return [Entry(*row) for row in rows if row[3]]


#: Makes the rows of a list from what it is named by, as `in_section` does.
Build = Callable[..., QuerySet[Any]]


@dataclass(frozen=True)
class Listing:
    """A list as pages have it; `values` are the build's: keys and moments."""

    build: Build
    values: tuple[int | datetime, ...] = ()

    def page(self, seen: Seen, count: int, place: tuple[datetime, int] | None) -> list[Entry]:
        """The newest `count`, or those after a place."""
        asked, values = self.asked(count, place)
        return entered(seen.rows(asked, **values))

    def top(
        self, seen: Seen, count: int, beside: Statement, **given: Any
    ) -> tuple[Any, list[Entry]]:
        """The value of another statement, and the newest `count`: one query."""
        asked, values = self.asked(count, None)
        value, rows = seen.rows_beside(beside, given, asked, **values)
        return value, entered(rows)

    def asked(
        self, count: int, place: tuple[datetime, int] | None
    ) -> tuple[Statement, dict[str, Any]]:
        """The statement of all lists of this kind, and the values of this one."""
        kinds = tuple(type(one) for one in self.values)
        values: dict[str, Any] = {f"value_{at}": one for at, one in enumerate(self.values)}
        if place:
            values |= {"moment": place[0], "below": place[1]}
        return statement(self.build, kinds, count, place is not None), values


@cache
def statement(build: Build, kinds: tuple[type, ...], count: int, paged: bool) -> Statement:
    def write(moment: Any = None, below: Any = None, **values: Any) -> QuerySet[Any, Any]:
        return listed(build(*values.values()), count, "card", (moment, below) if paged else None)

    values = {f"value_{at}": kind for at, kind in enumerate(kinds)}
    return Statement(write, **values, **({"moment": datetime, "below": int} if paged else {}))
