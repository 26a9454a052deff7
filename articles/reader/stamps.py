"""The one look: whether a page may have changed, asked before anything is rendered."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponseBase]


def look(*scopes: str) -> list[int]:
    """The stamps of these scopes and, last, of the catalog, in one statement."""
    asked = [*scopes, "catalog"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(['newsroom_stamp(%s)'] * len(asked))}", asked)
        return list(cursor.fetchone())


@cache
def code_version() -> str:
    """Changes when a deployment changes what pages look like, so that no old page answers 304."""
    here = Path(__file__).parent
    folders = [here, settings.BASE_DIR / "templates/reader", settings.BASE_DIR / "static/reader"]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.is_file())
    if settings.SITE_THEME:
        files.append(settings.BASE_DIR / settings.SITE_THEME)
    seen = hashlib.sha256(settings.SITE_URL.encode())
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
            etag = f'"{stamp}-{catalog}-{code_version()}"'
            if etag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
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
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
