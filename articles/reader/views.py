"""The public pages."""

import re
import sys
from typing import Any
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import translation

from articles.catalog.kinds import Kind
from articles.catalog.models import Section

from . import fronts, lists, related, ties
from .chrome import NOTHING, chrome
from .elsewhere import in_sight
from .former import now_at, person_now_at
from .fronts import Placed
from .keyset import decode, encode
from .leading import LEFT, former
from .lists import Entry
from .models import Gone
from .named import DOSSIERS, PEOPLE, TOPICS
from .page import page_of
from .pictures import alone, gathered
from .seen import Seen
from .stamps import conditional, fresh, look
from .stylesheet import sheet

#: All stories, as the front has them.
NEWEST = lists.Listing(lists.latest)
#: Stories on a front, and on a page of a list.
FRONT, PAGE = 60, 20


#: What older systems ask at their front for a text: `/?p=7`.
NUMBERED = re.compile(r"(?:p|page_id|id)=\d{1,12}")


@conditional(lambda: "site", along=True)
def front(request: HttpRequest, *, seen: Seen) -> HttpResponseBase:
    """What editors laid out; the newest stories for the rest, a clock list, then by section."""
    if NUMBERED.fullmatch(request.META.get("QUERY_STRING", "")):
        return no_longer_here(request, seen, "", request.get_full_path())
    home, found = NEWEST.top(seen, FRONT, fronts.HOME)
    placed, catalog = fronts.placed(home), seen.catalog
    laid_out = fronts.lay_out(placed, found, chrome(catalog).tops)
    context = {"front": laid_out, "placed": placed, "canonical": f"{settings.SITE_URL}/"}
    return render(request, "reader/front.html", around(catalog) | context)


@conditional(lambda path: f"section:{path}", along=True)
def section(request: HttpRequest, path: str, *, seen: Seen) -> HttpResponseBase:
    """A section's stories, those of its subsections among them; or the page of that name."""
    known = chrome(seen.catalog)
    here = known.by_path.get(path)
    if here is None:
        return told_at(request, seen, path)
    context = {"section": here, "branch": here.branch, "children": known.children(here)}
    context["told"] = here.description
    rows = lists.Listing(lists.in_section, (here.pk,))
    if decode(request.GET.get("before", "")):
        return listing(request, rows, seen, here, context)
    front, found = rows.top(seen, PAGE + 1, fronts.OF_SECTION, section=here.pk)
    placed, picture = fronts.of_section(front)
    context |= {"placed": placed, "picture": alone(gathered(picture), "section")}
    return page_of_list(request, found, seen, here, context)


@conditional(lambda slug: f"tag:{slug}", along=True)
def topic(request: HttpRequest, slug: str, *, seen: Seen) -> HttpResponseBase:
    tag = TOPICS.get(slug, seen)
    if tag is None:
        return now_at(slug)
    context = {"topic": tag, "told": tag.introduction}
    return listing(request, lists.Listing(lists.with_tag, (tag.pk,)), seen, tag, context)


@conditional(lambda slug: f"dossier:{slug}", along=True)
def dossier(request: HttpRequest, slug: str, *, seen: Seen) -> HttpResponse:
    """A running story, the newest first."""
    one = DOSSIERS.get(slug, seen)
    if one is None:
        raise Http404
    context = {"dossier": one, "told": one.introduction}
    return listing(request, lists.Listing(lists.in_dossier, (one.pk,)), seen, one, context)


@conditional(lambda slug: f"person:{slug}", along=True)
def person(request: HttpRequest, slug: str, *, seen: Seen) -> HttpResponseBase:
    one = PEOPLE.get(slug, seen)
    if one is None:
        return person_now_at(slug)
    picture = alone(gathered(one.plates), "portrait", one.name)
    context = {"person": one, "told": one.biography, "picture": picture}
    return listing(request, lists.Listing(lists.by_person, (one.pk,)), seen, one, context)


def listing(
    request: HttpRequest, rows: lists.Listing, seen: Seen, subject: Any, context: dict[str, Any]
) -> HttpResponse:
    """A page of a list; the next one is named by the last story on this."""
    place = decode(request.GET.get("before", ""))
    return page_of_list(request, rows.page(seen, PAGE + 1, place), seen, subject, context)


def page_of_list(
    request: HttpRequest, found: list[Entry], seen: Seen, subject: Any, context: dict[str, Any]
) -> HttpResponse:
    """What was `placed` stands first, and those of the list that it has already are left out."""
    place = decode(request.GET.get("before", ""))
    placed: Placed | None = context.get("placed")
    last = found[PAGE - 1] if len(found) > PAGE else None
    path = subject.get_absolute_url()
    context = {"feed": path} | context
    context |= {
        "entries": fronts.in_order(placed, found[:PAGE]) if placed else found[:PAGE],
        "older": encode(last.live_from, last.story) if last else "",
        "deep": place is not None,
        "subject": subject,
        "canonical": f"{settings.SITE_URL}{path}" + (f"?before={encode(*place)}" if place else ""),
    }
    return render(request, "reader/list.html", around(seen.catalog) | context)


