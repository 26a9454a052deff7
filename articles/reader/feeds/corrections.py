"""The corrections of the site as a feed: each is an item of its own, and so is a withdrawal."""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles.reader import record

from .channel import STORY, Channel, Line
from .told import PIECES, Told


class Corrections(Channel):
    """Not a list of stories but of what was said of them afterwards."""

    def lines(self, piece: str, place: tuple[datetime, int] | None, count: int) -> list[Line]:
        """A key is that of the correction or the withdrawal, doubled; of withdrawals it is odd."""
        start = (place[0], place[1] // 2) if place else None
        gone = place is None or place[1] % 2 == 1 or place[1] == 0
        return [line_of(one, piece) for one in record.entries(start, gone, count)]


def line_of(one: record.Entry, piece: str) -> Line:
    told = told_of(one)
    text = linebreaks(one.note, autoescape=True)
    key = 2 * one.key + bool(one.kind)
    return Line(STORY, key, one.moment, piece=PIECES[piece](told), text=text, topics=[])


def told_of(one: record.Entry) -> Told:
    """Its name is made of the story's, so that it is the same in every format and for ever."""
    story = one.uid or uuid5(NAMESPACE_URL, one.path)
    if one.kind:
        title = f"{_('A story that is no longer here')} ({one.label})"
    else:
        title = _("Correction: %(headline)s") % {"headline": one.headline}
    of_what = f"gone {one.moment.isoformat()}" if one.kind else f"edition {one.number}"
    there = "/corrections/" if one.kind else f"{one.path}versions/#edition-{one.number}"
    return Told(
        uid=uuid5(story, of_what),
        url=f"{settings.SITE_URL}{there}",
        title=title,
        lead=one.note,
        published=one.moment,
        changed=one.moment,
        language=one.language or settings.LANGUAGE_CODE,
    )
