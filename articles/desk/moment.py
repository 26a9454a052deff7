"""The site as readers will see it at a moment to come, for the desk to walk through."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils import timezone, translation

from articles.reader import clock
from articles.reader.models import Edition
from articles.reader.views import not_found
from articles.reader.wall.session import as_of

from .fields import MomentField
from .private import lined, private

SITE = "articles.reader.urls"
#: A file of a picture: readers may not have it yet.
FILE = re.compile(r'(?<=[" ])/media/(?=[0-9a-f]{64}\.)')
#: A link or a form of the site's own, in HTML that our templates wrote.
OWN = re.compile(r'(<(?:a|form)\b[^>]*?\s(?:href|action)=")/(?!/)')


def page(request: HttpRequest, at: str = "", path: str = "") -> HttpResponse:
    """One page of the site, at a moment written as the newsroom's clock shows it.

    Without a moment in the address, the one asked for (`?at=&path=`), or the last that is
    scheduled: all that is due is then out.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if not at:
        return chosen(request)
    try:
        moment = parsed(at)
    except ValidationError as error:
        raise Http404 from error
    response = seen(moment, f"/{path}", request.GET)
    if response.has_header("Location"):
        response["Location"] = address(moment, urlsplit(response["Location"]).path)
    elif response["Content-Type"].startswith("text/html"):
        framed(request, response, moment, f"/{path}")
    return private(response, form_action="'self'")


def chosen(request: HttpRequest) -> HttpResponse:
    wanted, path = request.GET.get("at", ""), request.GET.get("path", "/")
    if not (path.startswith("/") and path.isprintable()):
        path = "/"
    try:
        moment = parsed(wanted) if wanted else last_due()
    except ValidationError as error:
        context = bar(clock.now(), path) | {"faults": error.messages}
        page = render(request, "admin/desk/no_moment.html", context, status=400)
        return private(page, form_action="'self'")
    return private(HttpResponseRedirect(address(moment, path)))


def parsed(text: str) -> datetime:
    """A moment of the newsroom's zone. Raises ValidationError, also where clocks skip it."""
    moment: datetime = MomentField().clean(text)
    return moment


def last_due() -> datetime:
    found: datetime | None = Edition.objects.due().aggregate(last=Max("live_from"))["last"]
    return found or clock.now()


def address(moment: datetime, path: str) -> str:
    at = timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M:%S")
    return reverse("admin:as_of_page", kwargs={"at": at, "path": path.lstrip("/")})


def seen(moment: datetime, path: str, asked: QueryDict) -> Any:
    """What the site answers at that moment: its own view, in the preview's role."""
    inner: Any = HttpRequest()
    inner.method, inner.path, inner.path_info, inner.GET = "GET", path, path, asked
    with translation.override(settings.LANGUAGE_CODE), as_of(moment):
        try:
            match = resolve(path, SITE)
            response: HttpResponseBase = match.func(inner, *match.args, **match.kwargs)
        except Http404:
            response = not_found(inner)
        return response


def framed(
    request: HttpRequest, response: HttpResponse, moment: datetime, path: str, **more: Any
) -> None:
    """Say the moment above the page, and let its links stay in it; `more` is for the bar."""
    text = OWN.sub(rf"\g<1>{address(moment, '/')}", response.content.decode())
    text = FILE.sub(f"{address(moment, '/')}media/", text)
    line = render_to_string("admin/desk/moment_bar.html", bar(moment, path) | more, request)
    response.content = lined(text, line)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


def bar(moment: datetime, path: str) -> dict[str, Any]:
    return {
        "moment": moment,
        "path": path,
        "back": reverse("admin:index"),
        "action": reverse("admin:as_of"),
    }
