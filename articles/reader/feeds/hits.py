"""A saved search as a feed: the newest stories that have its words."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from articles.catalog.models import House
from articles.reader import finding
from articles.reader.chrome import chrome
from articles.reader.lists import latest
from articles.reader.search import filled_in
from articles.reader.seen import Seen

from .archive import NEWEST
from .channel import Channel, Line, line_of, stories
from .lists import every, nowhere
from .views import answer


@dataclass(frozen=True)
class Hits(Channel):
    """It has no archive and no tombstones: what is found no more is simply not found."""

    wish: finding.Wish | None = None

    @property
    def hubs(self) -> list[str]:
        """None: nobody can tell which questions are kept by whom."""
        return []

    def lines(
        self, seen: Seen, piece: str, place: tuple[datetime, int] | None, count: int, house: House
    ) -> list[Line]:
        seen.look()
        found = finding.find(self.wish, NEWEST, seen).hits if self.wish and self.wish.asked else []
        rows = latest().filter(pk__in=[one.story for one in found])
        return [line_of(*row) for row in stories(rows, piece, None, NEWEST, house.full_feeds)]


def feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """In one of the formats of feeds; a question that makes no sense finds nothing."""

    def channel(catalog: int) -> Channel:
        known = chrome(catalog)
        asked = filled_in(request, known)
        what = {"name": known.house.name, "q": asked.q}
        return Hits(
            "site",
            "/search/",
            every,
            title=asked.q,
            about=_("What %(name)s has on “%(q)s”, the newest first") % what,
            question=asked.address,
            wish=asked.wish(wide=False),
        )

    return answer(request, form, "site", channel, nowhere)
