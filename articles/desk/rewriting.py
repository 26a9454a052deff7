"""A draft beside what its sources sent: what stands as it came, and what says something else."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.drafts.models import Article, Supplier
from articles.drafts.rewriting import Rewriting, rewritings, words_of
from articles.text.copied import check


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """One part a source."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    draft = words_of(article.standfirst, article.body)
    context = admin.admin_site.each_context(request) | {
        "title": _("Beside its source"),
        "opts": Article._meta,
        "article": article,
        "sources": [beside(one, draft) for one in rewritings(article)],
    }
    return TemplateResponse(request, "admin/desk/rewriting.html", context)


def beside(one: Rewriting, draft: str) -> dict[str, Any]:
    """What the page shows of one source; rows of words are marked in both texts."""
    printing = Supplier.Printing(one.printing).label if one.printing else ""
    return {
        "source": one.source,
        "printing": printing,
        "found": one.found,
        "percent": one.percent,
        "too_close": one.too_close,
        "theirs": marked(one.text, check(one.text, [draft]).copies),
        "ours": marked(draft, one.found.copies),
    }


def marked(text: str, copies: list[tuple[int, int]]) -> SafeString:
    """The text with these places marked."""
    ends = [0, *(end for _start, end in copies)]
    parts = [(text[ends[at] : start], text[start:end]) for at, (start, end) in enumerate(copies)]
    marks = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}", marks, text[ends[-1] :])
