"""The one look: whether a page may have changed, asked before anything is rendered."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import http_date

#: Settings that pages and feeds are made of, beside their files.
SHOWN = (
    *("SITE_URL", "SITE_NAME", "SITE_TAGLINE", "LANGUAGE_CODE", "TIME_ZONE"),
    *("FEED_TEXT", "WEBSUB_HUBS", "NOON_FRONTS"),
)
#: The one look of a feed. The clock comes as text: few answers need it, and reading it takes time.
STAMPS = "SELECT newsroom_stamp(%s), newsroom_stamp('catalog'), newsroom_clock()::text"
DATED = f"{STAMPS}, greatest(newsroom_moved(%s), newsroom_moved('catalog'))"
CONTROL = "public, max-age=0, must-revalidate"
View = Callable[..., HttpResponseBase]


def look(*scopes: str) -> list[int]:
    """The stamps of these scopes and, last, of the catalog, in one statement."""
    asked = [*scopes, "catalog"]
    return list(answer(f"SELECT {', '.join(['newsroom_stamp(%s)'] * len(asked))}", asked))


def answer(statement: str, values: Sequence[Any]) -> tuple[Any, ...]:
    """A request's first row. A connection that was lost since the last one is opened anew.

    So none has to be tried before it is used, which would cost every request a statement more.
    """
    try:
        return one_row(statement, values)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or not lost():
            raise
        connection.close()
        return one_row(statement, values)


def one_row(statement: str, values: Sequence[Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def lost() -> bool:
    return connection.connection is not None and bool(connection.connection.closed)


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


def dated_look(scope: str, request: HttpRequest) -> Look:
    """The look with its dates, in one statement as well.

    Who asks by tag is answered by tag: looking for the date costs as much again.
    """
    if "HTTP_IF_NONE_MATCH" in request.META:
        return Look(*answer(STAMPS, [scope]))
    return Look(*answer(DATED, [scope, scope]))


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


def conditional(scope: Callable[..., str]) -> Callable[[View], View]:
    """Answer 304 from one look, before anything else is read.

    Content is read after the stamp: a page may be newer than its tag, never older. The view gets
    the catalog's stamp as `catalog`. Only a page that was found carries a tag.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            stamp, catalog = look(scope(**kwargs))
            etag = tag_of(stamp, catalog)
            if names(request.META.get("HTTP_IF_NONE_MATCH", ""), etag):
                response: HttpResponseBase = HttpResponseNotModified()
            else:
                response = view(request, catalog=catalog, **kwargs)
            if response.status_code in {200, 304}:
                response["ETag"] = etag
            return fresh(response)

        return inner

    return decorate


def fresh(response: HttpResponseBase) -> HttpResponseBase:
    """Browsers ask again each time, and mostly hear 304."""
    response.headers["Cache-Control"] = CONTROL
    return response
