"""Proof beside the form: what the checks say of it as it stands. Nothing is saved or sent out."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from articles.drafts.models import Article
from articles.press.proof import proof

from .preview import found
from .private import private
from .unsaved import article_of, words_of


def page(admin: ModelAdmin, request: Any, pk: int | None = None) -> HttpResponse:
    """POST the form: the list of findings, for its place on the page."""
    article = typed(admin, request, pk)
    if isinstance(article, HttpResponse):
        return article
    said = proof(article, words=words_of(admin, request, article))
    # That names are missing the status says already.
    findings = [one for one in said if one.code != "unsigned"]
    return private(render(request, "admin/desk/findings.html", {"findings": findings}))


def typed(admin: ModelAdmin, request: Any, pk: int | None) -> Article | HttpResponse:
    """The article as the form that was sent would make it, unsaved; or why there is none.

    A text that cannot be taken is answered with the reason (422).
    """
    article = found(pk) if pk else None
    able = (
        admin.has_change_permission(request, article)
        if article
        else admin.has_add_permission(request)
    )
    if not able:
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    formed, faults = article_of(request.POST, article)
    if faults:
        return private(HttpResponse("\n".join(faults), status=422, content_type="text/plain"))
    return formed
