"""Moments as pages and feeds write them."""

from datetime import date, datetime
from email.utils import format_datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def day(moment: datetime) -> str:
    """`24 November 2026`, on the newsroom's calendar."""
    # Translators: a day, in Django's date format letters
    return written(timezone.localtime(moment).date(), _("j F Y"), get_language())


def hour(moment: datetime) -> str:
    """`21:40`, by the newsroom's clock."""
    # Translators: a time of day, in Django's date format letters
    return written(to_the_minute(moment), _("H:i"), get_language())


def when(moment: datetime) -> str:
    """`24 November 2026, 21:40`."""
    # Translators: day and time, in Django's date format letters
    return written(to_the_minute(moment), _("j F Y, H:i"), get_language())


def to_the_minute(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(second=0, microsecond=0)


@lru_cache(maxsize=4096)
def written(moment: date, letters: str, language: str | None) -> str:
    """The same moments stand on page after page, and writing one takes longer than finding it."""
    return date_format(moment, letters)


def month(day: date) -> str:
    """`November 2026`."""
    return date_format(day, "YEAR_MONTH_FORMAT")


def iso(moment: datetime) -> str:
    """For machines: `2026-11-24T21:40:00+01:00`."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def rfc822(moment: datetime) -> str:
    """For feeds: `Tue, 24 Nov 2026 21:40:00 +0100`, in English whatever the site speaks."""
    return format_datetime(timezone.localtime(moment))
