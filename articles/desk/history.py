"""History: versions and decisions as one timeline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.drafts.models import Article, Decision, User, Version

from .standing import standing_of
from .verbs import label_of as label_of_verb


@dataclass(frozen=True)
class Event:
    """One line: a save, or a decision."""

    at: datetime
    by: User
    what: str
    why: str
    kind: str
    #: The version a save made; 0 for a decision.
    number: int = 0


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
    if versions:
        yield event_of(versions[0], _("Written"))
    for before, after in pairwise(versions):
        yield event_of(after, changes(before.content, after.content))


def event_of(version: Version, what: str) -> Event:
    title = _("Version %(number)d: %(what)s") % {"number": version.number, "what": what}
    return Event(version.at, version.by, title, version.note, "save", version.number)


def changes(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The labels of the fields that differ."""
    names = [name for name in after if (after[name] or None) != (before.get(name) or None)]
    return ", ".join(label_of(name) for name in names) or _("nothing changed")


def label_of(name: str) -> str:
    related = {"tags": _("topics"), "bylines": _("bylines"), "credits": _("credits")}
    related |= {"links": _("related stories")}
    if name in related:
        return related[name]
    field = Article._meta.get_field(name.removesuffix("_id"))
    return str(getattr(field, "verbose_name", name))


def decisions(article: Article) -> Iterator[Event]:
    for one in Decision.objects.filter(uid=article.uid).select_related("by"):
        yield Event(one.at, one.by, label_of_verb(one.verb), one.why, "decision")
