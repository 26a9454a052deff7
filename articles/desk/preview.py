"""Preview: the page readers would get, drawn by the templates that will draw it."""

from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from articles.drafts.models import Article
from articles.press.compose import compose
from articles.reader import clock
from articles.reader.models import Story
from articles.reader.printing import render as printed
from articles.reader.stamps import look
from articles.reader.views import around


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """The working copy as it would be printed this moment. Never stored, never indexed."""
    article = get_object_or_404(Article.objects.select_related("section__parent"), pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    edition = compose(article, live_from=clock.now())
    if story := Story.objects.filter(uid=article.uid).first():
        edition.story, edition.kind = story, "update"
        edition.number = story.editions.count() + 1
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "story": story,
            "rendering": printed(edition),
            "section": article.section,
            "headline": article.headline,
        }
        (catalog,) = look()
        response = render(request, "reader/story.html", around(catalog) | context)
    response["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(response)
    return response
