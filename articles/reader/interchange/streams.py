"""The API's lists: the newest stories, or all that has changed since a moment, oldest first.

Four things change what a copy must hold: an edition, a return, a withdrawal, and what a ticker
adds, corrects or takes back. Each is a list of its own, ordered by its moment, and the four are
read as one.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from articles.catalog.kinds import LISTED
from articles.reader import keyset
from articles.reader.models import Edition, Story, StoryInSection, StoryTag, Tombstone

from .asked import Asked, Cursor

#: What a change is of, and which goes first where several are of one moment.
EDITION, RETURN, KILL, TURN = range(4)
COLUMNS = ("moment", "stream", "key", "which")


class Change(NamedTuple):
    """When, of which list, the row's key there, and the story's or the Gone's."""

    moment: datetime
    stream: int
    key: int
    which: int

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.moment, self.stream, self.key)


def newest(ask: Asked, section: int | None, topic: int | None) -> list[Change]:
    """One more than asked for, if there are."""
    rows: Any
    if section is not None:
        rows, story = StoryInSection.objects.filter(section=section), "story_id"
    elif topic is not None:
        rows, story = StoryTag.objects.filter(tag=topic), "story_id"
    else:
        rows, story = Story.objects.filter(branch__isnull=False), "id"
    if section is not None and topic is not None:
        rows = rows.filter(story__story_tags__tag=topic)
    if ask.language:
        name = "language" if story == "id" else "story__language"
        rows = rows.filter(**{name: ask.language})
    if ask.cursor:
        rows = keyset.older(rows, (ask.cursor.moment, ask.cursor.key), story)
    found = rows.order_by("-live_from", f"-{story}").values_list("live_from", story)
    return [Change(moment, EDITION, key, key) for moment, key in found[: ask.limit + 1]]


def changes(ask: Asked, scope: str, section: int | None, topic: int | None) -> list[Change]:
    """One more than asked for, if there are. Of a withdrawn story's language nothing is known."""
    editions: QuerySet[Any] = Edition.objects.current().filter(story_kind__in=LISTED)
    returned: QuerySet[Any] = Story.objects.filter(returned_at__isnull=False, kind__in=LISTED)
    turned: QuerySet[Any] = Story.objects.filter(turned_at__isnull=False)
    own = {"listed_in__section": section, "story_tags__tag": topic, "language": ask.language}
    for name, value in own.items():
        if value:
            editions = editions.filter(**{f"story__{name}": value})
            returned = returned.filter(**{name: value})
            turned = turned.filter(**{name: value})
    kills = Tombstone.objects.filter(scope=scope)
    streams = (
        stream(EDITION, editions, "live_from", "story_id", ask),
        stream(RETURN, returned, "returned_at", "id", ask),
        stream(KILL, kills, "at", "gone_id", ask),
        stream(TURN, turned, "turned_at", "id", ask),
    )
    found = [Change(*row) for row in streams[0].union(*streams[1:], all=True)]
    return sorted(found)[: ask.limit + 1]


def stream(
    number: int, rows: QuerySet[Any], moment: str, story: str, ask: Asked
) -> QuerySet[Any, Any]:
    rows = rows.filter(**{f"{moment}__gte": ask.since})
    if place := ask.cursor:
        if place.stream == number:
            above = (place.moment, place.key)
            rows = rows.filter(TupleGreaterThan(Tuple(F(moment), F("id")), above))
        else:
            ahead = "gte" if number > place.stream else "gt"
            rows = rows.filter(**{f"{moment}__{ahead}": place.moment})
    found = rows.annotate(moment=F(moment), stream=Value(number), key=F("id"), which=F(story))
    return found.order_by(moment, "id").values_list(*COLUMNS)[: ask.limit + 1]


def stories_of(found: Iterable[Change]) -> list[int]:
    return [one.which for one in found if one.stream != KILL]


def kills_of(found: Iterable[Change]) -> list[int]:
    return [one.which for one in found if one.stream == KILL]
