"""The gate: how often somebody may try to log in, and what the log keeps of it."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.drafts.log import decide_at_the_gate
from articles.drafts.models import User

from .security import here

#: Failures before the wait, in the order of AXES_LOCKOUT_PARAMETERS: of one name from one address,
#: of one address whatever the name, of one name whatever the address. The last is high, since it
#: locks the rightful owner out as well.
LIMITS = (settings.AXES_FAILURE_LIMIT, 30, 100)
#: Letters of a name that the count has room for.
LONGEST = AccessAttempt._meta.get_field("username").max_length or 0
#: Somebody with IPv6 has this many bits' worth of addresses to try from.
OWN_BITS = 64


class Gate(AxesDatabaseHandler):
    """Counts the failures, and adds log-ins, log-outs, failures and lock-outs to the log."""

    def get_failures(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """The worst of the three counts, as if all had the first one's limit."""
        rows_of_each = self.get_user_attempts(request, kept(credentials))
        counts = [self.total(rows) for rows in rows_of_each]
        return max(n * LIMITS[0] // limit for n, limit in zip(counts, LIMITS, strict=True))

    def total(self, rows: Any) -> int:
        return rows.aggregate(all=Sum("failures_since_start"))["all"] or 0

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Refused without a look at the password is no failure: the log cannot be flooded."""
        refused = request is None or request.axes_locked_out
        super().user_login_failed(sender, kept(credentials), request, **kwargs)
        if refused:
            return
        # A name that nobody has may be a password in the wrong field: it is not kept.
        who = User.objects.filter(username=credentials.get("username")).first()
        where = {"address": request.axes_ip_address}
        decide_at_the_gate("log_in_failed", by=who, **where)
        if request.axes_locked_out:
            decide_at_the_gate("lock_out", by=who, **where)

    def user_logged_in(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        super().user_logged_in(sender, request, user, **kwargs)
        here.begin(request)
        decide_at_the_gate("log_in", by=user)

    def user_logged_out(self, sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
        super().user_logged_out(sender, request, user, **kwargs)
        if user:
            decide_at_the_gate("log_out", by=user)

    def reset_user_attempts(self, request: Any, credentials: dict[str, Any] | None = None) -> int:
        """One's own slips only: whoever has an account does not wipe the address clean with it."""
        name = (credentials or {}).get("username")
        rows = AccessAttempt.objects.filter(username=name, ip_address=request.axes_ip_address)
        count: int = rows.delete()[0]
        return count


def kept(credentials: dict[str, Any] | None) -> dict[str, Any] | None:
    """As failures are counted: a name longer than any account's may be typed, too."""
    if not credentials or not credentials.get("username"):
        return credentials
    return credentials | {"username": credentials["username"][:LONGEST]}


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; behind our own proxy, what that proxy says."""
    found = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        found = request.META.get("HTTP_X_FORWARDED_FOR", found).rpartition(",")[2].strip()
    return network_of(found)


def network_of(address: str) -> str:
    """The address to count by: an IPv6 one stands for its whole network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "0.0.0.0"  # noqa: S104  # a socket of our own, or nonsense: all in one count
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, OWN_BITS), strict=False).network_address)


def locked(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """What somebody sees who has to wait: the same for every name, known or not."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = admin.site.each_context(request) | {
        "title": _("Too many attempts"),
        "minutes": seconds // 60,
    }
    page = TemplateResponse(request, "admin/desk/locked.html", context, status=429)
    page["Retry-After"] = str(seconds)
    return page.render()
