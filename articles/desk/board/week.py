"""The board as a week: what appears by itself, what is planned for when, what is wanted when."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate, localtime

from articles.catalog.models import Section
from articles.desk.standing import with_standing
from articles.drafts.kinds import State
from articles.drafts.models import User
from articles.drafts.rights import reach_of, within
from articles.reader.archive import start
from articles.reader.models import Edition

from . import rows

DAYS = 7
#: What an entry is, and whose right it takes to move it.
RIGHTS = {"due": "publish_article", "planned": "change_article", "wanted": "assign_article"}


class Entry(NamedTuple):
    """A story on a day of the week. `kind` is a key of RIGHTS."""

    kind: str
    moment: datetime
    article: Any
    movable: bool


@dataclass
class Day:
    """A day by the newsroom's clock."""

    date: date
    today: bool = False
    entries: list[Entry] = field(default_factory=list)


def week(user: User, place: Section | None, first: date) -> list[Day]:
    """Seven days from `first` on, each with its entries in the order of time."""
    today = localdate()
    days = [Day(first + timedelta(days=n)) for n in range(DAYS)]
    begins, ends = start(first), start(first + timedelta(days=DAYS))
    reaches = {kind: reach_of(user, right) for kind, right in RIGHTS.items()}
    for kind, moment, article in sorted(
        entries(place, begins, ends), key=lambda one: (one[1], one[2].pk)
    ):
        movable = within(article.section, reaches[kind])
        day = days[(localtime(moment).date() - first).days]
        day.entries.append(Entry(kind, moment, article, movable))
    for day in days:
        day.today = day.date == today
    return days


def entries(place: Section | None, begins: datetime, ends: datetime) -> list[tuple[str, Any, Any]]:
    """Kind, moment and article of what falls into the week."""
    due = Edition.objects.due().filter(live_from__gte=begins, live_from__lt=ends)
    moments = dict(due.values_list("story__uid", "live_from")[: rows.MANY])
    open_rows = rows.articles(place).exclude(state=State.SPIKED)
    waiting = Edition.objects.due().filter(story__uid=OuterRef("uid"))
    planned = open_rows.filter(live_from__gte=begins, live_from__lt=ends).exclude(
        Exists(Edition.objects.filter(story__uid=OuterRef("uid")))
    )
    wanted = open_rows.filter(wanted_by__gte=begins, wanted_by__lt=ends).exclude(Exists(waiting))
    found = [
        *(("due", moments[one.uid], one) for one in rows.by_uid(set(moments), place).values()),
        *(("planned", one.live_from, one) for one in planned[: rows.MANY]),
        *(("wanted", one.wanted_by, one) for one in wanted[: rows.MANY]),
    ]
    with_standing(one for _kind, _moment, one in found)
    return found
