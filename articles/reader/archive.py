"""The archive: everything that appeared, by month and by day of the newsroom's own calendar."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format

from . import fronts, lists
from .addresses import archive_day, archive_month
from .chrome import chrome
from .clock import Clock
from .keyset import decode
from .models import Story
from .seen import Seen
from .stamps import conditional
from .views import FRONT, PAGE, around, page_of_list

MONTHS = 12
#: The hour whose home page is kept for readers.
NOON = 12


@dataclass(frozen=True)
class Day:
    """A day of the archive, as a list's subject."""

    date: date

    def __str__(self) -> str:
        return date_format(self.date, "l, j. F Y" if settings.LANGUAGE_CODE == "de" else "l, j F Y")

    def get_absolute_url(self) -> str:
        return archive_day(self.date)


@conditional(lambda: "site")
def years(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """Every month from the first story to the newest, the newest year first."""
    span = extent()
    found: dict[int, list[date]] = {}
    if span:
        first, last = span
        for one in months(first, last):
            found.setdefault(one.year, []).append(one)
    context = {
        "years": sorted(found.items(), reverse=True),
        "first": span[0] if span else None,
        "canonical": f"{settings.SITE_URL}/archive/",
    }
    return render(request, "reader/archive.html", around(catalog) | context)


@conditional(lambda year, month: "site")
def month(request: HttpRequest, year: str, month: str, *, catalog: int) -> HttpResponse:
    """A month as a calendar: each day that has stories leads to them."""
    here, span = day_of(year, month, "01"), extent()
    if span is None or not span[0].replace(day=1) <= here <= span[1]:
        raise Http404
    following = after(here)
    counts = counted(within(here, following))
    weeks = calendar.Calendar().monthdatescalendar(here.year, here.month)
    context = {
        "here": here,
        "weeks": [[cell(one, here, counts) for one in week] for week in weeks],
        "weekdays": [(WEEKDAYS_ABBR[one], WEEKDAYS[one]) for one in range(7)],
        "total": sum(counts.values()),
        "earlier": before(here) if before(here) >= span[0].replace(day=1) else None,
        "later": following if following <= span[1] else None,
        "canonical": f"{settings.SITE_URL}{archive_month(here)}",
    }
    return render(request, "reader/month.html", around(catalog) | context)


@conditional(lambda year, month, day: "site", along=True)
def day(request: HttpRequest, year: str, month: str, day: str, *, seen: Seen) -> HttpResponse:
    """A day's stories, newest first; a day without any is not there."""
    here = day_of(year, month, day)
    rows = lists.Listing(lists.between, (start(here), start(here + timedelta(days=1))))
    found = rows.page(seen, PAGE + 1, decode(request.GET.get("before", "")))
    if not found:
        raise Http404
    context = {"archived": here, "feed": "", **neighbours(here)}
    return page_of_list(request, found, seen, Day(here), context)


@conditional(lambda year, month, day: "site")
def noon(request: HttpRequest, year: str, month: str, day: str, *, catalog: int) -> HttpResponse:
    """What was on the home page at noon, in the words of that hour, less what is gone since."""
    here = day_of(year, month, day)
    if not settings.NOON_FRONTS:
        raise Http404
    moment = noon_of(here)
    rows = lists.latest().annotate(now=Clock()).filter(live_from__lte=moment, now__gte=moment)
    found = lists.entries(rows, FRONT, at=moment)
    if not found:
        raise Http404
    laid = fronts.placed_at(moment)
    context = {
        "front": fronts.lay_out(laid, found, chrome(catalog).tops),
        "placed": laid,
        "noon": here,
        "canonical": f"{settings.SITE_URL}{archive_day(here)}noon/",
    }
    return render(request, "reader/front.html", around(catalog) | context)


def day_of(year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404 from error
    # Half-open ranges look a day and a month ahead, in a zone that may be a day off.
    if not 1800 <= found.year < 2200:
        raise Http404
    return found


def start(day: date) -> datetime:
    """Its first moment, by the newsroom's clock."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(settings.TIME_ZONE))


def noon_of(day: date) -> datetime:
    """Twelve by the clock on the wall, also on days that are an hour shorter or longer."""
    return start(day).replace(hour=NOON)


def within(first: date, end: date) -> QuerySet[Story]:
    """The stories from the first day on, up to and without the day of `end`."""
    return lists.between(start(first), start(end))


def extent() -> tuple[date, date] | None:
    """The days of the first and of the newest story."""
    found = lists.latest().aggregate(first=Min("live_from"), last=Max("live_from"))
    if found["first"] is None:
        return None
    return local(found["first"]), local(found["last"])


def local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def counted(rows: QuerySet[Story]) -> dict[date, int]:
    """How many on which day: as long as the month is, whatever the size of the archive."""
    zone = ZoneInfo(settings.TIME_ZONE)
    days = rows.order_by().values(on=TruncDate("live_from", tzinfo=zone))
    return dict(days.annotate(many=Count("id")).values_list("on", "many"))


def cell(one: date, month: date, counts: dict[date, int]) -> dict[str, Any]:
    inside = one.month == month.month
    return {"day": one if inside else None, "count": counts.get(one, 0) if inside else 0}


def neighbours(here: date) -> dict[str, date | None]:
    """The nearest days before and after that have stories, and this one if it has a noon."""
    newest, noon = lists.latest().order_by("-live_from"), noon_of(here)
    earlier = newest.filter(live_from__lt=start(here))
    by_noon = newest.filter(live_from__lte=noon)
    later = lists.latest().filter(live_from__gte=start(here + timedelta(days=1)))
    rows = (earlier, by_noon, later.order_by("live_from"))
    first, *others = [one.values_list("live_from")[:1] for one in rows]
    moments = [moment for (moment,) in first.union(*others)]
    days = [local(moment) for moment in moments]
    following = next((one for one in days if one > here), None)
    kept = settings.NOON_FRONTS and following and any(one <= noon for one in moments)
    return {
        "earlier": next((one for one in days if one < here), None),
        "later": following,
        "noon_of": here if kept else None,
    }


def months(first: date, last: date) -> list[date]:
    numbers = range(first.year * MONTHS + first.month - 1, last.year * MONTHS + last.month)
    return [date(one // MONTHS, one % MONTHS + 1, 1) for one in numbers]


def after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
