"""The public pages."""

import sys
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
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

from articles.catalog.models import Dossier, Person, Section, Tag

from . import lists, related
from .chrome import chrome
from .elsewhere import in_sight
from .keyset import decode, encode
from .models import Edition, Gone, Link, Redirect, Story
from .pictures import alone, gathered, of_edition, of_picture, of_record
from .stamps import conditional, fresh, look
from .stylesheet import sheet

#: What of a rendering a story's page is made of.
PIECES = ("head", "top", "body")
#: What of its edition is needed besides.
WORDS = ("number", "headline", "links", "pictures")
#: Stories on a front, and on a page of a list.
FRONT, PAGE = 60, 20


@conditional(lambda: "site")
def front(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """The newest stories: a lead, a clock list, then by section."""
    found = lists.entries(lists.latest(), FRONT)
    laid_out = lists.lay_out(found, chrome(catalog).tops)
    context = {"front": laid_out, "canonical": f"{settings.SITE_URL}/"}
    return render(request, "reader/front.html", around(catalog) | context)


@conditional(lambda path: f"section:{path}")
def section(request: HttpRequest, path: str, *, catalog: int) -> HttpResponse:
    """A section's stories, those of its subsections among them."""
    here = find_section(path, catalog)
    children = chrome(catalog).children(here)
    context = {"section": here, "branch": here.branch, "children": children}
    context["picture"] = alone(of_picture(here.picture_id), "section") if here.picture_id else ""
    return listing(request, lists.in_section(here.pk), catalog, here, context)


@conditional(lambda slug: f"tag:{slug}")
def topic(request: HttpRequest, slug: str, *, catalog: int) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    return listing(request, lists.with_tag(tag.pk), catalog, tag, {"topic": tag})


@conditional(lambda slug: f"dossier:{slug}")
def dossier(request: HttpRequest, slug: str, *, catalog: int) -> HttpResponse:
    """A running story, the newest first."""
    one = get_object_or_404(Dossier, slug=slug)
    return listing(request, lists.in_dossier(one.pk), catalog, one, {"dossier": one})


@conditional(lambda slug: f"person:{slug}")
def person(request: HttpRequest, slug: str, *, catalog: int) -> HttpResponse:
    rows = Person.objects.annotate(plates=of_record("portrait"))
    one: Any = get_object_or_404(rows, slug=slug)
    context = {"person": one, "picture": alone(gathered(one.plates), "portrait", one.name)}
    return listing(request, lists.by_person(one.pk), catalog, one, context)


def listing(
    request: HttpRequest,
    rows: Any,
    catalog: int,
    subject: Any,
    context: dict[str, Any],
    *,
    empty_is_absent: bool = False,
) -> HttpResponse:
    """A page of a list; the next one is named by the last story on this."""
    place = decode(request.GET.get("before", ""))
    found = lists.entries(rows, PAGE + 1, before=place)
    if empty_is_absent and not found:
        raise Http404
    last = found[PAGE - 1] if len(found) > PAGE else None
    path = subject.get_absolute_url()
    context |= {
        "entries": found[:PAGE],
        "older": encode(last.live_from, last.story) if last else "",
        "deep": place is not None,
        "subject": subject,
        "canonical": f"{settings.SITE_URL}{path}" + (f"?before={encode(*place)}" if place else ""),
        "feed": "" if empty_is_absent else path,
    }
    return render(request, "reader/list.html", around(catalog) | context)


@conditional(lambda section, year, month, slug: f"section:{section}")
def story(request: HttpRequest, *, catalog: int, **address: Any) -> HttpResponseBase:
    """A story's current edition, or what stands at its address instead."""
    found = (
        Edition.objects.current()
        .filter(story__path=request.path)
        .select_related("story", "rendering")
        .only(*WORDS, "story", *(f"rendering__{one}" for one in PIECES))
        .annotate(following=lists.following(), topics=lists.topics(), dossiers=lists.dossiers())
        .annotate(plates=of_edition())
        .first()
    )
    if found is None:
        return no_longer_here(request, catalog, address["section"], request.path)
    # A section younger than the memo is unknown to it for this one answer.
    section = chrome(catalog).by_id.get(found.story.section_id)
    context: dict[str, Any] = {"story": found.story, "rendering": found.rendering}
    context |= in_sight(gathered(found.plates), found.pictures)
    ties = related.ties(Link.objects.all(), found.story)
    context["related"] = related.related(ties, found.links, found.rendering.body, found.story.path)
    branch = section.branch if section else None
    # The page's stamp is that of the section in its address: of others it must show nothing.
    at_home = branch is not None and branch.slug == address["section"]
    context |= {"section": section, "topics": found.topics, "dossiers": found.dossiers}
    context |= {
        "branch": branch,
        "following": found.following if at_home else "",
        "number": found.number,
        "headline": found.headline,
        "social": context["social"] or headline_card(found.story.path, found.headline),
        "translations": related.translations(ties, found.story),
        "crumbs": breadcrumbs(found.story, section, found.headline),
    }
    return render(request, "reader/story.html", around(catalog) | context)


def headline_card(path: str, headline: str) -> dict[str, Any]:
    """What social networks show of a story that has no picture for them."""
    url = f"{settings.SITE_URL}{path}social.png"
    return {"url": url, "width": 1200, "height": 630, "alt": headline}


def breadcrumbs(story: Story, section: Section | None, headline: str) -> dict[str, Any]:
    """The way to a story, as schema.org tells machines of it."""
    above = [
        (one.title, one.get_absolute_url()) for one in reversed(section.lineage if section else [])
    ]
    steps = [(settings.SITE_NAME, "/"), *above, (headline, story.path)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": at,
                "name": name,
                "item": f"{settings.SITE_URL}{path}",
            }
            for at, (name, path) in enumerate(steps, 1)
        ],
    }


