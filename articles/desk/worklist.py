"""One click makes a worklist of what links to a story; one click each works it off."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext

from articles.drafts.models import Article, Recheck
from articles.drafts.rechecking import ask, done

from .impact import linking

#: In the list of articles: those that are on it.
FILTER = "?plan=recheck"


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """POST alone: with `done` one is worked off, without it all that link here are put on."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if "done" in request.POST:
        for one in Recheck.objects.filter(article=article).select_related("article", "cause"):
            done(one, by=request.user)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
    count = ask(linking(article), article, by=request.user)
    said = ngettext(
        "%(count)s article is to be looked at again.",
        "%(count)s articles are to be looked at again.",
        count,
    )
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("admin:articles_article_changelist") + FILTER)
