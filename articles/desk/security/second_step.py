"""The second step of a log-in: a code, or a passkey; a wrong one counts like a wrong password."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.contrib.admin import AdminSite
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.drafts import factors
from articles.drafts.models import User
from articles.reader import clock

from . import passkeys
from .adding import adding
from .waiting import Waiting, enter, waiting


def page(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """GET asks, POST answers. Whoever has not done the first step is sent there."""
    who = waiting(request)
    if who is None:
        return HttpResponseRedirect(reverse("admin:login"))
    if request.method != "POST":
        return asked(site, request, who)
    given = {"username": who.user.get_username()}
    if not AxesProxyHandler.is_allowed(request, given):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        return get_lockout_response(request, credentials=given)
    if answered(request, who.user):
        return enter(request, who)
    user_login_failed.send(sender=__name__, credentials=given, request=request)
    return asked(site, request, who, _("That was not right. Try again."))


def answered(request: HttpRequest, user: User) -> bool:
    at, answer = clock.now(), request.POST.get("credential", "")
    if answer:
        return passkeys.opens(request, user, answer, at)
    return factors.opens(user, request.POST.get("code", ""), at)


def asked(site: AdminSite, request: HttpRequest, who: Waiting, error: str = "") -> HttpResponse:
    keys = who.user.passkeys.exists()
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("Second step"),
        "error": error,
        "options": passkeys.to_open(request, who.user) if keys else "",
        "app": who.user.authenticators.exists(),
        "papers": who.user.recovery_codes.filter(used_at=None).exists(),
    }
    return TemplateResponse(request, "admin/desk/second_step.html", context)


def first_factor(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Where the role needs a second step and there is none yet: it is set up before the desk opens.

    The password alone leads here, but nobody comes here any more once there is a factor.
    """
    who = waiting(request)
    if who is None:
        return HttpResponseRedirect(reverse("admin:login"))
    if factors.has_any(who.user):
        return HttpResponseRedirect(reverse("admin:second_step"))
    return adding(site, request, who.user, lambda: enter(request, who))
