"""Preview: the page readers would get, drawn by the templates that will draw it."""

from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation

from articles.catalog.kinds import Kind
from articles.catalog.models import Section
from articles.drafts.models import Article
from articles.press.compose import compose, set_words
from articles.press.foresee import foresee
from articles.reader import clock
from articles.reader.models import Edition, Rendering, Story
from articles.reader.printing import render as printed
from articles.reader.related import Related, related
from articles.reader.stamps import look
from articles.reader.ticker import page_at
from articles.reader.views import around, shared

from . import proofs
from .private import private
from .unsaved import article_of, words_of, words_of_new


def page(admin: ModelAdmin, request: Any, pk: int | None = None) -> HttpResponse:
    """The working copy as it would be printed this moment; by POST, what the form says of it.

    Nothing is saved. A text that cannot be taken is answered with the reason (422).
    """
    article = found(pk) if pk else None
    able = (
        admin.has_view_permission(request, article)
        if article
        else admin.has_add_permission(request)
    )
    if not able:
        raise PermissionDenied
    if request.method == "POST":
        article, faults = article_of(request.POST, article)
        if faults:
            return private(HttpResponse("\n".join(faults), status=422, content_type="text/plain"))
        words, version = words_of(admin, request, article), article.version or 0
        edition = set_words(words, version=version, live_from=clock.now())
    elif article:
        edition = compose(article, live_from=clock.now())
    else:
        article = Article()
        edition = set_words(words_of_new(article), version=0, live_from=clock.now())
    story = Story.objects.filter(uid=article.uid).first()
    section = None if edition.story_kind == Kind.PAGE else article.section
    return private(drawn(request, edition, section, story, article))


def found(pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("section__parent"), pk=pk)


def drawn(
    request: Any,
    edition: Edition,
    section: Section | None,
    story: Story | None = None,
    article: Article | None = None,
    media: str = "",
) -> HttpResponse:
    """The page, in the site's language; without its story the edition is drawn as a first one.

    `media` is where its pictures are sent from, if whoever looks cannot enter the desk.
    """
    if story:
        edition.story, edition.kind = story, "update"
        edition.number = story.editions.count() + 1
    with translation.override(settings.LANGUAGE_CODE):
        rendering = printed(edition)
        context = {
            "story": story,
            "rendering": rendering,
            "related": others(article, edition, rendering),
            "section": section,
            "branch": section.branch if section else None,
            "headline": edition.headline,
            "share": shared(story.path, edition.headline) if story else "",
            "ticker": page_at(story.path) if story else None,
            "pictures": proofs.pictures(edition),
            "media": media or proofs.root(),
        }
        (catalog,) = look()
        return render(request, "reader/story.html", around(catalog) | context)


def others(article: Article | None, edition: Edition, rendering: Rendering) -> Related:
    """What the page says of other stories; without an article, in words only."""
    if article and article.pk:
        return foresee(article, edition, rendering)
    return related([], edition.links, rendering.body)