def no_longer_here(request: HttpRequest, catalog: int, branch: str, path: str) -> HttpResponseBase:
    """Where it went, or that it is gone; otherwise the same 404 as for what never was."""
    if to := Redirect.objects.filter(path=path).values_list("to", flat=True).first():
        return HttpResponsePermanentRedirect(to)
    gone = Gone.objects.filter(path=path).first()
    if gone is None:
        raise Http404
    context = {"gone": gone, "branch": chrome(catalog).by_path.get(branch)}
    return render(request, "reader/gone.html", around(catalog) | context, status=410)


def find_section(path: str, catalog: int) -> Section:
    found = chrome(catalog).by_path.get(path)
    if found is None:
        raise Http404
    return found


def around(catalog: int) -> dict[str, Any]:
    """What every page's frame needs."""
    known = chrome(catalog)
    return {
        "chrome": known,
        "sheet": sheet(known.hues),
        "site": {
            "name": settings.SITE_NAME,
            "tagline": settings.SITE_TAGLINE,
            "url": settings.SITE_URL,
            "language": settings.LANGUAGE_CODE,
        },
    }


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponseBase:
    """Always the same bytes: it echoes nothing of what was asked for.

    But an address that no page of ours could have may be one from before this site.
    """
    asked = request.path.replace("\0", "")
    if former := Redirect.objects.filter(path=asked).values_list("to", flat=True).first():
        return HttpResponsePermanentRedirect(former)
    (catalog,) = look()
    return fresh(HttpResponse(render_to_string("reader/404.html", around(catalog)), status=404))


def broken(request: HttpRequest) -> HttpResponse:
    """Without the database, and without any of our own code that may be what broke."""
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
            text = render_to_string("reader/503.html")
            return HttpResponse(text, status=503, headers={"Retry-After": "30"})
        return HttpResponse(render_to_string("reader/500.html"), status=500)


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers, and so does the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT newsroom_clock()")
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
