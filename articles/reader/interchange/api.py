"""`/api/`: the site's stories as ninjs, for programs. It reads; nothing can be written here."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from articles.catalog.models import Tag
from articles.reader.chrome import Chrome, chrome
from articles.reader.models import Gone
from articles.reader.stamps import conditional, fresh

from . import ninjs, openapi
from .asked import Asked, Refused, asked
from .news import current, kill_of, news_of
from .streams import KILL, Change, changes, kills_of, newest, stories_of

View = Callable[..., HttpResponseBase]


def answering(view: View) -> View:
    """Only to those who read; what is refused is refused as a problem (RFC 9457)."""

    @csrf_exempt  # it would answer a wrong method with a page
    @wraps(view)
    def inner(request: HttpRequest, **names: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            answer: HttpResponseBase = problem(405, "This API only reads.")
            answer["Allow"] = "GET, HEAD, OPTIONS"
        elif request.method == "OPTIONS":
            answer = HttpResponse(headers={"Allow": "GET, HEAD, OPTIONS"})
        else:
            try:
                answer = view(request, **names)
            except Refused as refusal:
                answer = fresh(problem(refusal.status, refusal.detail))
        answer["Access-Control-Allow-Origin"] = "*"
        return answer

    return inner


def problem(status: int, detail: str) -> HttpResponse:
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    return as_json(said | {"detail": detail}, "application/problem+json", status)


def as_json(
    value: Any, content_type: str = "application/json; charset=utf-8", status: int = 200
) -> HttpResponse:
    return HttpResponse(ninjs.dumped(value), content_type=content_type, status=status)


@answering
@conditional(lambda: "catalog")
def entrance(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """What there is."""
    here = f"{settings.SITE_URL}/api/"
    return as_json(
        {
            "name": chrome(catalog).house.name,
            "description": f"{here}openapi.json",
            "stories": f"{here}stories/",
            "sections": [one.path for one in chrome(catalog).by_id.values()],
        }
    )


@answering
@conditional(lambda: "catalog")
def description(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """The API in its own words (OpenAPI 3.1)."""
    return JsonResponse(openapi.document(chrome(catalog).house.name))


@answering
@conditional(lambda: "site")
def stories(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """A page of stories; with `updated_since`, of all that changed, what is void among it."""
    ask, known = asked(request.GET), chrome(catalog)
    section, topic = section_of(ask, known), topic_of(ask)
    if ask.since is None:
        found = newest(ask, section, topic)
    else:
        found = changes(ask, scope_of(ask), section, topic)
    following = found[ask.limit - 1].cursor if len(found) > ask.limit else None
    own = request.GET.dict() | {"cursor": str(following)}
    return as_json(
        {
            "items": items(found[: ask.limit], known),
            "next": f"{settings.SITE_URL}/api/stories/?{urlencode(own)}" if following else None,
        }
    )


def section_of(ask: Asked, known: Chrome) -> int | None:
    if not ask.section:
        return None
    section = known.by_path.get(ask.section)
    if section is None:
        raise Refused("There is no such section.", 404)
    return section.pk


def topic_of(ask: Asked) -> int | None:
    if not ask.topic:
        return None
    found = Tag.objects.filter(slug=ask.topic).values_list("pk", flat=True).first()
    if found is None:
        raise Refused("There is no such topic.", 404)
    return found


def scope_of(ask: Asked) -> str:
    """Whose tombstones are told."""
    if ask.section:
        return f"section:{ask.section}"
    return f"tag:{ask.topic}" if ask.topic else "site"


def items(found: list[Change], known: Chrome) -> list[dict[str, Any]]:
    """In the order of the changes; a story that changed twice is told once, where it came first."""
    rows = current().filter(story__in=stories_of(found))
    live = {one.edition.story_id: ninjs.as_ninjs(one) for one in news_of(rows, known)}
    gone = Gone.objects.filter(pk__in=kills_of(found))
    kills = {one.pk: ninjs.as_kill(kill) for one in gone if (kill := kill_of(one, known))}
    told = [(kills if one.stream == KILL else live).pop(one.which, None) for one in found]
    return [one for one in told if one]


@answering
@conditional(lambda uid: "site")
def story(request: HttpRequest, uid: UUID, *, catalog: int) -> HttpResponse:
    """One story by its name; a withdrawn one is answered with the notice (410)."""
    found = current().filter(story__uid=uid).first()
    if found:
        (news,) = news_of([found], chrome(catalog))
        return as_json(ninjs.as_ninjs(news))
    gone = Gone.objects.filter(uid=uid).first()
    if gone and (kill := kill_of(gone, chrome(catalog))):
        return as_json(ninjs.as_kill(kill), status=410)
    raise Refused("There is no such story.", 404)


@answering
def nowhere(request: HttpRequest) -> HttpResponse:
    """Programs are told in their own language."""
    raise Refused("There is nothing at this address.", 404)


def addresses() -> list[URLPattern]:
    return [
        path("api/", entrance, name="api"),
        path("api/openapi.json", description, name="api-description"),
        path("api/stories/", stories, name="api-stories"),
        path("api/stories/<uuid:uid>/", story, name="api-story"),
        re_path("^api/", nowhere),
    ]
