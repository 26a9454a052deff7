"""Single values as sources write them: lines, moments, numbers."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any

from django.utils.timezone import get_default_timezone

from articles.catalog.moments import EARLIEST, LATEST
from articles.text.tokens import readable

from .piece import Status

#: `20210516T090004+0200`, with or without its marks, seconds, moment and zone.
MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,9})?)?)?"
    r"(Z|[+-]\d\d:?\d\d)?"
)
#: A word by which sources say that a text must not be used, or not yet.
STATUSES = {
    "canceled": Status.KILLED,
    "cancelled": Status.KILLED,
    "killed": Status.KILLED,
    "withheld": Status.WITHHELD,
}


#: What stands for one blank.
BLANKS = re.compile(r"[ \t\n]+")


def line(value: Any) -> str:
    """Words with one blank between them; "" for whatever is no text."""
    if not isinstance(value, str):
        return ""
    # A no-break space is somebody's decision and stays.
    return unicodedata.normalize("NFC", BLANKS.sub(" ", readable(value)).strip(" "))


def moment(value: Any) -> datetime | None:
    """An aware moment; without a zone it is the newsroom's. None for what is no moment."""
    found = MOMENT.fullmatch(line(value).upper())
    if found is None:
        return None
    year, month, day, hour, minute, second = (part or "00" for part in found.groups()[:6])
    text = f"{year}-{month}-{day}T{hour}:{minute}:{second}"
    try:
        read = datetime.fromisoformat(text + (found[7] or ""))
        if read.tzinfo is None:
            read = read.replace(tzinfo=get_default_timezone())
        read = read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return read if EARLIEST < read < LATEST else None


def number(value: Any) -> int | None:
    """The whole number a value begins with, if it has nine digits at most."""
    found = re.match(r"\s*(\d{1,9})(?!\d)", str(value)) if isinstance(value, str | int) else None
    return int(found[1]) if found else None


def urgency(value: Any) -> int | None:
    """1 to 8; anything else is none."""
    found = number(value)
    return found if found and 1 <= found <= 8 else None


def status(value: Any) -> Status:
    """Of `usable`, `stat:canceled` and the like; what is not said is usable."""
    return STATUSES.get(line(value).rpartition(":")[2].lower(), Status.USABLE)
