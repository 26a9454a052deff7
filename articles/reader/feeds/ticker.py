"""A ticker as a feed: each of its entries is an item of its own."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.catalog.kinds import Kind
from articles.catalog.models import House
from articles.reader import keyset
from articles.reader.models import Edition, Entry
from articles.reader.seen import Seen

from .channel import NAME, STORY, Channel, Line

#: The kind of its tombstones.
RECALLED = "recalled"


class Entries(Channel):
    """Not a list of stories but of what one story says from hour to hour. `value` is its path."""

    def lines(
        self, seen: Seen, piece: str, place: tuple[datetime, int] | None, count: int, house: House
    ) -> list[Line]:
        """One statement for the entries and for what the ticker is called."""
        seen.look()
        rows: QuerySet[Entry] = Entry.objects.filter(story=OuterRef("story")).newest_first()
        if place:
            rows = keyset.older(rows, place, "id")
        shown = JSONObject(pk="id", at="live_from", piece=piece, text="text")
        found = (
            Edition.objects.current()
            .filter(story__path=self.value, story__kind=Kind.TICKER)
            .annotate(found=ArraySubquery(rows.values(shown=shown)[:count]))
            .values_list("pk", "headline", "standfirst", "found", "story__recalled")
            .first()
        )
        if found is None:
            return []
        key, headline, about, entries, recalled = found
        name = Line(NAME, key, None, piece=headline, text=about)
        stones = [] if place else [stone_of(one) for one in reversed(recalled or [])]
        return [name, *(line_of(one) for one in entries), *stones]


def line_of(one: dict[str, Any]) -> Line:
    moment = datetime.fromisoformat(one["at"])
    return Line(STORY, one["pk"], moment, piece=one["piece"], text=one["text"], topics=[])


def stone_of(one: dict[str, str]) -> Line:
    """Of an entry that was taken back: who fetched it within its minute lets go of it."""
    return Line(RECALLED, 0, datetime.fromisoformat(one["at"]), piece=one["uid"])
