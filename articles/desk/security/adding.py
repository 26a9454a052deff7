"""Setting up an app or a passkey: the same page on the first log-in and later."""

from collections.abc import Callable
from typing import Any

import pyotp
import segno
from django.contrib.admin import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.catalog.models import House
from articles.drafts import factors
from articles.drafts.models import User
from articles.reader import clock

from . import passkeys

#: Where the secret waits, sealed, until a code has proved that the app knows it.
KEY = "new_app"
LONGEST_NAME = 60


def adding(
    site: AdminSite, request: HttpRequest, user: User, done: Callable[[], HttpResponse]
) -> HttpResponse:
    """GET offers, POST keeps. With the first factor come the codes on paper, shown this once."""
    if request.method != "POST":
        return offered(site, request, user)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        first = not factors.has_any(user)
        kept = added(request, user)
        codes = factors.new_recovery_codes(user) if kept and first else []
    if not kept:
        return offered(site, request, user, _("That was not right. Try again."))
    answer = done()
    if codes:
        return papers(site, request, codes, answer.headers.get("Location", ""))
    return answer


def added(request: HttpRequest, user: User) -> bool:
    answer = request.POST.get("credential", "")
    typed = request.POST.get("name", "").strip()[:LONGEST_NAME]
    name = "".join(one for one in typed if one.isprintable())
    if answer:
        return passkeys.make(request, user, answer, name or "Passkey")
    sealed, code = request.session.get(KEY, ""), request.POST.get("code", "")
    kept = factors.add_app(user, sealed, code, name=name or _("App"), at=clock.now())
    if kept:
        del request.session[KEY]
    return kept


def offered(site: AdminSite, request: HttpRequest, user: User, error: str = "") -> HttpResponse:
    """The secret stays the same while somebody mistypes the code."""
    sealed = request.session.setdefault(KEY, factors.seal(pyotp.random_base32()))
    secret = factors.unseal(sealed)
    app = pyotp.TOTP(secret, name=user.get_username(), issuer=House.objects.newest().name)
    context: dict[str, Any] = site.each_context(request) | {
        "title": _("Set up the second step"),
        "error": error,
        "picture": drawn(app.provisioning_uri()),
        "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "options": passkeys.to_make(request, user),
        "required": factors.required(user) and not factors.has_any(user),
    }
    return TemplateResponse(request, "admin/desk/add_factor.html", context)


def drawn(address: str) -> str:
    """As a picture that a telephone reads, dark on white on every background."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, light="#fff"))


def papers(site: AdminSite, request: HttpRequest, codes: list[str], where: str) -> HttpResponse:
    """The one page that shows recovery codes."""
    context = site.each_context(request) | {
        "title": _("Recovery codes"),
        "codes": codes,
        "onward": where,
    }
    answer = TemplateResponse(request, "admin/desk/recovery_codes.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
