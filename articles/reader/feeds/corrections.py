"""The corrections of the site as a feed: each is an item of its own, and so is a withdrawal."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles.catalog.models import House
from articles.reader import record
from articles.reader.seen import Seen

from .channel import STORY, Channel, Line
from .told import PIECES, Told

#: A line's list is told by the rest of its key.
LISTS = len(record.MARKS)


class Corrections(Channel):
    """Not a list of stories but of what was said of them afterwards."""

    def lines(
        self, seen: Seen, piece: str, place: tuple[datetime, int] | None, count: int, house: House
    ) -> list[Line]:
        """A key is that of the line, trebled, and the number of its list."""
        seen.look()
        start = (place[0], place[1] // LISTS) if place else None
        which = place[1] % LISTS if place and place[1] else record.GONE
        return [line_of(one, piece, house.name) for one in record.entries(start, which, count)]


def line_of(one: record.Entry, piece: str, paper: str) -> Line:
    told = told_of(one, paper)
    text = linebreaks(one.note, autoescape=True)
    key = LISTS * one.key + one.list
    return Line(STORY, key, one.moment, piece=PIECES[piece](told), text=text, topics=[])


def told_of(one: record.Entry, paper: str) -> Told:
    """Its name is made of the story's, so that it is the same in every format and for ever."""
    story = one.uid or uuid5(NAMESPACE_URL, one.path)
    if one.kind:
        title = f"{_('A story that is no longer here')} ({one.label})"
    else:
        title = _("Correction: %(headline)s") % {"headline": one.headline}
    of_what = f"gone {one.moment.isoformat()}" if one.kind else f"edition {one.number}"
    if one.entry:
        of_what = f"entry {one.entry}, {of_what}"
    there = "/corrections/" if one.kind else one.there
    return Told(
        uid=uuid5(story, of_what),
        url=f"{settings.SITE_URL}{there}",
        title=title,
        lead=one.note,
        published=one.moment,
        changed=one.moment,
        language=one.language or settings.LANGUAGE_CODE,
        paper=paper,
    )
