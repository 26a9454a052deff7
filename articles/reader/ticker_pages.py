"""The addresses of a ticker beside its page: what is new in it, and each entry by itself."""

from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.kinds import Kind
from articles.catalog.models import House
from articles.text.blocks import plain
from articles.text.comparing import Patience, words

from .chrome import chrome
from .lists import printed
from .models import Entry, EntryEdition
from .printing import publisher
from .stamps import conditional
from .ticker import page_at, path_of, scope_of
from .views import around


def scope(**address: Any) -> str:
    return scope_of(path_of(**address))


@conditional(scope)
def newest(request: HttpRequest, *, catalog: int, **address: Any) -> HttpResponse:
    """The first page of entries without the paper around it: for the script, and for nobody else.

    All readers ask for the same, so that what stands in front of the site answers them.
    """
    page = page_at(path_of(**address))
    if page is None:
        raise Http404
    answer = render(request, "reader/parts/ticker.html", {"ticker": page})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@conditional(lambda key, **address: scope(**address))
def entry(request: HttpRequest, key: str, *, catalog: int, **address: Any) -> HttpResponse:
    """One entry, and what it said before it was corrected."""
    rows = Entry.objects.filter(story__path=path_of(**address), story__kind=Kind.TICKER, key=key)
    found = (
        rows.select_related("story")
        .annotate(title=printed("edition__headline", "story_id"))
        .annotate(newer=newer())
        .first()
    )
    if found is None:
        raise Http404
    section = chrome(catalog).by_id.get(found.story.section_id)
    context = {
        "entry": found,
        "story": found.story,
        "headline": found.title,
        "earlier": earlier(found),
        "section": section,
        "branch": section.branch if section else None,
        "canonical": f"{settings.SITE_URL}{found.get_absolute_url()}",
        "linked": standing_alone(found, chrome(catalog).house),
        "feed": found.story.path,
        "subject": found.title,
    }
    return render(request, "reader/entry.html", around(catalog) | context)


def standing_alone(entry: Entry, house: House) -> dict[str, Any]:
    """What machines are told of an entry where the ticker around it does not say who speaks."""
    return {
        "@context": "https://schema.org",
        "author": [publisher(house)],
        "publisher": publisher(house),
        "inLanguage": entry.story.language,
        "dateModified": entry.linked["datePublished"],
        **entry.linked,
    }


def newer() -> Subquery:
    """How many entries came after this one."""
    rows = Entry.objects.filter(story=OuterRef("story"), live_from__gt=OuterRef("live_from"))
    return Subquery(rows.order_by().values("story").annotate(count=Count("id")).values("count"))


def earlier(entry: Entry) -> list[dict[str, Any]]:
    """Each correction, and how its words differ from those before; one query where there is any."""
    if entry.number == 1:
        return []
    editions = list(EntryEdition.objects.filter(entry=entry.pk).order_by("-number"))
    patience = Patience()
    return [
        {"edition": new, "pieces": words(text_of(old), text_of(new), patience)}
        for new, old in pairwise(editions)
    ]


def text_of(edition: EntryEdition) -> str:
    return "\n\n".join(one for one in (edition.headline, plain(edition.body)) if one)
