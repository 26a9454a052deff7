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
from articles.reader.seen import Seen, sure
from articles.reader.stamps import Look, asks_again, dated, fresh

from . import atom, jsonfeed, rss
from .archive import Page, Place, address, page_of, place_of
from .channel import Channel
from .lists import DECLARED, Declared
from .told import sent

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
    seen = dated(scope, request)
    if asks_again(request) and Look(*seen.look()).known_to(request):
        return marked(HttpResponseNotModified(), seen)
    try:
        found = sure(seen, lambda: full(seen, channel, FORMATS[form], place_of(request.GET)))
    except Http404:
        return fresh(moved(rest=form))
    return marked(found, seen)


def full(
    seen: Seen, find: Callable[[int], Channel], form: ModuleType, place: Place
) -> HttpResponse:
    """The feed itself. Raises Http404 where there is none."""
    with translation.override(settings.LANGUAGE_CODE):
        known = chrome(seen.catalog)
        page = page_of(find(seen.catalog), seen, form.PIECE, place, known.house)
        known.topics.learn(key for one in page.stories for key in one.topics or ())
        text = form.write(page, known)
    answer = HttpResponse(sent(text), content_type=form.TYPE)
    answer["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links(page, form))
    return answer


def links(page: Page, form: ModuleType) -> list[tuple[str, str]]:
    """Where subscribers subscribe (WebSub), said before the feed is read."""
    return [(address(page, form.NAME, page.place), "self"), *((one, "hub") for one in page.hubs)]


def marked(answer: HttpResponseBase, seen: Seen) -> HttpResponseBase:
    look = Look(*seen.look())
    answer["ETag"] = look.etag
    if look.last_modified:
        answer["Last-Modified"] = look.last_modified
    return fresh(answer)
