"""A story's page: its current edition as printed, and what stands around it, in one statement."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, When
from django.db.models.expressions import Combinable

from articles.catalog.kinds import Kind

from . import lists, ties
from .models import Edition
from .pictures import of_edition
from .seen import Seen
from .statement import Statement
from .ticker import Place, Ticker, entries_of, laid_out, points_of

#: Where each column of a `Page` comes from.
COLUMNS = {
    "key": F("story_id"),
    "way": F("story__path"),
    "sort": F("story__kind"),
    "filed": F("story__section_id"),
    "tongue": F("story__language"),
    "head": F("rendering__head"),
    "top": F("rendering__top"),
    "text": F("rendering__body"),
    "following": lists.following(),
    "topics": lists.topics(),
    "dossiers": lists.dossiers(),
    "plates": of_edition(),
    **ties.columns("story_id"),
}


class Page(NamedTuple):
    """A story as its page needs it, in the order of the statement."""

    number: int
    headline: str
    links: list[dict[str, Any]]
    pictures: list[dict[str, Any]]
    #: The story's.
    key: int
    path: str
    kind: str
    section: int
    language: str
    #: Its rendering's.
    head: str
    top: str
    body: str
    #: The card of the story before it in its top section.
    following: str
    topics: list[int]
    dossiers: list[dict[str, str]]
    #: Plates of its pictures, as far as they show.
    plates: list[dict[str, Any]]
    #: Its links, and those that lead to it, as `ties.of_page` reads them.
    out: list[dict[str, Any]]
    back: list[dict[str, Any]]
    #: Of those that lead to it, where they are part of a running story.
    thread: int | None
    #: When a ticker ended.
    closed_at: datetime | None
    #: Of a ticker alone; for anything else nobody looks for them.
    entries: list[dict[str, Any]] | None
    points: list[dict[str, str]] | None

    def ticker(self, *, deep: bool) -> Ticker:
        """Its entries, and its points on the first page of them."""
        content = (self.entries or [], self.points or [])
        return laid_out(self.path, self.language, self.closed_at, *content, deep=deep)


def page_of(seen: Seen, path: str, place: Place | None = None) -> Page | None:
    """What stands at this address, if a story does; of a ticker its entries from a place on."""
    after = {"moment": place[0], "below": place[1]} if place else {}
    rows = seen.rows(FURTHER if place else AT, path=path, **after)
    return next((Page(*row) for row in rows), None)


def at(path: str, moment: Any = None, below: Any = None) -> QuerySet[Edition, Any]:
    place = (moment, below) if moment else None
    columns = COLUMNS | {
        "closed_at": F("story__closed_at"),
        "entries": of_ticker(entries_of("story_id", place)),
        "points": of_ticker(points_of("story_id")),
    }
    newest = Edition.objects.lifted().filter(story__path=path).order_by("-number")
    rows = newest.annotate(**columns)
    return rows.values_list("number", "headline", "links", "pictures", *columns)[:1]


def of_ticker(column: Combinable) -> Case:
    """PostgreSQL asks for this only where the story is one."""
    return Case(When(story__kind=Kind.TICKER, then=column))


AT = Statement(at, path=str)
FURTHER = Statement(at, path=str, moment=datetime, below=int)
