"""What every request leaves behind: its id, a line in the log where something is amiss, figures."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from articles.reader import views
from articles.reader.wall.session import REQUEST

from .figures import figures

log = logging.getLogger("newsroom.request")

#: An id as our own web server makes it; from anybody else it is not even looked at.
OURS = re.compile(r"[0-9a-f]{32}")
#: Seconds after which a request is worth a line.
SLOW = 1.0
#: Probes are answered before anything else is asked, the database included.
PROBES = {"/healthz": views.healthz, "/readyz": views.readyz}


def watched(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the first of all: an id for the request, and its count and duration."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = REQUEST.set(id_of(request))
        began = time.perf_counter()
        try:
            probe = PROBES.get(request.path_info)
            answer = probe(request) if probe else get_response(request)
            seen(request, answer, time.perf_counter() - began)
            # What is not there answers alike, to the last byte of its headers.
            if answer.status_code != 404:
                answer["X-Request-ID"] = REQUEST.get()
            return answer
        finally:
            REQUEST.reset(token)

    return middleware


def id_of(request: HttpRequest) -> str:
    """The web server's id where there is one in front, else one of our own."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return given if OURS.fullmatch(given) else secrets.token_hex(16)


def seen(request: HttpRequest, answer: HttpResponse, seconds: float) -> None:
    kind = kind_of(request)
    figures.count(kind, answer.status_code, seconds)
    if answer.status_code >= 500 or seconds >= SLOW:
        known = {"status": answer.status_code, "milliseconds": round(seconds * 1000)}
        said = f"{request.method} {request.path_info}"
        log.warning("%s", said, extra={"figures": known | {"kind": kind}})


def kind_of(request: HttpRequest) -> str:
    """The name of the address, of which there are few; never anything that a stranger wrote."""
    if request.path_info.startswith("/admin/"):
        return "desk"
    match = getattr(request, "resolver_match", None)
    return (match.url_name if match else None) or "none"
