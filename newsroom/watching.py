"""What every request leaves behind: its id, a line in the log where something is amiss, figures."""

import json
import logging
import os
import re
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse

from articles.reader import views
from articles.reader.wall.session import REQUEST

log = logging.getLogger("newsroom.request")

#: An id as our own web server makes it; from anybody else it is not even looked at.
OURS = re.compile(r"[0-9a-f]{32}")
#: Seconds after which a request is worth a line.
SLOW = 1.0
#: Upper ends of the classes into which durations are counted, in seconds.
CLASSES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
#: Seconds between two writings of the figures.
BEAT = 2.0
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


class Figures:
    """The counts of this process, written to a file that the exporter reads."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, int], list[float]] = {}
        self.held = threading.Lock()
        self.writer: threading.Thread | None = None

    def count(self, kind: str, status: int, seconds: float) -> None:
        """One more answer: how many, how long together, and how many up to each class's end."""
        with self.held:
            row = self.counts.setdefault((kind, status), [0.0] * (2 + len(CLASSES)))
            row[0] += 1
            row[1] += seconds
            for at, end in enumerate(CLASSES, 2):
                row[at] += seconds <= end
            if self.writer is None and settings.FIGURES_DIR:
                self.writer = threading.Thread(target=self.write_on, daemon=True)
                self.writer.start()

    def write_on(self) -> None:
        while True:
            with suppress(OSError):  # a full disk must not end the counting
                self.write(Path(settings.FIGURES_DIR))
            time.sleep(BEAT)

    def write(self, folder: Path) -> None:
        with self.held:
            rows = [[*key, *row] for key, row in self.counts.items()]
        known = {"role": settings.ROLE, "pid": os.getpid(), "rows": rows, "pool": pool()}
        draft = folder / f".{os.getpid()}"
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.rename(folder / f"{os.getpid()}.json")


def pool() -> dict[str, int]:
    """Connections of this process to the database, where it shares them among its threads."""
    with suppress(ImproperlyConfigured, AttributeError):
        return dict(connection.pool.get_stats()) if connection.pool else {}  # type: ignore[attr-defined]
    return {}


figures = Figures()
