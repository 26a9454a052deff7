"""A story in another format, at its own address with a suffix for the slash."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import URLPattern, re_path
from django.utils import translation

from articles.reader.chrome import chrome
from articles.reader.models import Gone
from articles.reader.seen import Seen
from articles.reader.stamps import conditional
from articles.reader.views import no_longer_here

from . import newsml, ninjs, plain
from .news import current, kill_of, news_of

FORMATS = (plain, newsml, ninjs)


def addresses(story: str) -> list[URLPattern]:
    """`story` is the pattern of a story's address, without its last slash."""
    return [re_path(rf"^{story}{form.SUFFIX.replace('.', '[.]')}$", told(form)) for form in FORMATS]


def told(form: ModuleType) -> Callable[..., HttpResponseBase]:
    """The view of one format."""

    @conditional(lambda section, year, month, slug: f"section:{section}", along=True)
    def view(request: HttpRequest, *, seen: Seen, **address: Any) -> HttpResponseBase:
        known = chrome(seen.look()[1])
        path = f"{request.path.removesuffix(form.SUFFIX)}/"
        found = current().filter(story__path=path).first()
        with translation.override(settings.LANGUAGE_CODE):
            if found:
                (news,) = news_of([found], known)
                return HttpResponse(form.write(news), content_type=form.TYPE)
            return not_here(request, seen, address["section"], path, form)

    return view


def not_here(
    request: HttpRequest, seen: Seen, branch: str, path: str, form: ModuleType
) -> HttpResponseBase:
    """Who kept a copy is told in the same format that it is void."""
    gone = Gone.objects.filter(path=path).first()
    if gone and (kill := kill_of(gone, chrome(seen.catalog))):
        return HttpResponse(form.write_kill(kill), content_type=form.TYPE, status=410)
    answer = no_longer_here(request, seen, branch, path)
    if isinstance(answer, HttpResponsePermanentRedirect):
        return HttpResponsePermanentRedirect(f"{answer.url.removesuffix('/')}{form.SUFFIX}")
    return answer
