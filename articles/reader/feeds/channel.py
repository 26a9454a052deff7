"""What a feed is made of: one statement for its stories, its tombstones and its own name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    CharField,
    DateTimeField,
    F,
    JSONField,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from articles.catalog.models import House
from articles.reader import keyset
from articles.reader.elsewhere import enclosed, in_feed
from articles.reader.lists import printed
from articles.reader.lists import topics as topics_of
from articles.reader.models import Story, Tombstone
from articles.reader.pictures import gathered, of_story
from articles.reader.seen import Seen
from articles.reader.statement import Statement

#: Makes the rows of a list from what it is named by: a key, a slug.
Build = Callable[[Any], QuerySet[Any]]
#: What a line can be beside the kind of a tombstone.
STORY, NAME = "story", "name"
#: Tombstones in a feed, the newest.
STONES = 50
#: The columns: those of `Line` but for the picture, and what that is found in.
COLUMNS = ("what", "key", "moment", "filed", "piece", "words", "topic_list", "plates", "frozen")


class Line(NamedTuple):
    """A story of a feed, a tombstone in it, or the feed's own name."""

    what: str
    key: int
    moment: datetime | None
    #: The section of a story.
    section: int | None = None
    #: What was printed of a story; of a tombstone the story's uid; a name.
    piece: str = ""
    #: The text, a tombstone's reason, what a list is about.
    text: str = ""
    topics: list[int] | None = None
    picture: dict[str, Any] | None = None


@dataclass(frozen=True)
class Channel:
    """A list of stories as feeds have it. Declaring one is all that a new kind of list needs.

    `rows` and `named` are functions of a module, called with `value`: what they build is compiled
    once for all lists of the kind, so they may not look at what it is.
    """

    #: Whose stamp says whether it changed; by it tombstones find their feeds.
    scope: str
    #: Of the page that shows the same list.
    path: str
    rows: Build
    value: Any = None
    title: str = ""
    about: str = ""
    #: A row with `name` and `about`, where neither is in memory: without it the list is not there.
    named: Build | None = None
    #: What stands after the question mark of its address.
    question: str = ""

    @property
    def hubs(self) -> list[str]:
        """Who is told of what is new in it (WebSub)."""
        return list(settings.WEBSUB_HUBS)

    def lines(
        self, seen: Seen, piece: str, place: tuple[datetime, int] | None, count: int, house: House
    ) -> list[Line]:
        """The newest `count` stories, or those after a place, and what else a feed says."""
        numbered, full = isinstance(self.value, int), house.full_feeds
        asked = statement(self.rows, self.named, numbered, piece, place is not None, count, full)
        values = {"scope": self.scope, "value": self.value}
        if place:
            values = {"value": self.value, "moment": place[0], "below": place[1]}
        return [line_of(*row) for row in seen.rows(asked, **values)]


@lru_cache(maxsize=256)
def statement(
    rows: Build,
    named: Build | None,
    numbered: bool,
    piece: str,
    paged: bool,
    count: int,
    full: bool,
) -> Statement:
    """The one statement of all lists of a kind."""

    def write(
        value: Any, scope: str = "", moment: datetime | None = None, below: int = 0
    ) -> QuerySet[Any, Any]:
        place = (moment, below) if moment else None
        found = stories(rows(value), piece, place, count, full)
        more = [] if paged else [stones(scope)]
        if named is not None:
            more.append(name(named(value)))
        return found.union(*more, all=True) if more else found

    kind = int if numbered else str
    if paged:
        return Statement(write, value=kind, moment=datetime, below=int)
    return Statement(write, value=kind, scope=str)


def stories(
    rows: QuerySet[Any], piece: str, place: tuple[datetime, int] | None, count: int, full: bool
) -> QuerySet[Any, Any]:
    itself = rows.model is Story
    key, section = ("id", "section_id") if itself else ("story_id", "story__section_id")
    if place:
        rows = keyset.older(rows, place, key)
    found = rows.annotate(
        what=Value(STORY, CharField()),
        moment=F("live_from"),
        filed=F(section),
        piece=printed(piece, key),
        words=printed("text", key) if full else Value("", TextField()),
        topic_list=topics_of(key),
        plates=of_story(key),
        frozen=printed("edition__pictures", key),
    )
    return found.order_by("-live_from", f"-{key}").values_list(*COLUMNS)[:count]


def line_of(*row: Any) -> Line:
    """A row of the statement; its text and its picture as far as the plates show."""
    *told, plates, frozen = row
    pictures = gathered(plates)
    line = Line(*told)
    text = in_feed(line.text, pictures) if line.text else line.text
    return line._replace(text=text, picture=enclosed(pictures, frozen or []))


def stones(scope: str) -> QuerySet[Any, Any]:
    found = Tombstone.objects.filter(scope=scope).annotate(
        what=Cast("gone__kind", CharField()),
        key=F("id"),
        moment=F("at"),
        filed=nothing(BigIntegerField()),
        piece=Cast("gone__uid", TextField()),
        words=F("gone__reason"),
        topic_list=nothing(JSONField()),
        plates=nothing(JSONField()),
        frozen=nothing(JSONField()),
    )
    return found.order_by("-at", "-id").values_list(*COLUMNS)[:STONES]


def name(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    found = rows.annotate(
        what=Value(NAME, CharField()),
        key=F("id"),
        moment=nothing(DateTimeField()),
        filed=nothing(BigIntegerField()),
        piece=Cast("name", TextField()),
        words=F("about"),
        topic_list=nothing(JSONField()),
        plates=nothing(JSONField()),
        frozen=nothing(JSONField()),
    )
    return found.values_list(*COLUMNS)[:1]


def nothing(kind: Any) -> Cast:
    return Cast(Value(None), kind)


def only(rows: QuerySet[Any]) -> Subquery:
    """A row's key, looked up by the same statement, so that the list is still one index walk."""
    return Subquery(rows.values("pk")[:1])