@conditional(lambda section, year, month, slug: f"section:{section}", along=True)
def story(request: HttpRequest, *, seen: Seen, **address: Any) -> HttpResponseBase:
    """A story's current edition, or what stands at its address instead."""
    return told_at(request, seen, address["section"])


def told_at(request: HttpRequest, seen: Seen, first: str) -> HttpResponseBase:
    """What was printed for this very address; `first` is the word it begins with."""
    place = decode(request.GET.get("before", ""))
    found = page_of(seen, request.path, place)
    if found is None:
        return no_longer_here(request, seen, first, request.path)
    catalog = seen.catalog
    # A section younger than the memo is unknown to it for this one answer.
    section = chrome(catalog).by_id.get(found.section)
    branch = section.branch if section else None
    # The page's stamp is that of the section in its address: of others it must show nothing.
    at_home = branch is not None and branch.slug == first
    tied = ties.of_page(found)
    context: dict[str, Any] = {
        "story": found,
        "rendering": found,
        "section": section,
        "branch": branch,
        "topics": chrome(catalog).topics.of(found.topics),
        "dossiers": found.dossiers,
        "following": found.following if at_home else "",
        "number": found.number,
        "headline": found.headline,
        "related": related.related(tied, found.links, found.body, found.path),
        "translations": (translations := related.translations(tied, found.path, found.language)),
        "tongues": related.tongues(translations, found.path),
        "crumbs": breadcrumbs(chrome(catalog).house.name, found.path, section, found.headline),
        "subject": found.headline,
        "share": shared(found.path, found.headline),
        "ticker": None,
        "feed": "",
    }
    context |= in_sight(gathered(found.plates), found.pictures)
    if found.kind != Kind.PAGE:  # the card's address is that of a story
        context["social"] = context["social"] or headline_card(found.path, found.headline)
    if found.kind == Kind.TICKER:
        context |= {"ticker": found.ticker(deep=place is not None), "feed": found.path}
    return render(request, "reader/story.html", around(catalog) | context)


def shared(path: str, headline: str) -> str:
    """A mail to whom the story is sent: the headline as its subject, the address as its text."""
    body = quote(f"{settings.SITE_URL}{path}", safe="")
    return f"mailto:?subject={quote(headline, safe='')}&body={body}"


def headline_card(path: str, headline: str) -> dict[str, Any]:
    """What social networks show of a story that has no picture for them."""
    url = f"{settings.SITE_URL}{path}social.png"
    return {"url": url, "width": 1200, "height": 630, "alt": headline}


def breadcrumbs(paper: str, path: str, section: Section | None, headline: str) -> dict[str, Any]:
    """The way to a story, as schema.org tells machines of it."""
    above = [
        (one.title, one.get_absolute_url()) for one in reversed(section.lineage if section else [])
    ]
    steps = [(paper, "/"), *above, (headline, path)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": at,
                "name": name,
                "item": f"{settings.SITE_URL}{to}",
            }
            for at, (name, to) in enumerate(steps, 1)
        ],
    }


def no_longer_here(request: HttpRequest, seen: Seen, branch: str, path: str) -> HttpResponseBase:
    """Where it went, or that it is gone; otherwise the same 404 as for what never was."""
    found = seen.rows(LEFT, path=path)
    if not found:
        raise Http404
    if to := found[0][0]:
        return HttpResponsePermanentRedirect(to)
    context = {
        "gone": get_object_or_404(Gone, path=path),
        "branch": chrome(seen.catalog).by_path.get(branch),
    }
    return render(request, "reader/gone.html", around(seen.catalog) | context, status=410)


def find_section(path: str, catalog: int) -> Section:
    found = chrome(catalog).by_path.get(path)
    if found is None:
        raise Http404
    return found


def around(catalog: int) -> dict[str, Any]:
    """What every page's frame needs."""
    known = chrome(catalog)
    return NOTHING | {
        "chrome": known,
        "sheet": sheet(known.hues),
        "site": {
            "name": known.house.name,
            "tagline": known.house.tagline,
            "url": settings.SITE_URL,
            "language": settings.LANGUAGE_CODE,
        },
    }


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Always the same bytes: it echoes nothing of what was asked for.

    But an address that no page of ours could have may be one from before this site.
    """
    (catalog,) = look()
    if to := former(request):
        return HttpResponsePermanentRedirect(to)
    return fresh(HttpResponse(render_to_string("reader/404.html", around(catalog)), status=404))


def broken(request: HttpRequest) -> HttpResponse:
    """Without the database, and without any of our own code that may be what broke."""
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
            text = render_to_string("reader/503.html")
            return HttpResponse(text, status=503, headers={"Retry-After": "30"})
        return HttpResponse(render_to_string("reader/500.html"), status=500)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return probed(200)


def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers, and within two seconds the database takes a connection and a query.

    A connection of its own: one at rest tells nothing of a server that has stopped since.
    """
    known = connection.get_connection_params() | {"connect_timeout": 2, "autocommit": True}
    try:
        with psycopg.connect(**known) as there:
            there.execute("SELECT 1")
    except psycopg.Error:
        return probed(503)
    return probed(200)


def probed(status: int) -> HttpResponse:
    """Says nothing of the reason, and is kept by nobody."""
    text = "ok\n" if status == 200 else "no\n"
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/plain", status=status, headers=headers)
