"""Two versions side by side, or what readers have against what the desk has; and going back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.catalog.models import Picture
from articles.drafts.errors import Refusal
from articles.drafts.linking import written
from articles.drafts.models import Article, Version
from articles.drafts.restoring import restore_version
from articles.drafts.saving import snapshot
from articles.press.digest import FIELDS
from articles.reader.models import Edition
from articles.text.comparing import Piece, blocks, words

from .conflict import shown
from .history import label_of
from .parts import worded

#: Words in an address for what is no numbered version.
LIVE, NOW = "live", "now"
ROWS = ("bylines", "credits", "links")


@dataclass(frozen=True)
class Row:
    """A field that differs, as one line of words."""

    label: str
    pieces: list[Piece]


def page(admin: ModelAdmin, request: Any, pk: int, before: str, after: str) -> HttpResponse:
    """What changed from `before` to `after`: each a version's number, "live" or "now"."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    old, new = content(article, before), content(article, after)
    context = admin.admin_site.each_context(request) | {
        "title": _("What changed"),
        "article": article,
        "opts": Article._meta,
        "before": name_of(before),
        "after": name_of(after),
        "rows": list(rows(old, new)),
        "blocks": blocks(old.get("body", ""), new.get("body", "")),
        "side": request.GET.get("view") == "side",
        "restorable": int(before) if before.isdecimal() and int(before) != article.version else 0,
        "may_restore": request.user.has_perm("articles.change_article"),
    }
    return TemplateResponse(request, "admin/desk/comparison.html", context)


def content(article: Article, name: str) -> dict[str, Any]:
    """What a version, the live edition or the working copy says. Raises Http404."""
    if name == NOW:
        return snapshot(article)
    if name == LIVE:
        edition = Edition.objects.filter(story__uid=article.uid).current().first()
        if edition is None:
            raise Http404
        printed = {field: getattr(edition, field) for field in FIELDS if field != "format"}
        # An edition keeps no word of the stories it leads to; the working copy knows them.
        known = {one.key: written(one) for one in article.links.select_related("to")}
        printed["links"] = [known.get(one["key"], {}) | one for one in edition.links]
        return printed | led_by(edition)
    if not name.isdecimal():
        raise Http404
    found: dict[str, Any] = get_object_or_404(Version, article=article, number=name).content
    return found


def led_by(edition: Edition) -> dict[str, Any]:
    """The lead picture as a version names it."""
    lead = next((one for one in edition.pictures if one["role"] == "lead"), None)
    picture = Picture.objects.filter(key=lead["key"]).first() if lead else None
    return {"lead_id": picture and picture.pk, "lead_caption": lead["own"] if lead else ""}


def name_of(name: str) -> str:
    named = {LIVE: _("What readers have"), NOW: _("What the desk has")}
    return named.get(name) or _("Version %(number)s") % {"number": name}


def rows(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Row]:
    """Every field that both have and that differs, the text apart."""
    for name in new:
        if name == "body" or name not in old or old[name] == new[name]:
            continue
        before, after = in_words(name, old[name]), in_words(name, new[name])
        if before != after:
            yield Row(label_of(name), words(before, after))


def in_words(name: str, value: Any) -> str:
    if name == "tags":
        return ", ".join(value)
    if name in ROWS:
        return worded(value)
    field = Article._meta.get_field(name).name  # versions keep a relation by its column
    return shown(field, "" if value is None else value, Article)


def restore(admin: ModelAdmin, request: Any, pk: int, number: int) -> HttpResponse:
    """POST makes the old version the newest; nothing is lost by it."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        made = restore_version(article, number, by=request.user)
    except Version.DoesNotExist as error:
        raise Http404 from error
    except Refusal as refusal:
        raise PermissionDenied from refusal
    said = _("Version %(old)d is back, as version %(new)d.")
    messages.success(request, said % {"old": number, "new": made.number})
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
