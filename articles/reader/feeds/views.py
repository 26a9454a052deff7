"""Answering those who read feeds: mostly that nothing has changed."""

from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.urls import URLPattern, re_path
from django.utils import translation

from articles.reader.chrome import chrome
from articles.reader.stamps import Look, dated_look, fresh

from . import atom, jsonfeed, rss
from .archive import Page, Place, address, page_of, place_of
from .channel import Channel
from .lists import DECLARED, Declared

FORMATS: dict[str, ModuleType] = {form.NAME: form for form in (rss, atom, jsonfeed)}
FORM = f"(?P<form>{'|'.join(name.replace('.', '[.]') for name in FORMATS)})"


def addresses() -> list[URLPattern]:
    """Of every declared list in every format."""
    return [re_path(f"^{one.prefix}{FORM}$", answering(one), name="feed") for one in DECLARED]


def answering(declared: Declared) -> Callable[..., HttpResponseBase]:
    """The view of one kind of list; 304 is decided before anything is read."""

    def view(request: HttpRequest, form: str, **names: Any) -> HttpResponseBase:
        channel, moved = partial(declared.channel, **names), partial(declared.moved, **names)
        return answer(request, form, declared.scope(**names), channel, moved)

    return view


def answer(
    request: HttpRequest,
    form: str,
    scope: str,
    channel: Callable[[int], Channel],
    moved: Callable[..., HttpResponseBase],
) -> HttpResponseBase:
    """The feed, or that it is as it was; where there is none, what `moved` says of its file."""
    look = dated_look(scope, request)
    if look.known_to(request):
        return marked(HttpResponseNotModified(), look)
    try:
        found = full(partial(channel, look.catalog), FORMATS[form], place_of(request.GET), look)
    except Http404:
        return fresh(moved(rest=form))
    return marked(found, look)


def full(find: Callable[[], Channel], form: ModuleType, place: Place, look: Look) -> HttpResponse:
    """The feed itself. Raises Http404 where there is none."""
    with translation.override(settings.LANGUAGE_CODE):
        known = chrome(look.catalog)
        page = page_of(find(), form.PIECE, place, look.now, known.house)
        text = form.write(page, known)
    answer = HttpResponse(text, content_type=form.TYPE)
    answer["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links(page, form))
    return answer


def links(page: Page, form: ModuleType) -> list[tuple[str, str]]:
    """Where subscribers subscribe (WebSub), said before the feed is read."""
    return [(address(page, form.NAME, page.place), "self"), *((one, "hub") for one in page.hubs)]


def marked(answer: HttpResponseBase, look: Look) -> HttpResponseBase:
    answer["ETag"] = look.etag
    if look.last_modified:
        answer["Last-Modified"] = look.last_modified
    return fresh(answer)
