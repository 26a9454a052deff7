"""The log-ins of a person, and of everybody, and their end."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.messages import success
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.drafts import factors
from articles.drafts.log import decide_at_the_gate
from articles.drafts.models import LogIn, User
from articles.reader import clock

from . import here


@dataclass(frozen=True)
class Shown:
    """A log-in as people see it. `handle` names it in forms: the key itself would open the desk."""

    user: User
    handle: str
    browser: str
    address: str
    begun: datetime | None
    seen: datetime | None
    own: bool


def handle(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def running() -> QuerySet[LogIn]:
    return LogIn.objects.filter(user__isnull=False, expire_date__gt=clock.now())


def shown(rows: QuerySet[LogIn], own: str | None) -> Iterator[Shown]:
    """`own`: the key of the log-in that asks."""
    for row in rows.select_related("user"):
        said: dict[str, Any] = row.get_decoded().get(here.KEY, {})
        assert row.user is not None  # noqa: S101  # `running` looks for no others
        yield Shown(
            user=row.user,
            handle=handle(row.session_key),
            browser=said.get("browser", ""),
            address=said.get("address", ""),
            begun=moment(said.get("begun")),
            seen=moment(said.get("seen")),
            own=row.session_key == own,
        )


def end(rows: QuerySet[LogIn], *, of: User, by: User) -> int:
    """End these log-ins of one person, and say so in the log if there were any."""
    count, _kinds = rows.filter(user=of).delete()
    if count:
        decide_at_the_gate("log_ins_ended", by=by, account=of.username, fields=[], groups=[])
    return count


def end_one(user: User, wanted: str) -> int:
    """End one of a person's own log-ins, by its handle."""
    keys = [one.pk for one in running().filter(user=user) if handle(one.pk) == wanted]
    return end(running().filter(pk__in=keys), of=user, by=user)


def everybody(site: AdminSite, request: Any) -> HttpResponse:
    """Who is logged in. POST ends all log-ins of one person, or takes their lost factors away."""
    if not request.user.has_perm("articles.end_log_ins"):
        raise PermissionDenied
    if request.method == "POST":
        return ended(request)
    own = request.session.session_key
    rows = sorted(shown(running(), own), key=lambda one: str(one.user).casefold())
    context = site.each_context(request) | {
        "title": _("Who is logged in"),
        "rows": rows,
        "people": User.objects.filter(is_active=True, is_staff=True).order_by("username"),
        "resets": request.user.has_perm("articles.change_user"),
    }
    return TemplateResponse(request, "admin/desk/everybody.html", context)


def ended(request: Any) -> HttpResponse:
    of = get_object_or_404(User, username=request.POST.get("user", "").replace("\0", ""))
    if request.POST.get("do") == "reset":
        may_reset = request.user.has_perm("articles.change_user")
        if not may_reset or (of.is_superuser and not request.user.is_superuser):
            raise PermissionDenied
        factors.forget_all(of, by=request.user)
        success(request, _("The second step of %(who)s is removed.") % {"who": of})
    end(LogIn.objects.all(), of=of, by=request.user)
    success(request, _("%(who)s is logged out everywhere.") % {"who": of})
    return HttpResponseRedirect(request.path)
