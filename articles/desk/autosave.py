"""The address the article's form talks to while somebody types."""

import json
from typing import Any
from uuid import UUID

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers

from articles.drafts import autosaving
from articles.drafts.models import Article, Autosave
from articles.text.blocks import Unclean, clean, without_ids

from .forms import ArticleForm, of_instance
from .tags import when

#: Bytes of one form; a body alone may have two million.
LONGEST = 3_000_000
FIELDS = ArticleForm.Meta.fields


class NotAForm(ValueError):
    """What was sent is no form of ours."""


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """GET lists what this person typed and did not save; POST keeps, or forgets, one tab's words.

    `?article=` names the article; without it the form of a new one is meant.
    """
    article = asked_for(request)
    able = (
        admin.has_change_permission(request, article)
        if article
        else admin.has_add_permission(request)
    )
    if not able:
        raise PermissionDenied
    try:
        said = told(request, article) if request.method == "POST" else listed(request, article)
    except NotAForm as error:
        return JsonResponse({"error": str(error)}, status=400)
    said |= {"csrf": get_token(request)}
    if article:
        said |= {
            "version": article.version,
            "who": str(article.changed_by),
            "others": autosaving.present(article, by=request.user),
        }
    response = JsonResponse(said)
    add_never_cache_headers(response)
    return response


def asked_for(request: Any) -> Article | None:
    key = request.GET.get("article", "")
    if not key:
        return None
    return get_object_or_404(
        Article.objects.select_related("changed_by"), pk=key if key.isdecimal() else 0
    )


def listed(request: Any, article: Article | None) -> dict[str, Any]:
    """Only what says something else than the article does now; the newest first."""
    rows = autosaving.unsaved(article, by=request.user)[:20]
    return {"unsaved": [shown(row) for row in rows if differs(row, article)]}


def shown(row: Autosave) -> dict[str, Any]:
    return {"tab": str(row.tab), "seen": row.seen, "at": when(row.at), "words": row.words}


def told(request: Any, article: Article | None) -> dict[str, Any]:
    said = parsed(request)
    tab = tab_of(said.get("tab"))
    if said.get("forget"):
        autosaving.forget(tab, by=request.user)
        return {}
    seen, words = said.get("seen"), said.get("words")
    row = autosaving.keep(
        article,
        by=request.user,
        tab=tab,
        seen=seen if isinstance(seen, int) and 0 <= seen < 2**31 else 0,
        words=None if words is None else form_of(words),
    )
    row.refresh_from_db()
    return {"at": when(row.at)}


def parsed(request: HttpRequest) -> dict[str, Any]:
    """Raises NotAForm, also for parts of a form, which whoever looked for the token has read."""
    try:
        body = request.body
    except RawPostDataException as error:
        raise NotAForm("no JSON") from error
    if len(body) > LONGEST:
        raise NotAForm("too long")
    try:
        said = json.loads(body)
    except ValueError as error:
        raise NotAForm("no JSON") from error
    if not isinstance(said, dict):
        raise NotAForm("no form")
    return said


def tab_of(value: Any) -> UUID:
    """Raises NotAForm."""
    try:
        return UUID(str(value))
    except ValueError as error:
        raise NotAForm("no tab") from error


def form_of(words: Any) -> dict[str, str]:
    """The form's own fields, as text. NUL is in no text, and PostgreSQL keeps none."""
    if not isinstance(words, dict):
        raise NotAForm("no words")
    kept = {name: words[name] for name in FIELDS if isinstance(words.get(name), str)}
    return {name: text.replace("\0", "") for name, text in kept.items()}


def differs(row: Autosave, article: Article | None) -> bool:
    """Whether the row has words that the article has not."""
    now = of_instance(article) if article else {}
    return any(
        words_of(name, text) != words_of(name, now.get(name, ""))
        for name, text in (row.words or {}).items()
        if name not in UNTYPED and (article or text)
    )


#: What a form holds in a writing of its own: a date, and topics in any order.
UNTYPED = ("live_from", "tags", "section", "lead", "urgency", "kind", "genre", "language")


def words_of(name: str, value: Any) -> str:
    text = str(value or "").replace("\r\n", "\n").strip()
    try:
        return without_ids(clean(text)) if name == "body" else text
    except Unclean:
        return text


def forget_tab(request: Any) -> None:
    """The form's words are a version now."""
    try:
        autosaving.forget(tab_of(request.POST.get("tab")), by=request.user)
    except NotAForm:
        return
