"""The article's links for guests: making one, seeing what came of it, ending it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.drafts import sharing
from articles.drafts.errors import Refusal
from articles.drafts.models import Article, Share
from articles.reader import clock

#: Days for which a link can be open.
DAYS = (1, 3, 7, 30)


def lengths() -> list[tuple[int, str]]:
    """In the language of whoever asks."""
    return [(n, ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in DAYS]


class ShareForm(forms.Form):
    """For whom, for how long, and whether they are asked to approve."""

    guest = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=80,
        help_text=gettext_lazy("A name, as the log shall have it."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Open for"), choices=lengths, coerce=int, initial=7
    )
    may_approve = forms.BooleanField(
        label=gettext_lazy("Ask whether the quotations are right"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET lists, POST makes one or ends one."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    form, secret = form_of(article), ""
    if request.method == "POST" and request.POST.get("revoke"):
        return ended(request, article)
    if request.method == "POST":
        form = ShareForm(request.POST, label_suffix="")
        secret = made(request, article, form)
    response = TemplateResponse(
        request,
        "admin/desk/shares.html",
        admin.admin_site.each_context(request)
        | {
            "title": _("Links for guests"),
            "article": article,
            "opts": Article._meta,
            "form": form_of(article) if secret else form,
            "links": sharing.links_of(article),
            "now": clock.now(),
            "address": secret and request.build_absolute_uri(address_of(secret)),
        },
    )
    add_never_cache_headers(response)
    return response


def form_of(article: Article) -> ShareForm:
    return ShareForm(initial={"version": article.version}, label_suffix="")


def made(request: Any, article: Article, form: ShareForm) -> str:
    """The secret of a new link; it is on the answer to this one request and never again."""
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    lasts = timedelta(days=given.pop("days"))
    try:
        _link, secret = sharing.share(article, by=request.user, lasts=lasts, **given)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return ""
    return secret


def ended(request: Any, article: Article) -> HttpResponse:
    key = request.POST["revoke"]
    link = get_object_or_404(Share, article=article, pk=key if key.isdecimal() else 0)
    sharing.revoke(link, by=request.user)
    messages.success(request, _("The link is closed."))
    return HttpResponseRedirect(reverse("admin:articles_article_shares", args=[article.pk]))


def address_of(secret: str) -> str:
    return reverse("admin:guest", args=[secret])


def summary(article: Article) -> dict[str, int]:
    """What the article's own page says of it."""
    answered = Share.objects.filter(article=article).exclude(replies=None)
    return {"open": sharing.open_links(article).count(), "replies": answered.count()}
