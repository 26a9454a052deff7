"""The record: what a story said before, and every correction of the site."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.utils.translation import gettext as _

from . import keyset
from .changes import history
from .chrome import chrome
from .models import Edition, Gone
from .stamps import conditional
from .views import PAGE, around, no_longer_here

#: Of both lists, in the order of `Entry`.
COLUMNS = ("moment", "id", "path", "words", "now", "tongue", "which", "why", "uid")
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


class Entry(NamedTuple):
    """A line of the list: a correction, or a story withdrawn."""

    moment: datetime
    key: int
    path: str
    note: str
    #: Of the current edition; a withdrawn story has none any more.
    headline: str
    language: str
    number: int
    #: Why it was withdrawn; empty for a correction.
    kind: str
    #: The story's.
    uid: UUID | None

    @property
    def label(self) -> str:
        return str(Gone.Kind(self.kind).label) if self.kind else ""

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
        "feed": "/corrections/",
        "subject": _("Corrections"),
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
    both = corrected(below, count).union(withdrawn(above, count), all=True)
    found = sorted((Entry(*row) for row in both), key=lambda one: one.rank, reverse=True)
    return found[:count]


def corrected(place: tuple[datetime, int] | None, count: int) -> QuerySet[Edition, Any]:
    rows: QuerySet[Edition] = Edition.objects.filter(kind=Edition.Kind.CORRECTION)
    if place:
        rows = keyset.older(rows, place, "id")
    newest = Edition.objects.filter(story=OuterRef("story")).order_by("-number")
    found = rows.annotate(
        moment=F("live_from"),
        path=F("story__path"),
        words=F("note"),
        now=Subquery(newest.values("headline")[:1]),
        tongue=F("language"),
        which=F("number"),
        why=Value(""),
        uid=F("story__uid"),
    )
    return found.order_by("-live_from", "-id").values_list(*COLUMNS)[:count]


def withdrawn(place: tuple[datetime, int] | None, count: int) -> QuerySet[Gone, Any]:
    rows = Gone.objects.annotate(live_from=F("at"))
    if place:
        rows = keyset.older(rows, place, "id")
    found = rows.annotate(
        moment=F("at"),
        words=F("reason"),
        now=Value(""),
        tongue=Value(""),
        which=Value(0),
        why=F("kind"),
    )
    return found.order_by("-at", "-id").values_list(*COLUMNS)[:count]
