"""A story as the press renders it, with gaps that a record's words fill.

Rendering takes the press some milliseconds a story. Here it renders one story of each sort, whose
words are letters that no text has; every story of that sort is the same but for those letters.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import escape

from articles.catalog.kinds import Genre, Kind
from articles.reader import linked_data, moments
from articles.reader.body import for_feed, for_page
from articles.reader.models import Edition, Story
from articles.reader.printing import FIELDS, render
from articles.reader.tags import absolute, hangs, opening
from articles.text.blocks import without_ids
from articles.text.hyphens import soften

#: Each gap's letters are of Unicode's private use, which no cleaner or typesetter touches.
HEADLINE, NAME, SLUG, PATH, SOURCE, BODY = (chr(0xE001 + n) for n in range(6))
#: Long enough to be a sentence that a card shows alone.
FIRST, REST = f"{chr(0xE010) * 70}.", f"Z{chr(0xE011) * 70}."
MOMENT = datetime(1901, 2, 3, 14, 25, 36, tzinfo=UTC)
UID = UUID("e0010000-0000-4000-8000-000000000001")
DATES: dict[str, Callable[[datetime], str]] = {
    name: getattr(moments, name) for name in ("when", "iso", "rfc822", "day", "hour")
}
Values = dict[str, Any]


def in_script(text: str) -> str:
    return linked_data.in_script(in_json(text))


def in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


@cache
def pattern(language: str, minutes: int, *, hanging: bool, rest: bool) -> tuple[str, ...]:
    """The pieces of a rendering in the order of FIELDS, as formats for `%`."""
    words = {"headline": f"«{HEADLINE}" if hanging else HEADLINE, "genre": Genre.NEWS}
    words["standfirst"] = f"{FIRST} {REST}" if rest else FIRST
    words["body"] = f"<p>{BODY}{' a' * (200 * minutes - 101)}</p>"
    story = Story(id=-1, uid=UID, path=f"/{PATH}/", live_from=MOMENT, language=language)
    edition = Edition(
        story=story,
        number=1,
        kind=Edition.Kind.FIRST,
        live_from=MOMENT,
        story_kind=Kind.STORY,
        language=language,
        bylines=[{"person": -1, "name": NAME, "slug": SLUG, "role": ""}],
        credits=[credit(-1, SOURCE)],
        **words,
    )
    drawn = render(edition)
    with translation.override(settings.LANGUAGE_CODE):
        return tuple(gapped(field, getattr(drawn, field), words) for field in FIELDS)


def credit(key: int, name: str) -> Values:
    """As an edition freezes that it was written from a source's material."""
    return {
        "source": key,
        "name": name,
        "relation": "rewritten",
        "url": "",
        "home": "",
        "retrieved": "",
        "in_text": False,
    }


def gapped(field: str, text: str, words: Values) -> str:
    """A printed piece with its gaps named; how words are escaped there is part of the name."""
    before, block, linked = (
        text.rpartition(linked_data.OPENING) if field == "head" else (text, "", "")
    )
    how = "json" if field == "json" else {"top": "soft", "card": "soft"}.get(field, "html")
    if field == "json":
        return named(text, words, "json")
    return named(before, words, how) + named(block + linked, words, "script")


def named(text: str, words: Values, how: str) -> str:
    text = re.sub(f"<p( [^<>]*)?>{BODY}[a ]*</p>", "%(body)s", text.replace("%", "%%"))
    lead = "firm" if how == "soft" else how
    gaps = {
        words["headline"]: f"headline_{how}",
        words["standfirst"]: f"lead_{lead}",
        FIRST: "first",
        REST: "rest",
        PATH: "path",
        NAME: f"name_{'html' if how == 'soft' else how}",
        SLUG: "slug",
        SOURCE: "source",
        str(UID): "uid",
    }
    for letters, name in gaps.items():
        text = text.replace(letters, f"%({name})s")
    for name, write in DATES.items():
        text = text.replace(write(MOMENT), f"%({name})s")
    return text


@dataclass(frozen=True)
class Print:
    """A story on its way into a pattern; what is set has its firm spaces."""

    path: str
    uid: UUID
    #: The author's.
    slug: str
    body: str
    set_body: str
    set_headline: str
    set_lead: str
    minutes: int


def filled(record: Values, one: Print) -> list[str]:
    """The pieces of a record's rendering, in the order of FIELDS."""
    headline, lead, language = record["headline"], record["dek"], record["lang"]
    first, rest = opening(lead)
    values: Values = {
        "headline_soft": escape(soften(one.set_headline, language)),
        "lead_firm": escape(one.set_lead),
        "first": escape(first),
        "rest": escape(rest),
        "path": one.path.strip("/"),
        "slug": one.slug,
        "source": escape(record["source"]),
        "uid": one.uid,
    }
    for how, write in WAYS.items():
        for name, text in (("headline", headline), ("lead", lead), ("name", record["author"])):
            values[f"{name}_{how}"] = write(text)
    values |= dates(record["at"])
    shape = pattern(language, one.minutes, hanging=hangs(headline), rest=bool(rest))
    bodies = {"body": for_page(one.set_body), "text": absolute(for_feed(without_ids(one.body)))}
    return [
        piece % (values | {"body": bodies[field]} if field in bodies else values)
        for field, piece in zip(FIELDS, shape, strict=True)
    ]


def dates(at: datetime) -> Values:
    """A moment in every way the press writes it. Days and minutes come again, moments do not."""
    local = timezone.localtime(at)
    when, day = of_day(local.date())
    hour = of_minute(local.hour, local.minute)
    iso, told = local.isoformat(timespec="seconds"), format_datetime(local)
    return {"when": when % hour, "day": day, "hour": hour, "iso": iso, "rfc822": told}


@lru_cache(maxsize=1024)
def of_day(day: date) -> tuple[str, str]:
    """(day and time, with a gap for the hour; the day)."""
    noon = timezone.make_aware(datetime(day.year, day.month, day.day, 12, 34))  # noqa: DTZ001
    when = DATES["when"](noon).replace("%", "%%").replace(DATES["hour"](noon), "%s")
    return when, DATES["day"](noon)


@lru_cache(maxsize=1440)
def of_minute(hour: int, minute: int) -> str:
    return DATES["hour"](timezone.make_aware(datetime(2001, 1, 1, hour, minute)))  # noqa: DTZ001


WAYS: dict[str, Callable[[str], str]] = {"html": escape, "json": in_json, "script": in_script}
