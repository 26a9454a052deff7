"""The remarks of an article: read, said, answered and settled beside its form."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.drafts import remarking, telling, watching
from articles.drafts.errors import Refusal
from articles.drafts.models import Article, Remark, User
from articles.drafts.seeing import who_see
from articles.text.anchoring import Anchor, find
from articles.text.blocks import Unclean, split
from articles.text.calling import strangers

#: Colleagues offered at once, characters of a question.
OFFERED, LONGEST = 8, 60
STATES = {"resolve": remarking.resolve, "reopen": remarking.reopen}


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET shows; POST does what `do` names. With `part`, the answer is what the form shows."""
    rows = Article.objects.select_related("section__parent", "writer")
    article = get_object_or_404(rows, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return shown(admin, request, article)
    try:
        done(request, article)
    except Refusal as refusal:
        return shown(admin, request, article, refused=str(refusal))
    except Article.DoesNotExist as gone:
        raise Http404 from gone
    if "part" in request.POST:
        return shown(admin, request, article)
    return HttpResponseRedirect(reverse("admin:articles_article_remarks", args=[pk]))


def done(request: Any, article: Article) -> None:
    """Raises Refusal, or Http404 for a remark of another article."""
    what, user = request.POST.get("do", ""), request.user
    if what in STATES:
        STATES[what](thread_of(request, article), by=user)
    elif what == "say":
        say(request, article)
    elif what == "seen":
        telling.read(user, telling.unread(user).filter(article=article))
    elif what in {"watch", "unwatch"}:
        watching.turn(what, request.POST.get("on", ""), by=user)
    else:
        raise Http404


def say(request: Any, article: Article) -> None:
    said, user = request.POST, request.user
    names = ("block", "quote", "before", "after")
    text = said.get("text", "")
    thread = thread_of(request, article) if said.get("thread") else None
    remarking.remark(
        article,
        text,
        by=user,
        key=key_of(said.get("key", "")),
        anchor=Anchor(*(said.get(name, "") for name in names)),
        thread=thread,
    )
    known = {one.username for one in remarking.people_called(text)} | {user.username}
    if unknown := strangers(text, known):
        line = _("Nobody of this name sees the article, so nobody was told: %(names)s")
        messages.warning(request, line % {"names": ", ".join(f"@{one}" for one in unknown)})


def key_of(text: str) -> UUID:
    """A form that has lost its key says something once more rather than nothing."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def thread_of(request: Any, article: Article) -> Remark:
    key = request.POST.get("thread", "")
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    return get_object_or_404(article.remarks.filter(thread=None), pk=number)


def shown(admin: Any, request: Any, article: Article, *, refused: str = "") -> HttpResponse:
    """The page, or with `part` what stands beside the form; 400 there if something was refused."""
    part = "part" in request.GET or "part" in request.POST
    name = "remark_threads" if part else "remarks"
    rows = found(article)
    context = {
        "article": article,
        "open": [one for one in rows if one.resolved_at is None],
        "settled": [one for one in rows if one.resolved_at],
        "watching": watches(article, request.user),
        "unread": telling.unread(request.user).filter(article=article).exists(),
        "refused": refused,
        "typed": request.POST.get("text", "") if refused else "",
        "typed_in": request.POST.get("thread", "") if refused else "",
        "key": request.POST.get("key", "") if refused else uuid4(),
        "part": part,
    }
    if not part:
        context |= admin.admin_site.each_context(request)
        context |= {"title": _("Remarks"), "opts": Article._meta}
    status = 400 if refused and part else 200
    answer = TemplateResponse(request, f"admin/desk/{name}.html", context, status=status)
    add_never_cache_headers(answer)
    return answer


#: What is said of a passage: where its words are.
STANDS = {
    "here": "",
    "other": gettext_lazy("The passage reads differently now."),
    "gone": gettext_lazy("The passage is gone."),
}


def found(article: Article) -> list[Any]:
    """Every thread, each with how its passage stands in the text that is saved."""
    rows: list[Any] = remarking.threads(article)
    anchored = any(one.quote for one in rows)
    blocks = texts(article.body) if anchored else []
    for one in rows:
        one.stands, one.said_of_it = "", ""
        if one.anchor:
            spot = find(blocks, one.anchor)
            one.stands = "gone" if spot is None else "here" if spot.exact else "other"
            one.said_of_it = STANDS[one.stands]
    return rows


def texts(body: str) -> list[tuple[str, str]]:
    try:
        return [(one.id, one.text) for one in split(body)]
    except Unclean:
        return []


def watches(article: Article, user: User) -> list[dict[str, Any]]:
    """What can be watched from here, and what is."""
    rows = set(watching.watched(user).values_list("article", "section", "account"))
    offered: list[tuple[str, Any, str]] = [("article", article, _("This article"))]
    if article.section:
        offered.append(("section", article.section, str(article.section)))
    if article.writer and article.writer != user:
        offered.append(("account", article.writer, str(article.writer)))
    return [
        {
            "name": f"{kind}:{one.pk}",
            "label": label,
            "on": tuple(one.pk if kind == name else None for name in watching.KINDS) in rows,
        }
        for kind, one, label in offered
    ]


def colleagues(admin: ModelAdmin, request: Any) -> JsonResponse:
    """`?q=`: accounts that may see articles, by the beginning of any of their names."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    rows = named(text)[:OFFERED] if text else who_see().order_by("username")[:OFFERED]
    return JsonResponse({"people": [{"name": one.username, "said": str(one)} for one in rows]})


def named(text: str) -> QuerySet[User]:
    asked = Q(username__istartswith=text) | Q(first_name__istartswith=text)
    return who_see().filter(asked | Q(last_name__istartswith=text)).order_by("username")
