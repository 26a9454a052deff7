"""Links that lead here, edited from here: each is its own article's, and so is the change."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.links import choices, inverse
from articles.drafts import saving
from articles.drafts.linking import link, reorder
from articles.drafts.models import Article, StoryLink
from articles.drafts.models.story_link import MOST

from .aiming import aim
from .links import linked_from


class BackLinkForm(forms.Form):
    """What this story says of the other one; the other one then says the inverse of this."""

    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=choices, initial="followed")
    find = forms.CharField(label=gettext_lazy("Headline or address"), max_length=400)

    def clean_find(self) -> Article:
        found: Article | None = aim(self.cleaned_data["find"]).get("to")
        if found is None:
            raise forms.ValidationError(_("No article has this headline or address."))
        return found


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET lists, POST adds one or takes one out."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    form = BackLinkForm(request.POST if "find" in request.POST else None, label_suffix="")
    if request.method == "POST":
        done = removed(admin, request, article) if "remove" in request.POST else False
        if done or (form.is_valid() and added(admin, request, article, form)):
            return HttpResponseRedirect(reverse("admin:articles_article_linked", args=[pk]))
    context = admin.admin_site.each_context(request) | {
        "title": _("What links here"),
        "original": article,
        "form": form,
        "linked_from": linked_from(article),
        "may": admin.has_change_permission(request),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/other_end.html", context)


def added(admin: ModelAdmin, request: Any, article: Article, form: BackLinkForm) -> bool:
    """A new version of the other article, with the link; the right to that article is needed."""
    other, kind = form.cleaned_data["find"], inverse(form.cleaned_data["kind"])
    try:
        with transaction.atomic():
            held = hold(admin, request, other)
            if other.pk == article.pk or held.links.count() >= MOST:
                raise IntegrityError
            saving.claim(held, by=request.user)
            link(held, kind, to=article)
            saving.record(held, by=request.user)
    except IntegrityError:
        form.add_error("find", _("This article is already linked in this way."))
        return False
    messages.success(request, _("“%(headline)s” links here now.") % {"headline": other.headline})
    return True


def removed(admin: ModelAdmin, request: Any, article: Article) -> bool:
    number = request.POST["remove"]
    found = get_object_or_404(
        StoryLink, pk=int(number) if number.isdecimal() and len(number) < 19 else 0, to=article
    )
    with transaction.atomic():
        held = hold(admin, request, found.article)
        saving.claim(held, by=request.user)
        found.delete()
        reorder(held, list(held.links.values_list("pk", flat=True)))
        saving.record(held, by=request.user)
    return True


def hold(admin: ModelAdmin, request: Any, article: Article) -> Article:
    """The other article as it stands, held while it is changed."""
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)
