"""How long a cache in front of the site may keep an answer, told to that cache alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from .packing import pack

#: By this the cache in front shows who it is; its value is EDGE_SECRET.
CALLS_ITSELF = "X-Newsroom-Edge"
#: Answers that may be kept. An error is never one of them.
KEPT = {200, 301, 304, 404, 410}
#: Caches that keep what they are given, packed or not, and unpack it for those who cannot.
KEEP_PACKED = {"nginx"}
#: A cache that is told by address cannot be told of every question asked there (`?q=`, `?before=`):
#: nginx keeps such an answer to the end of the second.
ASKED = timedelta(0)

Answer = Callable[[HttpRequest], HttpResponseBase]


def lifetime_for_the_edge(get_response: Answer) -> Answer:
    """Middleware: an answer carries its lifetime only when the cache in front asks.

    The moment of the next embargo shows in it, so no reader may see it, whatever is set up wrongly.
    It is looked up before the page is made: what changes meanwhile makes a copy too short-lived.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not from_the_edge(request):
            return get_response(request)
        until = end_of_life(short=bool(request.GET) and settings.EDGE == "nginx")
        answer = get_response(request)
        if may_be_kept(answer):
            for name, value in DIALECTS[settings.EDGE](request.path, *until).items():
                answer[name] = value
            if settings.EDGE in KEEP_PACKED:
                pack(request, answer)
        return answer

    return middleware


def from_the_edge(request: HttpRequest) -> bool:
    if settings.EDGE == "none" or not settings.EDGE_SECRET:
        return False
    reads = request.method in {"GET", "HEAD"} and not request.path.startswith("/admin/")
    said = request.headers.get(CALLS_ITSELF, "")
    return reads and constant_time_compare(said, settings.EDGE_SECRET)


def may_be_kept(answer: HttpResponseBase) -> bool:
    public = "public" in answer.get("Cache-Control", "")
    return answer.status_code in KEPT and public and not answer.cookies


def end_of_life(*, short: bool) -> tuple[datetime, datetime]:
    """Now, and the moment at which a copy made now is old: at the latest when anything changes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_clock(), newsroom_turn()")
        now, turn = cursor.fetchone()
    life = ASKED if short else timedelta(seconds=settings.EDGE_SECONDS)
    return now, min(now + life, turn or now + life)


def name_of(path: str) -> str:
    """The tag of everything at an address, whatever is asked there."""
    return quote(path, safe="/-._~")


def for_nginx(path: str, now: datetime, until: datetime) -> dict[str, str]:
    """nginx counts whole seconds of its own clock, and keeps a copy through the one it is told."""
    return {"X-Accel-Expires": f"@{ceil(until.timestamp()) - 1}"}


def for_varnish(path: str, now: datetime, until: datetime) -> dict[str, str]:
    left = (until - now).total_seconds()
    return {"Surrogate-Control": f"max-age={left:.3f}", "xkey": name_of(path)}


def for_fastly(path: str, now: datetime, until: datetime) -> dict[str, str]:
    left = int((until - now).total_seconds())
    return {"Surrogate-Control": f"max-age={left}", "Surrogate-Key": name_of(path)}


def for_cloudflare(path: str, now: datetime, until: datetime) -> dict[str, str]:
    left = int((until - now).total_seconds())
    return {"Cloudflare-CDN-Cache-Control": f"max-age={left}", "Cache-Tag": name_of(path)}


#: What each kind of cache in front understands, and takes out before it answers a reader.
DIALECTS = {
    "nginx": for_nginx,
    "varnish": for_varnish,
    "fastly": for_fastly,
    "cloudflare": for_cloudflare,
}
