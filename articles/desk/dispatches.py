"""One dispatch: what its source said part by part, what it would change, and what to do with it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.drafts.errors import Refusal
from articles.drafts.models import Article, Dispatch
from articles.text.blocks import plain
from articles.text.comparing import blocks, words

from .comparison import Row
from .history import label_of

#: Does it, and says what became of it. The front door furnishes them from the wire.
Answer = Callable[..., str]
State = Dispatch.State
#: Which answers a dispatch may be given, the first one being the obvious one.
OFFERS: dict[str, tuple[str, ...]] = {
    State.OFFERED: ("take_over", "see"),
    State.KILLED: ("see",),
    State.WITHHELD: ("see",),
    State.REFUSED: ("again",),
}
LABELS = {
    "take_over": gettext_lazy("Take over into the article"),
    "see": gettext_lazy("Seen: leave the article as it is"),
    "again": gettext_lazy("Try again"),
}
#: Versions of one story that are looked through.
KIN = 100
#: By its name in the record: what the desk calls a part.
PARTS = {
    "kicker": gettext_lazy("kicker"),
    "headline": gettext_lazy("headline"),
    "short_headline": gettext_lazy("short headline"),
    "lead": gettext_lazy("standfirst"),
    "byline": gettext_lazy("byline"),
    "dateline": gettext_lazy("dateline"),
    "genre": gettext_lazy("genre"),
    "language": gettext_lazy("language"),
    "embargo": gettext_lazy("not before"),
    "notes": gettext_lazy("notes to editors"),
    "corrections": gettext_lazy("corrections"),
}
#: What of a piece is compared with the article, and the article's name for it.
COMPARED = {"headline": "headline", "short_headline": "short_headline", "lead": "standfirst"}


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET shows it, POST answers it."""
    rows = Dispatch.objects.without_files().select_related("article", "seen_by")
    dispatch = get_object_or_404(rows, pk=pk)
    if not admin.has_view_permission(request, dispatch):
        raise PermissionDenied
    if request.method == "POST":
        return answer(admin, request, dispatch)
    article = dispatch.article
    asking = dispatch.state == State.OFFERED and article is not None
    context = admin.admin_site.each_context(request) | {
        "title": _("Dispatch"),
        "opts": Dispatch._meta,
        "dispatch": dispatch,
        "parts": list(parts(dispatch.told)),
        "origin": dispatch.told.get("origin", {}),
        "rows": list(differing(article, dispatch.told)) if asking and article else [],
        "blocks": blocks(article.body, dispatch.told["body"]) if asking and article else [],
        "text": "" if asking else plain(dispatch.told.get("body", "")),
        "kin": list(kin_of(dispatch)),
        "offers": offers(dispatch, request.user),
    }
    return TemplateResponse(request, "admin/desk/dispatch.html", context)


def kin_of(dispatch: Dispatch) -> Iterator[Dispatch]:
    """What other suppliers sent of the same story, the newest version of each."""
    rows = Dispatch.objects.without_files().filter(kin=dispatch.kin).exclude(kin=None)
    seen = {(dispatch.source, dispatch.guid)}
    for one in rows.order_by("-number", "-id")[:KIN]:
        if (one.source, one.guid) not in seen:
            seen.add((one.source, one.guid))
            yield one


def offers(dispatch: Dispatch, user: Any) -> list[tuple[str, Any]]:
    """What this person may do with it: name and label."""
    if dispatch.seen_at or not user.has_perm("articles.change_article"):
        return []
    return [(name, LABELS[name]) for name in OFFERS.get(dispatch.state, ())]


def answer(admin: Any, request: Any, dispatch: Dispatch) -> HttpResponse:
    """Do what was asked for, and say what became of it."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    name = request.POST.get("answer", "")
    if name not in OFFERS.get(dispatch.state, ()):
        raise Http404
    try:
        messages.success(request, admin.answers[name](dispatch, by=request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if dispatch.article:
        where = reverse("admin:articles_article_change", args=[dispatch.article.pk])
    else:
        where = reverse("admin:articles_dispatch_changelist")
    return HttpResponseRedirect(where)


def file(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """The file as it came, to be kept and never to be opened by a browser."""
    dispatch = get_object_or_404(Dispatch, pk=pk)
    if not admin.has_view_permission(request, dispatch):
        raise PermissionDenied
    found = HttpResponse(bytes(dispatch.content), content_type="application/octet-stream")
    found["Content-Disposition"] = f'attachment; filename="dispatch-{pk}"'
    found["Cache-Control"] = "no-store"
    return found


def parts(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Label and words of what a source said, the text apart."""
    for name, label in PARTS.items():
        value = told.get(name)
        if value:
            yield str(label), "\n".join(value) if isinstance(value, list) else str(value)
    if found := told.get("subjects"):
        yield _("subjects"), ", ".join(one["name"] for one in found)
    for one in told.get("pictures", ()):
        said = [one[name] for name in ("caption", "credit", "address") if one[name]]
        yield _("picture"), " · ".join(said)


def differing(article: Article, told: dict[str, Any]) -> Iterator[Row]:
    """The lines in which it says something else than the article."""
    for name, field in COMPARED.items():
        before, after = getattr(article, field), told.get(name, "")
        if before != after:
            yield Row(label_of(field), words(before, after))
