"""The record: what a story said before, and every correction of the site."""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render

from . import keyset
from .changes import history
from .chrome import chrome
from .models import Edition, Gone
from .stamps import conditional
from .views import PAGE, around, no_longer_here

#: Editions on a page; each is compared with the one before it.
EDITIONS = 20


@conditional(lambda section, year, month, slug: f"section:{section}")
def versions(request: HttpRequest, *, catalog: int, **address: Any) -> HttpResponseBase:
    """Every printed edition of a story, newest first, each with what it changed."""
    path = request.path.removesuffix("versions/")
    rows = Edition.objects.filter(story__path=path).select_related("story").order_by("-number")
    if before := number(request.GET.get("before", "")):
        rows = rows.filter(number__lt=before)
    found = list(rows[: EDITIONS + 1])
    if not found:
        return elsewhere(no_longer_here(request, catalog, address["section"], path))
    # The one below the page is read for the comparison only.
    printed = history(found)[:EDITIONS]
    section = chrome(catalog).by_id.get(found[0].story.section_id)
    context = {
        "story": found[0].story,
        "headline": found[0].headline,
        "language": found[0].language,
        "printed": printed,
        "older": printed[-1].edition.number if len(found) > EDITIONS else "",
        "deep": bool(before),
        # What machines should list is the story, not its history.
        "canonical": f"{settings.SITE_URL}{path}",
        "branch": section.branch if section else None,
    }
    return render(request, "reader/versions.html", around(catalog) | context)


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def elsewhere(answer: HttpResponseBase) -> HttpResponseBase:
    """A story that moved took its editions along."""
    if isinstance(answer, HttpResponsePermanentRedirect):
        return HttpResponsePermanentRedirect(f"{answer.url}versions/")
    return answer


@dataclass(frozen=True)
class Entry:
    """A line of the list: a correction, or a story withdrawn."""

    moment: datetime
    key: int
    path: str
    note: str
    #: Of the current edition; a withdrawn story has none any more.
    headline: str = ""
    language: str = ""
    number: int = 0
    #: Why it was withdrawn; empty for a correction.
    kind: str = ""

    @property
    def rank(self) -> tuple[datetime, bool, int]:
        """What was withdrawn comes after what was corrected in the same moment."""
        return self.moment, not self.kind, self.key


@conditional(lambda: "site")
def corrections(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """Every correction of the site and every withdrawal, newest first."""
    place = keyset.decode(request.GET.get("before", ""))
    gone = "gone" in request.GET
    found = entries(place, gone, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "entries": found[:PAGE],
        "older": keyset.encode(last.moment, last.key) + ("&gone" if last.kind else "")
        if last
        else "",
        "deep": place is not None,
        "canonical": f"{settings.SITE_URL}/corrections/"
        + (f"?before={keyset.encode(*place)}{'&gone' if gone else ''}" if place else ""),
    }
    return render(request, "reader/corrections.html", around(catalog) | context)


def entries(place: tuple[datetime, int] | None, gone: bool, count: int) -> list[Entry]:
    """The newest of both lists, or those after a place: `gone` says in which list it lies."""
    below = above = place
    if place:
        below, above = ((place[0], 0), place) if gone else (place, (place[0], 2**62))
    both = (corrected(below, count), withdrawn(above, count))
    return list(islice(merge(*both, key=lambda one: one.rank, reverse=True), count))


def corrected(place: tuple[datetime, int] | None, count: int) -> list[Entry]:
    rows: QuerySet[Edition] = Edition.objects.filter(kind=Edition.Kind.CORRECTION)
    if place:
        rows = keyset.older(rows, place, "id")
    newest = Edition.objects.filter(story=OuterRef("story")).order_by("-number")
    found = (
        rows.annotate(now=Subquery(newest.values("headline")[:1]))
        .order_by("-live_from", "-id")
        .values_list("live_from", "id", "story__path", "note", "now", "language", "number")
    )
    return [Entry(*row) for row in found[:count]]


def withdrawn(place: tuple[datetime, int] | None, count: int) -> list[Entry]:
    rows = Gone.objects.annotate(live_from=F("at"))
    if place:
        rows = keyset.older(rows, place, "id")
    found = rows.order_by("-at", "-id")[:count]
    return [
        Entry(one.at, one.pk, one.path, one.reason, kind=str(one.get_kind_display()))
        for one in found
    ]
