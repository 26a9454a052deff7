"""What a log-in keeps of its browser, and whether it is fresh enough for the security page."""

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

KEY = "log_in"
#: Seconds for which a password just typed is enough for changes that concern the log-in itself.
FRESH = 900
#: Seconds; a log-in says no more precisely when it was last used, and writes no more often.
PRECISION = 300
#: The first that a browser's own line names; several name others as well, so the order matters.
BROWSERS = ("Firefox/", "Edg/", "OPR/", "Chrome/", "Safari/")
CALLED = {"Edg": "Edge", "OPR": "Opera", "like Mac OS X": "iOS"}
SYSTEMS = ("Android", "like Mac OS X", "Windows", "Mac OS X", "Linux")


def begin(request: Any) -> None:
    """Write down where and with what somebody came in."""
    now = time.time()
    request.session[KEY] = {
        "begun": now,
        "fresh": now,
        "seen": now,
        "address": request.axes_ip_address,
        "browser": browser(request.META.get("HTTP_USER_AGENT", "")),
    }


def browser(line: str) -> str:
    """“Firefox, Linux” out of a User-Agent; empty where it says nothing known."""
    found = [next((one for one in names if one in line), "") for names in (BROWSERS, SYSTEMS)]
    plain = [one.rstrip("/") for one in found if one]
    return ", ".join(CALLED.get(one, one) for one in plain)


def fresh(request: HttpRequest) -> bool:
    return time.time() - request.session.get(KEY, {}).get("fresh", 0) < FRESH


def freshen(request: HttpRequest) -> None:
    request.session[KEY] = request.session.get(KEY, {}) | {"fresh": time.time()}


def seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware: under /admin/ remember when a log-in was last used."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            said, now = request.session.get(KEY, {}), time.time()
            if now - said.get("seen", 0) > PRECISION:
                request.session[KEY] = said | {"seen": now}
        return get_response(request)

    return middleware
