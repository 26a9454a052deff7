"""One page for every verb: what will happen, what must be said, and the button that does it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.drafts.errors import Overtaken, Refusal
from articles.drafts.models import Article
from articles.drafts.workflow import hold
from articles.reader.models import Edition

from .asking import form_of
from .consequences import consequences
from .impact import VERBS as IMPACT
from .impact import impact_of
from .offers import Look, look_at
from .verbs import VERBS

#: Verbs that are also given what was left empty: it is open again.
WHOLE = frozenset({"assign"})


def verb(admin: ModelAdmin, request: Any, pk: int, name: str) -> HttpResponse:
    """GET asks, POST does. What the press refuses is said in its own sentence."""
    article = get_object_or_404(Article.objects.select_related("section__parent"), pk=pk)
    if name not in VERBS or name == "purge":
        raise Http404
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    version = str(article.version)
    if request.method == "GET" and request.GET.get("seen", version) != version:
        messages.error(request, str(Overtaken(who=article.changed_by)))
        return home_of(article)
    look = look_at(article, request.user)
    form = form_of(name, look, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return act(request, name, look, form.cleaned_data)
        except Refusal as refusal:
            # The page comes back with every word that was typed on it.
            messages.error(request, str(refusal))
    return ask(admin, request, name, look, form)


def act(request: Any, name: str, look: Look, given: dict[str, Any]) -> HttpResponse:
    """Nobody approves words they have not seen: the page's version must be the row's."""
    article, seen = look.article, given.pop("seen")
    if name not in WHOLE:
        given = {option: value for option, value in given.items() if value}
    if name == "publish" and given.get("kind") == Edition.Kind.CORRECTION:
        name, given = "correct", {k: v for k, v in ({"note": ""} | given).items() if k != "kind"}
    with transaction.atomic():
        held = hold(article)
        if held.version != seen:
            raise Overtaken(who=held.changed_by)
        made = VERBS[name].act(held, by=request.user, given=given)
    messages.success(request, _("Done: %(verb)s.") % {"verb": VERBS[name].label})
    return home_of(made if isinstance(made, Article) else article)


def home_of(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def ask(
    admin: ModelAdmin, request: HttpRequest, name: str, look: Look, form: forms.Form
) -> HttpResponse:
    context = admin.admin_site.each_context(request) | {
        "title": VERBS[name].label,
        "name": name,
        "verb": VERBS[name],
        "look": look,
        "article": look.article,
        "form": form,
        "offered": look.would_succeed(name),
        "consequences": consequences(name, look),
        "impact": impact_of(look.article) if name in IMPACT else None,
        "may_work": admin.has_change_permission(request, look.article),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/verb.html", context)
