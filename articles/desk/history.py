"""History: versions and decisions as one timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.drafts.errors import Refusal
from articles.drafts.models import Article, Decision, User, Version
from articles.drafts.naming import name_version

from .standing import standing_of
from .tags import told_length, when
from .verbs import label_of as label_of_verb


@dataclass(frozen=True)
class Event:
    """One line: a save, or a decision."""

    at: datetime
    by: User | None
    what: str
    why: str
    kind: str
    #: The version a save made; 0 for a decision.
    number: int = 0
    #: What somebody calls that version.
    name: str = ""


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """Who did what, when and why, the last first."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    events = sorted([*saves(article), *decisions(article)], key=lambda one: one.at, reverse=True)
    context = admin.admin_site.each_context(request) | {
        "title": _("History"),
        "article": article,
        "events": events,
        "opts": Article._meta,
        "standing": standing_of(article),
        "may_restore": request.user.has_perm("articles.change_article"),
    }
    return TemplateResponse(request, "admin/desk/history.html", context)


def saves(article: Article) -> Iterator[Event]:
    versions = list(article.versions.select_related("by").order_by("number"))
    names = dict(article.version_names.values_list("number", "name"))
    if versions:
        yield event_of(versions[0], _("Written"), names)
    for before, after in pairwise(versions):
        yield event_of(after, changes(before.content, after.content), names)


def event_of(version: Version, what: str, names: dict[int, str]) -> Event:
    number = version.number
    title = _("Version %(number)d: %(what)s") % {"number": number, "what": what}
    name = names.get(number, "")
    return Event(version.at, version.by, title, version.note, "save", number, name)


def changes(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The labels of the fields that differ."""
    names = [name for name in after if (after[name] or None) != (before.get(name) or None)]
    return ", ".join(label_of(name) for name in names) or _("nothing changed")


def label_of(name: str) -> str:
    related = {"tags": _("topics"), "bylines": _("bylines"), "credits": _("credits")}
    related |= {"links": _("related stories")}
    if name in related:
        return related[name]
    field = Article._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def decisions(article: Article) -> Iterator[Event]:
    for one in Decision.objects.filter(uid=article.uid).select_related("by"):
        said = " · ".join(filter(None, (planned(one), one.why)))
        yield Event(one.at, one.by, label_of_verb(one.verb), said, "decision")


def planned(decision: Decision) -> str:
    """An assignment in words."""
    if decision.verb != "assign":
        return ""
    told = decision.details
    words = [
        (_("writes: %(who)s"), told.get("writer")),
        (_("edits: %(who)s"), told.get("editor")),
        (_("due %(who)s"), moment(told.get("wanted_by", ""))),
        ("%(who)s", told.get("length") and told_length(told["length"], told["measure"])),
    ]
    return ", ".join(word % {"who": value} for word, value in words if value) or _("nobody")


def moment(iso: str) -> str:
    found = parse_datetime(iso)
    return when(found) if found else ""


def name(admin: ModelAdmin, request: Any, pk: int, number: int) -> HttpResponse:
    """POST calls a version by a name, or by none."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        name_version(article, number, request.POST.get("name", ""), by=request.user)
    except Version.DoesNotExist as error:
        raise Http404 from error
    except Refusal as refusal:
        raise PermissionDenied from refusal
    return HttpResponseRedirect(reverse("admin:articles_article_history", args=[pk]))
