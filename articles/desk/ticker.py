"""A ticker at the desk: one page to write on, and all that was written below it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.catalog.kinds import Kind
from articles.drafts import jotting
from articles.drafts.errors import Refusal
from articles.drafts.models import Article, Decision, User
from articles.drafts.rights import may
from articles.press.add_entry import add_entry
from articles.press.close_ticker import close_ticker, reopen_ticker
from articles.press.correct_entry import correct_entry
from articles.press.errors import AlreadyThere
from articles.press.point_out import point_out
from articles.press.recall_entry import recall_entry
from articles.press.undo import GRACE
from articles.reader import clock, keyset
from articles.reader.models import Entry, Story
from articles.text.blocks import plain
from articles.text.ids import block_id, is_block_id

from .autosave import NotAForm, parsed
from .tags import when
from .ticker_form import CorrectionForm, EntryForm

#: Entries on a page.
PAGE = 50
#: What one button does to the entry that it stands beside, or to the ticker.
BUTTONS: dict[str, Callable[..., Any]] = {
    "recall": recall_entry,
    "point": lambda article, **given: point_out(article, key_point=True, **given),
    "unpoint": lambda article, **given: point_out(article, key_point=False, **given),
    "close": lambda article, *, by, key: close_ticker(article, by=by),
    "reopen": lambda article, *, by, key: reopen_ticker(article, by=by),
}


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET shows the form and the entries; POST adds one, or does what a button says."""
    article, able = asked_for(admin, request, pk)
    form = EntryForm(initial=jotting.taken_up(article, by=request.user))
    if request.method == "POST":
        if not able:
            raise PermissionDenied
        if "do" in request.POST:
            return pressed(request, article)
        form = EntryForm(request.POST)
        if form.is_valid() and sent(request, article, form):
            return back(article)
    return shown(admin, request, article, form=form, able=able)


