"""Printing entries: their words as ready HTML, and what machines are told of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Count, Max
from django.template.loader import render_to_string
from django.utils import timezone, translation

from articles.catalog.models import House
from articles.text.blocks import plain, without_ids
from articles.text.jotting import line_of

from .feeds.told import PIECES, Told
from .models import Entry, EntryEdition, Story

#: What printing sets of an entry.
FIELDS = ("number", "line", "html", "linked", "text", *PIECES)


@dataclass(frozen=True)
class Standing:
    """How a ticker stands: how many entries readers have, when it last told or corrected anything,
    and whether it is over."""

    count: int = 0
    last: datetime | None = None
    closed_at: datetime | None = None


def standing(story: Story) -> Standing:
    """One query."""
    rows = Entry.objects.standing().filter(story=story)
    said = rows.aggregate(count=Count("id", distinct=True), last=Max("editions__live_from"))
    return Standing(**said, closed_at=story.closed_at)


def set_entry(entry: Entry, editions: list[EntryEdition]) -> Entry:
    """Print it anew; `editions` are all of its own, the newest first. It is not saved."""
    newest = editions[0]
    entry.number = newest.number
    entry.line = line_of(newest.headline, newest.body)
    with translation.override(settings.LANGUAGE_CODE):
        told = told_of(entry, editions)
        context = around(entry, editions)
        entry.html = render_to_string("reader/pieces/ticker_entry.html", context).strip()
        entry.text = render_to_string("reader/pieces/ticker_text.html", context).strip()
    entry.linked = linked(entry, editions)
    for name, print_piece in PIECES.items():
        setattr(entry, name, print_piece(told))
    return entry


def around(entry: Entry, editions: list[EntryEdition]) -> dict[str, Any]:
    return {
        "entry": entry,
        "edition": editions[0],
        "corrections": corrections(editions),
        "path": entry.get_absolute_url(),
        "language": entry.story.language,
    }


def corrections(editions: list[EntryEdition]) -> list[EntryEdition]:
    return [one for one in editions if one.kind == EntryEdition.Kind.CORRECTION]


def url_of(entry: Entry) -> str:
    return f"{settings.SITE_URL}{entry.get_absolute_url()}"


def uid_of(entry: Entry) -> UUID:
    """By what name feeds know it: made of the story's and its own, so it stays the same."""
    return uuid5(entry.story.uid, f"entry {entry.key}")


def told_of(entry: Entry, editions: list[EntryEdition]) -> Told:
    """What feeds tell of it."""
    return Told(
        uid=uid_of(entry),
        url=url_of(entry),
        title=entry.line,
        lead=plain(editions[0].body),
        published=entry.live_from,
        changed=editions[0].live_from,
        language=entry.story.language,
        corrections=[(one.live_from, one.note) for one in corrections(editions)],
        paper=House.objects.shown().name,
    )


def linked(entry: Entry, editions: list[EntryEdition]) -> dict[str, Any]:
    """A schema.org BlogPosting."""
    changed = {"dateModified": iso(editions[0].live_from)} if len(editions) > 1 else {}
    return {
        "@type": "BlogPosting",
        "headline": entry.line,
        "articleBody": plain(without_ids(editions[0].body)),
        "datePublished": iso(entry.live_from),
        **changed,
        "url": url_of(entry),
    }


def coverage(state: Standing, published: datetime) -> dict[str, str]:
    """When a ticker began and, once it is closed, ended, as a LiveBlogPosting says it."""
    ended = {"coverageEndTime": iso(state.closed_at)} if state.closed_at else {}
    changed = {"dateModified": iso(state.last)} if state.last else {}
    return {"coverageStartTime": iso(published), **ended, **changed}


def iso(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
