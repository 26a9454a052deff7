"""Pages of a feed (RFC 5005): the newest stories, and every older one by calendar months.

A month that is over stays as it is, so its page can be kept; only a full month has several pages.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, QueryDict
from django.utils import timezone

from articles.catalog.models import House
from articles.reader.archive import after, start
from articles.reader.keyset import decode, encode
from articles.reader.seen import Seen
from articles.reader.stamps import Look

from .channel import NAME, STORY, Channel, Line

#: Stories in the feed itself, and on a page of its archive.
NEWEST, OLDER = 20, 100
MONTH = re.compile(r"(1[89]|2[01])\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Place:
    """Where in the archive: a month, and below which story of it. Neither is the feed itself."""

    month: date | None = None
    before: tuple[datetime, int] | None = None

    def __str__(self) -> str:
        """As an address has it."""
        if self.month is None:
            return ""
        below = f"&before={encode(*self.before)}" if self.before else ""
        return f"?month={self.month:%Y-%m}{below}"

    @property
    def key(self) -> tuple[datetime, int] | None:
        """The place in the list from which it goes on."""
        return self.before or (start(after(self.month)), 0) if self.month else None


@dataclass(frozen=True)
class Page:
    """A feed document, whatever its format."""

    channel: Channel
    title: str
    about: str
    stories: list[Line]
    stones: list[Line]
    place: Place
    #: The next older one.
    older: Place | None
    #: Whether it is of a month that is over.
    closed: bool

    @property
    def hubs(self) -> list[str]:
        """Only the feed itself is subscribed to, not its archive."""
        return self.channel.hubs if self.place.month is None else []

    @property
    def question(self) -> str:
        """With its mark, as an address has it."""
        return f"?{self.channel.question}" if self.channel.question else ""


def place_of(asked: QueryDict) -> Place:
    """Raises Http404 for what no feed of ours leads to."""
    month, below = str(asked.get("month", "")), str(asked.get("before", ""))
    if not month:
        return Place()
    before = decode(below)
    if not MONTH.fullmatch(month) or (below and not before):
        raise Http404
    return Place(date(int(month[:4]), int(month[5:]), 1), before)


def page_of(channel: Channel, seen: Seen, piece: str, place: Place, house: House) -> Page:
    """Raises Http404 where there is no such list, or nothing at this place of it."""
    most = OLDER if place.month else NEWEST
    lines = channel.lines(seen, piece, place.key, most + 1, house)
    names = [one for one in lines if one.what == NAME]
    # A story not reprinted since feeds learned this format is not there yet.
    found = [one for one in lines if one.what == STORY and one.piece]
    here = [one for one in found if place.month in {None, month_of(one)}]
    if (channel.named is not None and not names) or (place.month and not here):
        raise Http404
    named = names[0] if names else None
    return Page(
        channel,
        named.piece if named else channel.title,
        named.text if named else channel.about,
        here[:most],
        [one for one in lines if one.what not in {NAME, STORY}],
        place,
        older_than(here, found, most, place),
        closed=place.month is not None and start(after(place.month)) <= Look(*seen.look()).now,
    )


def older_than(here: list[Line], found: list[Line], most: int, place: Place) -> Place | None:
    """The rest of a full month, or the month of the next story."""
    if place.month and len(here) > most:
        last = here[most - 1]
        return Place(place.month, (moment_of(last), last.key))
    following = found[len(here) if place.month else most :][:1]
    return Place(month_of(following[0])) if following else None


def moment_of(line: Line) -> datetime:
    assert line.moment is not None  # noqa: S101  # only names have none
    return line.moment


def month_of(line: Line) -> date:
    return timezone.localtime(moment_of(line)).date().replace(day=1)


def address(page: Page, name: str, place: Place | None = None) -> str:
    """Where this feed, or another page of it, is."""
    return f"{settings.SITE_URL}{page.channel.path}{name}{str(place or '') or page.question}"


def described(page: Page, house: House) -> dict[str, Any]:
    """What the head of a feed says, in any format."""
    own = f"{page.title} | {house.name}" if page.title else house.name
    return {
        "title": own,
        "about": page.about or house.tagline or house.name,
        "page": f"{settings.SITE_URL}{page.channel.path}{page.question}",
        "hubs": page.hubs,
        "language": settings.LANGUAGE_CODE,
        "name": house.name,
        "url": settings.SITE_URL,
        "logo": house.logo,
    }


def head(page: Page, name: str, house: House) -> dict[str, Any]:
    """What an XML feed says before its stories: of itself, and where its other pages are."""
    return {
        "feed": described(page, house),
        "own": address(page, name, page.place),
        "current": address(page, name) if page.place.month else "",
        "older": address(page, name, page.older) if page.older else "",
        "closed": page.closed,
    }
