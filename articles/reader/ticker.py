"""A ticker as readers have it: its entries page by page, its points, and an entry of its own."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.catalog.kinds import Kind

from . import keyset
from .models import Entry, Story
from .statement import Statement

#: The moment and the key of an entry, after which a page begins.
Place = tuple[datetime, int]
#: Entries on a page, and points at the head of the first.
PAGE, POINTS = 30, 6


def scope_of(path: str) -> str:
    """At which stamp the addresses of this ticker alone look. It tells nobody the path."""
    return f"ticker:{blake2b(path.encode(), digest_size=12).hexdigest()}"


def path_of(section: str, year: str, month: str, slug: str) -> str:
    return f"/{section}/{year}/{month}/{slug}/"


def entries_of(story: str, before: Place | None = None) -> ArraySubquery:
    """Of the story that this column names: one more entry than a page has, the newest first."""
    rows: QuerySet[Entry] = Entry.objects.filter(story=OuterRef(story)).newest_first()
    if before:
        rows = keyset.older(rows, before, "id")
    shown = JSONObject(pk="id", key="key", at="live_from", html="html", linked="linked")
    return ArraySubquery(rows.values(shown=shown)[: PAGE + 1])


def points_of(story: str) -> ArraySubquery:
    """Its key points, the newest first."""
    rows = Entry.objects.filter(story=OuterRef(story), key_point=True).newest_first()
    return ArraySubquery(rows.values(shown=JSONObject(key="key", line="line"))[:POINTS])


@dataclass
class Ticker:
    """A page of a ticker."""

    path: str
    language: str
    closed_at: datetime | None
    entries: list[dict[str, Any]]
    points: list[dict[str, str]] = field(default_factory=list)
    #: The place in the list where the next page goes on; empty on the last.
    older: str = ""
    deep: bool = False

    @property
    def updates(self) -> list[dict[str, Any]]:
        """For the page's linked data."""
        return [one["linked"] for one in self.entries]


def page_at(path: str, place: Place | None = None) -> Ticker | None:
    """A ticker by its address, and its newest entries or those after a place; one query."""
    if place:
        rows = OLDER.rows(path=path, moment=place[0], below=place[1])
    else:
        rows = NEWEST.rows(path=path)
    return next((laid_out(*row, deep=place is not None) for row in rows), None)


def laid_out(
    path: str,
    language: str,
    closed_at: datetime | None,
    found: list[dict[str, Any]],
    points: list[dict[str, str]],
    *,
    deep: bool,
) -> Ticker:
    """What the statement found, as a page."""
    page = found[:PAGE]
    more = len(found) > PAGE
    older = keyset.encode(datetime.fromisoformat(page[-1]["at"]), page[-1]["pk"]) if more else ""
    return Ticker(path, language, closed_at, page, [] if deep else points, older, deep)


def written(path: str, moment: Any = None, below: Any = None) -> QuerySet[Story, Any]:
    place = (moment, below) if moment else None
    rows = Story.objects.filter(path=path, kind=Kind.TICKER)
    found = rows.annotate(found=entries_of("pk", place), points=points_of("pk"))
    return found.values_list("path", "language", "closed_at", "found", "points")


#: Hundreds of readers ask for the newest every half minute.
NEWEST = Statement(written, path=str)
OLDER = Statement(written, path=str, moment=datetime, below=int)
