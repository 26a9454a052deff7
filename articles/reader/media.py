"""Files of pictures, under the SHA-256 of their bytes. Their rows say who may have them, and when.

A file that is embargoed, withdrawn, past its rights or never was: the same 404, byte for byte.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.utils.cache import patch_cache_control

from .clock import Clock
from .models import Rendition
from .models.picture import served

log = logging.getLogger("newsroom.reader")

#: How long a file that never changes is kept, where no right ends earlier.
YEAR = timedelta(days=365)


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file. Whoever keeps a copy is told to forget it when the rights end."""
    found = (
        Rendition.objects.filter(name=name)
        .annotate(until=Coalesce("picture__usable_until", Clock() + YEAR), now=Clock())
        .order_by("-until")
        .first()
    )
    if found is None:
        raise Http404
    etag = f'"{name[:64]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        try:
            response = sent(found)
        except ConnectionError:
            log.exception("The store of renditions does not answer.")
            return away()
    left = min(YEAR, found.until - found.now)
    patch_cache_control(
        response, public=True, max_age=max(0, int(left.total_seconds())), immutable=True
    )
    response["ETag"] = etag
    return response


def sent(found: Rendition) -> HttpResponse:
    """The bytes or, where the web server has the folder too, the place at which it finds them."""
    if settings.RENDITIONS_ACCEL:
        response = HttpResponse(content_type=found.media_type)
        response["X-Accel-Redirect"] = f"{settings.RENDITIONS_ACCEL}{found.file.name}"
    else:
        response = HttpResponse(read(found), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response


def away() -> HttpResponse:
    """The store does not answer: nobody keeps that, and everybody asks again."""
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(status=503, content_type="text/plain", headers=headers)


def read(found: Rendition) -> bytes:
    try:
        with served().open(str(found.file.name)) as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        log.warning("The file of rendition %s is gone.", found.name)
        raise Http404 from error
    return data
