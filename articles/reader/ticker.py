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

#: Entries on a page, and points at the head of the first.
PAGE, POINTS = 30, 6


def scope_of(path: str) -> str:
    """At which stamp the addresses of this ticker alone look. It tells nobody the path."""
    return f"ticker:{blake2b(path.encode(), digest_size=12).hexdigest()}"


def path_of(section: str, year: str, month: str, slug: str) -> str:
    return f"/{section}/{year}/{month}/{slug}/"


def entries_of(story: str, before: tuple[datetime, int] | None = None) -> ArraySubquery:
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

    entries: list[dict[str, Any]]
    points: list[dict[str, str]] = field(default_factory=list)
    #: The place in the list where the next page goes on; empty on the last.
    older: str = ""
    deep: bool = False
    closed_at: datetime | None = None

    @property
    def updates(self) -> list[dict[str, Any]]:
        """For the page's linked data."""
        return [one["linked"] for one in self.entries]


def page_at(path: str, place: tuple[datetime, int] | None) -> tuple[Story, Ticker] | None:
    """A ticker by its address, and its newest entries or those after a place; one query."""
    found = (
        Story.objects.filter(path=path, kind=Kind.TICKER)
        .annotate(found=entries_of("pk", place), points=points_of("pk"))
        .first()
    )
    deep = place is not None
    return (found, ticker_of(found, found.found, found.points, deep=deep)) if found else None


def ticker_of(
    story: Story, found: list[dict[str, Any]], points: list[dict[str, str]], *, deep: bool
) -> Ticker:
    """What the statement found, laid out."""
    page = found[:PAGE]
    more = len(found) > PAGE
    older = keyset.encode(datetime.fromisoformat(page[-1]["at"]), page[-1]["pk"]) if more else ""
    return Ticker(page, [] if deep else points, older, deep, story.closed_at)
