"""Joining one topic with another: what would follow, and then the same."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.catalog.models import Dossier, Tag
from articles.drafts.models import TaggedArticle
from articles.press.errors import Refusal, SameTopic
from articles.press.join_topics import join_topics, known_to_readers
from articles.reader.models import StoryTag


class JoiningForm(forms.Form):
    """The name of the topic that stays."""

    into = forms.CharField(
        label=gettext_lazy("Topic that stays"),
        max_length=100,
        widget=forms.TextInput(attrs={"data-names": "topic", "list": "names-topic"}),
    )

    def clean_into(self) -> Tag:
        name = " ".join(self.cleaned_data["into"].split())
        found = Tag.objects.filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(_("No topic is called so."))
        return found


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET asks, POST says what would follow; with `go` it is done."""
    tag = get_object_or_404(Tag, pk=pk)
    if not admin.has_change_permission(request, tag):
        raise PermissionDenied
    form = JoiningForm(request.POST if request.method == "POST" else None, label_suffix="")
    into = form.cleaned_data["into"] if form.is_valid() else None
    if into == tag:
        form.add_error("into", str(SameTopic()))
        into = None
    if into and "go" in request.POST:
        return join(request, tag, into)
    context = admin.admin_site.each_context(request) | {
        "title": _("Join with another topic"),
        "tag": tag,
        "form": form,
        "into": into,
        "consequences": consequences(tag, into) if into else [],
        "opts": Tag._meta,
    }
    return TemplateResponse(request, "admin/desk/joining.html", context)


def join(request: Any, tag: Tag, into: Tag) -> HttpResponse:
    """Do it, and show the topic that stays; what is refused is said on the one that would go."""
    try:
        join_topics(tag, into=into, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[tag.pk]))
    said = _("“%(old)s” is now a word for “%(new)s”.")
    messages.success(request, said % {"old": tag, "new": into})
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[into.pk]))


def consequences(tag: Tag, into: Tag) -> list[str]:
    """What joining does, in sentences."""
    said = depends_on(tag)
    said.append(
        _("“%(old)s” becomes a synonym; whoever types it gets “%(new)s”.")
        % {"old": tag, "new": into}
    )
    if known_to_readers(tag):
        said.append(
            _("The page %(old)s leads to %(new)s from now on, and so do its feeds.")
            % {"old": tag.get_absolute_url(), "new": into.get_absolute_url()}
        )
    return said


def depends_on(tag: Tag) -> list[str]:
    """What stands under a topic."""
    counted = (
        (TaggedArticle.objects.filter(tag=tag).count(), articles),
        (StoryTag.objects.filter(tag=tag).count(), stories),
        (Dossier.objects.filter(tag=tag).count(), dossiers),
    )
    return [say(count) for count, say in counted if count]


def articles(count: int) -> str:
    text = ngettext("%(n)d article has this topic.", "%(n)d articles have this topic.", count)
    return text % {"n": count}


def stories(count: int) -> str:
    text = ngettext(
        "%(n)d published story stands on its page.",
        "%(n)d published stories stand on its page.",
        count,
    )
    return text % {"n": count}


def dossiers(count: int) -> str:
    text = ngettext("%(n)d dossier gathers it.", "%(n)d dossiers gather it.", count)
    return text % {"n": count}
