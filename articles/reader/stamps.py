"""The one look: whether a page may have changed, asked before anything is rendered."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property, partial, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date

from .seen import STAMPS, Seen, held, sure
from .statement import fetched

#: Settings that pages and feeds are made of, beside their files.
SHOWN = (
    *("SITE_URL", "SITE_NAME", "SITE_TAGLINE", "LANGUAGE_CODE", "TIME_ZONE"),
    *("FEED_TEXT", "WEBSUB_HUBS", "NOON_FRONTS"),
)
#: The one look of a feed. The clock comes as text: few answers need it, and reading it takes time.
CLOCKED = (*STAMPS, "newsroom_clock()::text")
DATED = (*CLOCKED, "greatest(newsroom_moved(%s), newsroom_moved('catalog'))")
CONTROL = "public, max-age=0, must-revalidate"
View = Callable[..., HttpResponseBase]


def look(*scopes: str) -> list[int]:
    """The stamps of these scopes and, last, of the catalog, in one statement."""
    asked = [*scopes, "catalog"]
    sql = f"SELECT {', '.join(['newsroom_stamp(%s)'] * len(asked))}"
    return list(held(partial(fetched, sql, asked))[0])


#: How long the last change must be past before a date is told: a date has whole seconds, and a
#: transaction may commit after the moment that it names.
SETTLED = timedelta(minutes=1)


@dataclass(frozen=True)
class Look:
    """How a scope stands: its stamp and the catalog's, when either last moved, and the time."""

    stamp: int
    catalog: int
    clock: str
    moved: datetime | None = None

    @cached_property
    def etag(self) -> str:
        return tag_of(self.stamp, self.catalog)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.clock)

    @property
    def last_modified(self) -> str:
        """As HTTP writes it; empty where nobody looked, or the change is too young to be sure."""
        if self.moved is None or self.now - self.moved < SETTLED:
            return ""
        return http_date(self.moved.timestamp())

    def known_to(self, request: HttpRequest) -> bool:
        """Whether this state was sent before: the tag wins, a date must be the very same."""
        if tags := request.META.get("HTTP_IF_NONE_MATCH"):
            return names(tags, self.etag)
        since = request.META.get("HTTP_IF_MODIFIED_SINCE", "")
        return since != "" and since == self.last_modified


def asks_again(request: HttpRequest) -> bool:
    """Whether something is named that whoever asks has already."""
    return bool({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & request.META.keys())


def dated(scope: str, request: HttpRequest) -> Seen:
    """The look with its dates, in one statement as well.

    Who asks by tag is answered by tag: looking for the date costs as much again.
    """
    if "HTTP_IF_NONE_MATCH" in request.META:
        return Seen(scope, CLOCKED)
    return Seen(scope, DATED, (scope,))


def tag_of(stamp: int, catalog: int) -> str:
    return f'"{stamp}-{catalog}-{code_version()}"'


def names(tags: str, etag: str) -> bool:
    """Whether `etag` is among those that an If-None-Match names."""
    return etag in tags.replace("W/", "").split(", ")


@cache
def code_version() -> str:
    """Changes when a deployment changes what pages look like, so that no old page answers 304."""
    here = Path(__file__).parent
    folders = [here, settings.BASE_DIR / "templates/reader", settings.BASE_DIR / "static/reader"]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.is_file())
    if settings.SITE_THEME:
        files.append(settings.BASE_DIR / settings.SITE_THEME)
    seen = hashlib.sha256(repr([getattr(settings, name) for name in SHOWN]).encode())
    for path in files:
        seen.update(path.read_bytes())
    return seen.hexdigest()[:8]


def conditional(scope: Callable[..., str], *, along: bool = False) -> Callable[[View], View]:
    """Answer 304 from one look, before anything else is read.

    Content is read after the stamp, or with it: a page may be newer than its tag, never older. The
    view gets the catalog's stamp as `catalog`; with `along` it gets the look as `seen`, and asks
    through that what it reads first. Only a page that was found carries a tag.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            seen = Seen(scope(**kwargs))
            tags = request.META.get("HTTP_IF_NONE_MATCH", "")
            if tags and names(tags, tag_of(*seen.look())):
                response: HttpResponseBase = HttpResponseNotModified()
            elif along:
                response = sure(seen, lambda: view(request, seen=seen, **kwargs))
            else:
                response = view(request, catalog=seen.look()[1], **kwargs)
            if response.status_code in {200, 304}:
                response["ETag"] = tag_of(*seen.look())
            return fresh(response)

        return inner

    return decorate


def fresh(response: HttpResponseBase) -> HttpResponseBase:
    """Browsers ask again each time, and mostly hear 304."""
    response.headers["Cache-Control"] = CONTROL
    return response
