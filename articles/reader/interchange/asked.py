"""What a client asks of the API: read strictly, refused in words."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from articles.catalog.moments import EARLIEST, LATEST
from articles.reader.keyset import decode, encode

#: Stories on a page, and at most.
USUAL, MOST = 20, 100
#: How names are written.
FORMS = {
    "section": "[a-z0-9-]+(/[a-z0-9-]+)?",
    "topic": "[-a-zA-Z0-9_]+",
    "language": "[a-zA-Z0-9-]+",
}
CURSOR = re.compile(r"(-?[0-9]{1,16})\.([0-3])\.([0-9]{1,18})")
NAMES = {"section", "topic", "language", "updated_since", "cursor", "limit"}


class Refused(Exception):
    """A question that has no answer; says why, as a problem (RFC 9457)."""

    def __init__(self, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.detail, self.status = detail, status


@dataclass(frozen=True)
class Cursor:
    """Below or above which row it goes on: its moment, which list it is of, and its key."""

    moment: datetime
    stream: int
    key: int

    def __str__(self) -> str:
        micros, _dot, key = encode(self.moment, self.key).partition(".")
        return f"{micros}.{self.stream}.{key}"


@dataclass(frozen=True)
class Asked:
    """A question for stories."""

    section: str
    topic: str
    language: str
    since: datetime | None
    cursor: Cursor | None
    limit: int


def asked(query: QueryDict) -> Asked:
    """Raises Refused for what means nothing: a misspelt filter must not answer with everything."""
    if unknown := sorted(set(query) - NAMES):
        raise Refused(f"There is no parameter “{unknown[0]}”.")
    if repeated := [name for name in query if len(query.getlist(name)) > 1]:
        raise Refused(f"“{repeated[0]}” is given twice.")
    values = {name: str(query[name]) for name in query}
    odd = [one for one, form in FORMS.items() if not re.fullmatch(form, values.get(one, "x"))]
    if odd:
        raise Refused(f"“{odd[0]}” is not written like that.")
    return Asked(
        section=values.get("section", ""),
        topic=values.get("topic", ""),
        language=values.get("language", ""),
        since=moment(values["updated_since"]) if "updated_since" in values else None,
        cursor=cursor(values["cursor"]) if "cursor" in values else None,
        limit=limit(values["limit"]) if "limit" in values else USUAL,
    )


def moment(text: str) -> datetime:
    """Far from any story it is the first or the last that one could have."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("“updated_since” is a moment with its zone, like 2026-11-25T06:00:00Z.")
    if not EARLIEST.year < found.year < LATEST.year:
        return EARLIEST if found.year <= EARLIEST.year else LATEST
    return found.astimezone(UTC)


def cursor(text: str) -> Cursor:
    found = CURSOR.fullmatch(text)
    place = decode(f"{found[1]}.{found[3]}") if found else None
    if found is None or place is None:
        raise Refused("“cursor” is what “next” of an earlier answer says.")
    return Cursor(place[0], int(found[2]), place[1])


def limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and 1 <= int(text) <= MOST):
        raise Refused(f"“limit” is a whole number from 1 to {MOST}.")
    return int(text)
