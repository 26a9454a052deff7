"""The files of the newsroom's logos, under the SHA-256 of their bytes."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.cache import patch_cache_control

from articles.catalog.models import Logo

from .media import YEAR

#: Ending: the column of the digest, that of the file, and the media type.
FILES = {"webp": ("key", "page", "image/webp"), "png": ("digest", "square", "image/png")}


def logo(request: HttpRequest, digest: str, ending: str) -> HttpResponseBase:
    """One file, for ever: another logo has another address. One query."""
    named, column, kind = FILES[ending]
    etag = f'"{digest}"'
    known = etag in request.headers.get("If-None-Match", "")
    rows = Logo.objects.filter(**{named: digest}).order_by("key")
    data = rows.values_list("key" if known else column, flat=True).first()
    if data is None:
        raise Http404
    if known:
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(data), content_type=kind)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Disposition"] = "inline"
    patch_cache_control(response, public=True, max_age=int(YEAR.total_seconds()), immutable=True)
    response["ETag"] = etag
    return response
