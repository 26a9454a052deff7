"""Moments as pages and feeds write them."""

from datetime import date, datetime, tzinfo
from email.utils import format_datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day(moment: datetime) -> str:
    """`24 November 2026`, on the newsroom's calendar."""
    return day_in(moment, get_current_timezone(), get_language())


def hour(moment: datetime) -> str:
    """`21:40`, by the newsroom's clock."""
    return hour_in(to_the_minute(moment), get_current_timezone(), get_language())


def when(moment: datetime) -> str:
    """`24 November 2026, 21:40`."""
    return when_in(to_the_minute(moment), get_current_timezone(), get_language())


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


# The same moments stand on page after page, and writing one takes longer than finding it.


@lru_cache(maxsize=4096)
def day_in(moment: datetime, zone: tzinfo, language: str | None) -> str:
    # Translators: a day, in Django's date format letters
    return date_format(moment.astimezone(zone), _("j F Y"))


@lru_cache(maxsize=4096)
def hour_in(moment: datetime, zone: tzinfo, language: str | None) -> str:
    # Translators: a time of day, in Django's date format letters
    return date_format(moment.astimezone(zone), _("H:i"))


@lru_cache(maxsize=4096)
def when_in(moment: datetime, zone: tzinfo, language: str | None) -> str:
    # Translators: day and time, in Django's date format letters
    return date_format(moment.astimezone(zone), _("j F Y, H:i"))


@lru_cache(maxsize=4096)
def iso_in(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def month(day: date) -> str:
    """`November 2026`."""
    return date_format(day, "YEAR_MONTH_FORMAT")


def iso(moment: datetime) -> str:
    """For machines: `2026-11-24T21:40:00+01:00`."""
    return iso_in(moment, get_current_timezone())


def rfc822(moment: datetime) -> str:
    """For feeds: `Tue, 24 Nov 2026 21:40:00 +0100`, in English whatever the site speaks."""
    return format_datetime(localtime(moment))