def asked_for(admin: ModelAdmin, request: Any, pk: int) -> tuple[Article, bool]:
    """The ticker, and whether this person may write in it; who sees no articles sees none."""
    article = get_object_or_404(Article.objects.select_related("section__parent"), pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    if article.kind != Kind.TICKER:
        raise Http404
    story = story_of(article)
    places = (article.section, story.section) if story else (article.section,)
    return article, may(request.user, "ticker_article", *places)


def story_of(article: Article) -> Story | None:
    return Story.objects.select_related("section__parent").filter(uid=article.uid).first()


def sent(request: Any, article: Article, form: EntryForm) -> bool:
    """Whether readers have it now. What the press refuses leaves every word where it was typed."""
    given = form.cleaned_data
    try:
        add_entry(article, by=request.user, **given)
    except Refusal as refusal:
        if isinstance(refusal, AlreadyThere):
            form.data = {**request.POST.dict(), "key": block_id()}
        messages.error(request, str(refusal))
        return False
    jotting.forget(article, by=request.user, key=given["key"])
    messages.success(request, _("Readers have it."))
    return True


def pressed(request: Any, article: Article) -> HttpResponse:
    do = BUTTONS.get(request.POST["do"])
    if do is None:
        raise Http404
    try:
        do(article, by=request.user, key=request.POST.get("key", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(article)


def back(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_ticker", args=[article.pk]))


def entry(admin: ModelAdmin, request: Any, pk: int, key: str) -> HttpResponse:
    """Correcting one entry: its words as they stand, and what was wrong."""
    article, able = asked_for(admin, request, pk)
    if not able:
        raise PermissionDenied
    rows = Entry.objects.standing().filter(story__uid=article.uid)
    found = get_object_or_404(rows, key=key)
    form = CorrectionForm(request.POST or None, initial=words_of(found))
    if request.method == "POST" and form.is_valid():
        given = {n: v for n, v in form.cleaned_data.items() if n != "key_point"}
        try:
            correct_entry(article, by=request.user, **given | {"key": key})
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Corrected, and readers are told."))
            return back(article)
    return drawn(admin, request, "admin/desk/ticker_entry.html", article, form=form, entry=found)


def words_of(entry: Entry) -> dict[str, Any]:
    """As they would be typed."""
    edition = entry.editions.latest("number")
    return {
        "headline": edition.headline,
        "text": plain(edition.body),
        "seen": edition.number,
        "key": entry.key,
    }


def keep(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """Keeps what is typed and not sent; POST alone, as JSON."""
    article, able = asked_for(admin, request, pk)
    if not able:
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        said = parsed(request)
        key, words = str(said.get("key", "")), typed(said.get("words"))
    except NotAForm as error:
        return JsonResponse({"error": str(error)}, status=400)
    if not is_block_id(key):
        return JsonResponse({"error": "no key"}, status=400)
    if words["text"].strip() or words["headline"].strip():
        row = jotting.keep(article, by=request.user, key=key, words=words)
        row.refresh_from_db()
        answer = JsonResponse({"at": when(row.at), "csrf": get_token(request)})
    else:
        jotting.forget(article, by=request.user, key=key)
        answer = JsonResponse({"at": "", "csrf": get_token(request)})
    add_never_cache_headers(answer)
    return answer


def typed(words: Any) -> dict[str, Any]:
    """The form's own fields. NUL is in no text, and PostgreSQL keeps none. Raises NotAForm."""
    if not isinstance(words, dict):
        raise NotAForm("no words")
    kept: dict[str, Any] = {
        name: str(words.get(name, "")).replace("\0", "")[:longest]
        for name, longest in (("headline", 1_000), ("text", 100_000))
    }
    return kept | {"key_point": words.get("key_point") is True}


def shown(
    admin: ModelAdmin, request: HttpRequest, article: Article, *, form: EntryForm, able: bool
) -> HttpResponse:
    for name in ("headline", "text"):
        form.fields[name].widget.attrs["lang"] = article.language
    story = story_of(article)
    live = story is not None and not story.withdrawn and story.live_from <= clock.now()
    rows, older = entries(story, request.GET.get("before", "")) if story else ([], "")
    return drawn(
        admin,
        request,
        "admin/desk/ticker.html",
        article,
        form=form,
        story=story,
        entries=rows,
        older=older,
        live=live,
        may_write=able and live and story is not None and story.closed_at is None,
        able=able,
    )


def drawn(
    admin: ModelAdmin, request: HttpRequest, template: str, article: Article, **more: Any
) -> HttpResponse:
    context = admin.admin_site.each_context(request) | {
        "title": _("Ticker"),
        "article": article,
        "opts": Article._meta,
        **more,
    }
    answer = TemplateResponse(request, template, context)
    add_never_cache_headers(answer)
    return answer


def entries(story: Story, before: str) -> tuple[list[dict[str, Any]], str]:
    """The newest, what was recalled among them; and the place where the next page goes on."""
    rows: Any = Entry.objects.filter(story=story).newest_first().prefetch_related("editions")
    if place := keyset.decode(before):
        rows = keyset.older(rows, place, "id")
    found = list(rows[: PAGE + 1])
    older = keyset.encode(found[PAGE - 1].live_from, found[PAGE - 1].pk) if found[PAGE:] else ""
    writers = writers_of(story, [one.key for one in found[:PAGE]])
    now = clock.now()
    return [row_of(one, writers.get(one.key), now) for one in found[:PAGE]], older


def row_of(entry: Entry, writer: User | None, now: Any) -> dict[str, Any]:
    newest = max(entry.editions.all(), key=lambda one: one.number)
    left = entry.live_from + GRACE - now
    return {
        "entry": entry,
        "headline": newest.headline,
        "text": plain(newest.body),
        "corrections": newest.number - 1,
        "by": writer,
        #: Seconds in which it can still be recalled.
        "left": max(0, int(left / timedelta(seconds=1))),
    }


def writers_of(story: Story, keys: list[str]) -> dict[str, User | None]:
    """Who added which, from the log."""
    rows = Decision.objects.filter(uid=story.uid, verb="add_entry", details__entry__in=keys)
    return {one.details["entry"]: one.by for one in rows.select_related("by")}
