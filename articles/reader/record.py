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
from .models import Edition, EntryEdition, Gone
from .seen import Seen
from .stamps import conditional
from .views import PAGE, around, no_longer_here

#: Of all lists, in the order of `Entry`.
COLUMNS = (
    "moment",
    "id",
    "path",
    "words",
    "now",
    "tongue",
    "which",
    "why",
    "uid",
    "of",
    "of_entry",
)
#: The lists: corrections of stories, of entries in tickers, withdrawals. Of one moment, so ordered.
STORIES, ENTRIES, GONE = 0, 1, 2
#: How the address of a page says in which list the last line of the one before it stands.
MARKS = {STORIES: "", ENTRIES: "&entry", GONE: "&gone"}
#: Editions on a page; each is compared with the one before it.
EDITIONS = 20


@conditional(lambda section, year, month, slug: f"section:{section}", along=True)
def versions(request: HttpRequest, *, seen: Seen, **address: Any) -> HttpResponseBase:
    """Every printed edition of a story, newest first, each with what it changed."""
    _stamp, catalog = seen.look()
    path = request.path.removesuffix("versions/")
    rows = Edition.objects.filter(story__path=path).select_related("story").order_by("-number")
    if before := number(request.GET.get("before", "")):
        rows = rows.filter(number__lt=before)
    found = list(rows[: EDITIONS + 1])
    if not found:
        return elsewhere(no_longer_here(request, seen, address["section"], path))
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
    list: int
    #: The key of the ticker's entry that was corrected.
    entry: str

    @property
    def there(self) -> str:
        """Where its words can be compared."""
        if self.entry:
            return f"{self.path}entries/{self.entry}/"
        return f"{self.path}versions/#edition-{self.number}"

    @property
    def label(self) -> str:
        return str(Gone.Kind(self.kind).label) if self.kind else ""

    @property
    def rank(self) -> tuple[datetime, int, int]:
        """What was withdrawn comes after what was corrected in the same moment."""
        return self.moment, -self.list, self.key


@conditional(lambda: "site")
def corrections(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """Every correction of the site and every withdrawal, newest first."""
    place = keyset.decode(request.GET.get("before", ""))
    which = next((n for n, mark in MARKS.items() if mark and mark[1:] in request.GET), STORIES)
    found = entries(place, which, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "entries": found[:PAGE],
        "feed": "/corrections/",
        "subject": _("Corrections"),
        "older": keyset.encode(last.moment, last.key) + MARKS[last.list] if last else "",
        "deep": place is not None,
        "canonical": f"{settings.SITE_URL}/corrections/"
        + (f"?before={keyset.encode(*place)}{MARKS[which]}" if place else ""),
    }
    return render(request, "reader/corrections.html", around(catalog) | context)


def entries(place: tuple[datetime, int] | None, which: int, count: int) -> list[Entry]:
    """The newest of all lists, or those after a place: `which` says in which list it lies."""
    first, *others = (
        rows(seen_from(place, which, number), count)
        for number, rows in enumerate((corrected, corrected_entries, withdrawn))
    )
    found = [Entry(*row) for row in first.union(*others, all=True)]
    return sorted(found, key=lambda one: one.rank, reverse=True)[:count]


def seen_from(
    place: tuple[datetime, int] | None, which: int, number: int
) -> tuple[datetime, int] | None:
    """The same place in another list: before or after all that it has of that moment."""
    if place is None or number == which:
        return place
    return place[0], 0 if number < which else 2**62


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
        of=Value(STORIES),
        of_entry=Value(""),
    )
    return found.order_by("-live_from", "-id").values_list(*COLUMNS)[:count]


def corrected_entries(
    place: tuple[datetime, int] | None, count: int
) -> QuerySet[EntryEdition, Any]:
    rows: QuerySet[EntryEdition] = EntryEdition.objects.filter(kind=EntryEdition.Kind.CORRECTION)
    if place:
        rows = keyset.older(rows, place, "id")
    found = rows.annotate(
        moment=F("live_from"),
        path=F("entry__story__path"),
        words=F("note"),
        now=F("entry__line"),
        tongue=F("entry__story__language"),
        which=F("number"),
        why=Value(""),
        uid=F("entry__story__uid"),
        of=Value(ENTRIES),
        of_entry=F("entry__key"),
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
        of=Value(GONE),
        of_entry=Value(""),
    )
    return found.order_by("-at", "-id").values_list(*COLUMNS)[:count]
