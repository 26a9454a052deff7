"""One page for every verb: what will happen, what must be said, and the button that does it."""

from datetime import datetime
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
from django.utils.translation import gettext_lazy

from articles.drafts.errors import Overtaken, Refusal
from articles.drafts.models import Article
from articles.drafts.workflow import hold
from articles.reader import clock
from articles.reader.models import Edition, Gone

from .fields import MomentField
from .impact import VERBS as IMPACT
from .impact import impact_of
from .offers import Look, look_at
from .verbs import VERBS, Verb

LATER = {"update": Edition.Kind.UPDATE, "minor": Edition.Kind.MINOR}


def fields_of(name: str, look: Look) -> dict[str, forms.Field]:
    """What this verb asks, in the order in which a person thinks of it."""
    public = name in {"publish", "correct", "withdraw"}
    note = gettext_lazy("What readers are told") if public else gettext_lazy("Note for the log")
    kinds = Gone.Kind.choices if name == "withdraw" else [(k, v.label) for k, v in LATER.items()]
    possible: dict[str, forms.Field] = {
        "kind": forms.ChoiceField(label=gettext_lazy("Kind"), choices=kinds),
        "at": MomentField(
            label=gettext_lazy("Appears"),
            required=False,
            initial=wanted(look.article),
            help_text=gettext_lazy("Empty: now. In the newsroom's own zone."),
        ),
        "to": forms.CharField(
            label=gettext_lazy("New last part of the address"), initial=look.article.slug
        ),
        "words": forms.CharField(
            label=gettext_lazy("Words that must go"),
            help_text=gettext_lazy(
                "Found in any case and inside longer words, in every edition. The reason must not"
                " repeat them."
            ),
        ),
        "note": forms.CharField(label=note, widget=forms.Textarea(attrs={"rows": 3})),
        "reason": forms.CharField(label=note, widget=forms.Textarea(attrs={"rows": 3})),
    }
    asked = {option: possible[option] for option in VERBS[name].options}
    if name == "publish" and not look.standing.live:
        del asked["kind"], asked["note"]  # a first edition has nothing to explain
    for option, one in asked.items():
        one.required = option in VERBS[name].needed or option == "kind"
    return asked


def wanted(article: Article) -> datetime | None:
    """The wanted date while it is still to come: a past one would be published backdated."""
    moment = article.live_from
    return moment if moment and moment > clock.now() else None


def form_of(name: str, look: Look, data: Any = None) -> forms.Form:
    form = forms.Form(data, label_suffix="")
    form.fields.update(fields_of(name, look))
    form.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=look.article.version)
    return form


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
            return act(request, VERBS[name], look, form.cleaned_data)
        except Refusal as refusal:
            # The page comes back with every word that was typed on it.
            messages.error(request, str(refusal))
    return ask(admin, request, name, look, form)


def act(request: Any, verb: Verb, look: Look, given: dict[str, Any]) -> HttpResponse:
    """Nobody approves words they have not seen: the page's version must be the row's."""
    article = look.article
    seen, given = given["seen"], {k: v for k, v in given.items() if v and k != "seen"}
    with transaction.atomic():
        held = hold(article)
        if held.version != seen:
            raise Overtaken(who=held.changed_by)
        verb.act(held, by=request.user, given=given)
    messages.success(request, _("Done: %(verb)s.") % {"verb": verb.label})
    return home_of(article)


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
        "impact": impact_of(look.article) if name in IMPACT else None,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/verb.html", context)
