"""The inbox of promises: stories that articles name and nobody has found yet."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.drafts.errors import Refusal as Refused
from articles.drafts.kinds import State
from articles.drafts.models import Article, StoryLink
from articles.drafts.suggesting import Candidate, candidates
from articles.press.accept import accept, refuse, settle, write_it
from articles.press.links import matches
from articles.reader.models import Story
from articles.text.blocks import split
from articles.text.headlines import normal
from articles.text.promises import promises

from .aiming import aim
from .counting import ShortPaginator
from .standing import with_standing

#: Promises on a page. For each a dozen statements look whom it may mean.
PAGE = 5


@dataclass
class Entry:
    """An open promise: the sentence it stands in, and whom it may mean."""

    promise: StoryLink
    before: str
    quoted: str
    after: str
    candidates: list[Candidate]


def open_promises() -> QuerySet[StoryLink]:
    rows = StoryLink.objects.promises().exclude(article__state=State.SPIKED)
    return rows.select_related("article__section__parent", "article__changed_by").order_by("-pk")


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """GET shows them, the newest first; POST settles one of them."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return act(admin, request)
    rows, before = open_promises(), request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    context = admin.admin_site.each_context(request) | {
        "title": _("Promises"),
        "entries": entries(found[:PAGE]),
        "older": found[PAGE - 1].pk if len(found) > PAGE else "",
        "open": how_many(open_promises()),
        "may": admin.has_change_permission(request),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/promises.html", context)


def how_many(rows: QuerySet[StoryLink]) -> int:
    """Counted no further than the lists count."""
    return ShortPaginator(rows, PAGE).count


def entries(found: list[StoryLink]) -> list[Entry]:
    """Each with its candidates, and of all of those at once what readers have."""
    made = [entry(one) for one in found]
    with_standing(one.article for entry in made for one in entry.candidates)
    return made


def entry(promise: StoryLink) -> Entry:
    said = promise.quoted or promise.named
    sentence = sentence_of(promise)
    before, found, after = sentence.partition(said)
    return Entry(promise, before if found else "", said, after, whom(promise))


def sentence_of(promise: StoryLink) -> str:
    """The sentence of the text that names it, or what is quoted alone."""
    blocks = [one.text for one in split(promise.article.body)]
    for one in promises([promise.article.standfirst, *blocks]):
        if normal(one.quoted) == promise.quoted_key:
            return one.sentence
    return promise.named


def whom(promise: StoryLink) -> list[Candidate]:
    """Those that match exactly, then those that are like it."""
    exact = Story.objects.filter(pk__in=set(matches(promise))).values_list("uid", flat=True)
    same = Article.objects.filter(uid__in=list(exact)).select_related("section__parent")
    sure = [Candidate(one, [_("the very same headline, address or number")]) for one in same]
    known = {one.article.pk for one in sure}
    words = promise.quoted or promise.wording
    likely = candidates(words, promise.article) if words else []
    return sure + [one for one in likely if one.article.pk not in known]


def act(admin: ModelAdmin, request: Any) -> HttpResponse:
    """One click, one promise. What is refused is said in its own sentence."""
    number = request.POST.get("promise", "")
    promise = get_object_or_404(StoryLink, pk=int(number) if number.isdecimal() else 0)
    if not admin.has_change_permission(request, promise.article):
        raise PermissionDenied
    back = HttpResponseRedirect(reverse("admin:articles_article_promises"))
    try:
        return settle_by(request, promise) or back
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back


def settle_by(request: Any, promise: StoryLink) -> HttpResponse | None:
    what, by = request.POST.get("do"), request.user
    if what == "settle":
        settle(promise, by=by)
        messages.success(request, _("It stays text."))
    elif what == "write":
        made = write_it(promise, by=by)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[made.pk]))
    elif other := chosen(request):
        do = refuse if what == "refuse" else accept
        do(promise, other, by=by)
        if do is accept:
            said = _("Found: readers see the link as soon as both stories are live.")
            messages.success(request, said)
    else:
        messages.error(request, _("No article has this headline or address."))
    return None


def chosen(request: HttpRequest) -> Article | None:
    """The candidate of the button, or the article that was typed."""
    number = request.POST.get("to", "")
    if number.isdecimal() and len(number) < 19:
        return Article.objects.filter(pk=int(number)).first()
    found: Article | None = aim(request.POST.get("find", "")).get("to")
    return found
