"""Likely related stories, each with its reasons; and "you reported this on …".

They have an address of their own: the form is there first, and its script brings them in.
"""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.catalog.links import choices, kinds
from articles.drafts import saving
from articles.drafts.linking import link, part
from articles.drafts.models import Article, User
from articles.drafts.models.story_link import MOST
from articles.drafts.suggesting import NAMED, Candidate, suggest
from articles.text.likeness import likeness

from .standing import with_standing

#: A form asks for the list alone, anybody else for a page.
WITHIN_FORM = "in-form"
#: From here on two headlines are probably of one story.
SAME_STORY = 0.6
#: In the form: which article, and what became of it.
PREFIX, NO = "suggested-", "no"


@dataclass
class Suggestions:
    """Articles to choose from, and those that have said the same before."""

    likely: list[Candidate] = field(default_factory=list)
    #: Live stories under nearly the same headline.
    already: list[Article] = field(default_factory=list)


def suggestions(article: Article) -> Suggestions:
    found = suggest(article, 2 * NAMED)
    with_standing([one.article for one in found])
    already = [
        one.article
        for one in found
        if likeness(article.headline, one.article.headline) >= SAME_STORY
        and one.article.standing.live  # type: ignore[attr-defined]
    ]
    return Suggestions(found[:NAMED], already)


def answers(data: Any) -> dict[int, str]:
    """What was chosen for each suggested article: a kind, or "no"."""
    return {
        int(name.removeprefix(PREFIX)): data[name]
        for name in data
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal() and data[name]
    }


def accepted(data: Any) -> dict[int, str]:
    return {pk: kind for pk, kind in answers(data).items() if kind in kinds()}


def take(article: Article, chosen: dict[int, str]) -> None:
    """Link what was accepted; the caller has claimed the article."""
    linked = set(article.links.values_list("to", "kind"))
    for other in Article.objects.filter(pk__in=chosen).exclude(pk=article.pk):
        if (other.pk, chosen[other.pk]) not in linked and len(linked) < MOST:
            linked.add((other.pk, chosen[other.pk]))
            link(article, chosen[other.pk], to=other)


def refuse(article: Article, data: Any, *, by: User) -> None:
    """Remember what does not belong together; no word changes, so no version is made."""
    refused = [pk for pk, answer in answers(data).items() if answer == NO and pk != article.pk]
    part(article, Article.objects.filter(pk__in=refused), by=by)


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET shows them, alone or for the form to take in; POST answers, as saving the form does."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method == "POST":
        if not admin.has_change_permission(request, article):
            raise PermissionDenied
        return answered(request, pk)
    context = {
        "suggestions": suggestions(article),
        "link_kinds": choices(),
        "may": admin.has_change_permission(request, article),
    }
    if WITHIN_FORM in request.GET:
        return TemplateResponse(request, "admin/desk/suggestions.html", context)
    context |= admin.admin_site.each_context(request)
    context |= {"title": _("Suggestions"), "original": article, "opts": Article._meta}
    return TemplateResponse(request, "admin/desk/suggested.html", context)


@transaction.atomic
def answered(request: Any, pk: int) -> HttpResponse:
    """Link and refuse as asked; a link is a change of the article, so it makes a version."""
    article = Article.objects.select_for_update(no_key=True).get(pk=pk)
    refuse(article, request.POST, by=request.user)
    before = article.links.count()
    if chosen := accepted(request.POST):
        saving.claim(article, by=request.user)
        take(article, chosen)
        saving.record(article, by=request.user)
    made = article.links.count() - before
    said = ngettext("%(count)s story linked.", "%(count)s stories linked.", made)
    messages.success(request, said % {"count": made})
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
