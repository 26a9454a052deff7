"""A person's own page “Security”: what opens the desk for them, and where they are logged in."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import authenticate
from django.contrib.messages import error, success
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from articles.drafts import factors
from articles.drafts.errors import Refusal
from articles.drafts.models import Authenticator, LogIn, Passkey

from .adding import adding, papers
from .here import fresh, freshen
from .log_ins import end, end_one, running, shown

KINDS: dict[str, type[Authenticator | Passkey]] = {"app": Authenticator, "passkey": Passkey}


def page(site: AdminSite, request: Any) -> HttpResponse:
    """GET shows; POST does one thing: `do` names it."""
    if request.method == "POST":
        return done(site, request)
    user = request.user
    own = running().filter(user=user)
    context = site.each_context(request) | {
        "title": _("Security"),
        "factors": [
            (kind, one) for kind, model in KINDS.items() for one in model.objects.filter(user=user)
        ],
        "papers": user.recovery_codes.filter(used_at=None).count(),
        "required": factors.required(user),
        "log_ins": sorted(shown(own, request.session.session_key), key=lambda one: not one.own),
    }
    return TemplateResponse(request, "admin/desk/security.html", context)


def done(site: AdminSite, request: Any) -> HttpResponse:
    what, user = request.POST.get("do", ""), request.user
    here = HttpResponseRedirect(reverse("admin:security"))
    if what == "end":
        end_one(user, request.POST.get("log_in", ""))
    elif what == "end_others":
        own = request.session.session_key
        end(LogIn.objects.exclude(pk=own), of=user, by=user)
        success(request, _("You are logged out everywhere else."))
    elif not fresh(request):
        return confirmation(reverse("admin:security"))
    elif what == "codes" and factors.has_any(user):
        return papers(site, request, factors.new_recovery_codes(user), here.headers["Location"])
    elif what == "forget":
        forget(request)
    return here


def forget(request: Any) -> None:
    """Take one of one's own factors away."""
    model, key = KINDS.get(request.POST.get("kind", "")), request.POST.get("factor", "")
    own = model.objects.filter(user=request.user) if model and plain(key) else None
    found = own.filter(pk=key).first() if own else None
    if found is None:
        raise Http404
    try:
        factors.forget(request.user, found)
    except Refusal as refusal:
        error(request, str(refusal))


def plain(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) < 19


def add(site: AdminSite, request: Any) -> HttpResponse:
    if not fresh(request):
        return confirmation(request.path)

    def back() -> HttpResponse:
        success(request, _("From now on the second step is asked for."))
        return HttpResponseRedirect(reverse("admin:security"))

    return adding(site, request, request.user, back)


def confirmation(onward: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:confirm", query={"next": onward}))


def confirm(site: AdminSite, request: Any) -> HttpResponse:
    """The password once more. A wrong one counts like a wrong one at the log-in."""
    onward = safe(request, request.GET.get("next", ""))
    if request.method == "POST":
        name, password = request.user.get_username(), request.POST.get("password", "")
        if authenticate(request, username=name, password=password) == request.user:
            freshen(request)
            return HttpResponseRedirect(onward)
        error(request, _("That was not right. Try again."))
    context = site.each_context(request) | {"title": _("Your password once more")}
    return TemplateResponse(request, "admin/desk/confirm.html", context)


def safe(request: HttpRequest, where: str) -> str:
    ours = url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure())
    return where if ours else reverse("admin:security")
