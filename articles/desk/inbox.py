"""The inbox: what is new for one person, what they watch, and whether it comes by mail."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.catalog.models import Section
from articles.drafts import telling, watching
from articles.drafts.errors import NoSuchThing, Refusal
from articles.drafts.models import Notice, User
from articles.drafts.seeing import sees, who_see
from articles.drafts.watching import turn

from .verbs import label_of

#: Lines of one page.
FEW = 50


def page(site: AdminSite, request: Any) -> HttpResponse:
    """GET: the newest lines, with `?before=` older ones. POST does one thing: `do` names it."""
    if not sees(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return done(request)
    user = request.user
    rows = lines(user, request.GET.get("before", ""))
    context = site.each_context(request) | {
        "title": _("Inbox"),
        "notices": rows[:FEW],
        "older": rows[FEW - 1].pk if len(rows) > FEW else None,
        "unread": telling.unread_count(user),
        "watched": list(watching.watched(user)),
        "sections": list(Section.objects.in_order()),
        "mail": user.mail_news,
        "address": user.email,
    }
    answer = TemplateResponse(request, "admin/desk/inbox.html", context)
    add_never_cache_headers(answer)
    return answer


def lines(user: User, before: str) -> list[Notice]:
    """One more than a page has, the newest first, in one statement."""
    rows = Notice.objects.filter(to=user).select_related("article", "by", "remark", "decision")
    rows = rows.defer("article__body")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: FEW + 1])
    for one in found:
        one.said = said(one)  # type: ignore[attr-defined]
    return found


def said(one: Notice) -> str:
    """What somebody did, as the line says it behind their name."""
    return label_of(one.decision.verb) if one.decision else one.get_kind_display()


def done(request: Any) -> HttpResponse:
    user, given = request.user, request.POST
    what = given.get("do", "")
    if what == "read":
        telling.read(user, chosen(user, given.get("notice", "")))
    elif what == "unread":
        chosen(user, given.get("notice", "")).update(read_at=None)
    elif what == "read_all":
        telling.read(user, telling.unread(user))
    elif what == "mail":
        telling.mail_from_now(user, given.get("mail") == "on")
    elif what in {"watch", "unwatch"}:
        watch(request, what)
    else:
        raise Http404
    return HttpResponseRedirect(reverse("admin:inbox"))


def chosen(user: User, key: str) -> QuerySet[Notice]:
    """One line of one's own."""
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    get_object_or_404(Notice, to=user, pk=number)
    return Notice.objects.filter(to=user, pk=number)


def watch(request: Any, what: str) -> None:
    """`on` names a thing; `person` is what somebody typed for a colleague."""
    typed = request.POST.get("person", "").replace("\0", "").strip().lstrip("@")
    on = request.POST.get("on", "")
    try:
        turn(what, f"account:{account(typed)}" if typed else on, by=request.user)
    except NoSuchThing:
        line = _("Nobody is called “%(name)s” here. Type the name of the account.")
        messages.error(request, line % {"name": typed} if typed else str(NoSuchThing()))
    except Refusal as refusal:
        messages.error(request, str(refusal))


def account(name: str) -> int:
    """The key of an account that may see articles, by its name; 0 if there is none."""
    found = who_see().filter(username__iexact=name).first()
    return found.pk if found else 0
