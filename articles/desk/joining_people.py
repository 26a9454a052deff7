"""Joining a person who was entered twice with the other one: what would follow, and then that."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.catalog.models import Person
from articles.drafts.models import Contribution, User
from articles.press.errors import Refusal, SamePerson
from articles.press.join_people import join_people, known_to_readers
from articles.reader.models import Byline


class JoiningForm(forms.Form):
    """Whoever stays: by name, or by slug where several are called so."""

    into = forms.CharField(
        label=gettext_lazy("Person who stays"),
        help_text=gettext_lazy("The name, or the slug where several are called so."),
        max_length=120,
        widget=forms.TextInput(attrs={"data-names": "person", "list": "names-person"}),
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.person = person

    def clean_into(self) -> Person:
        text = " ".join(self.cleaned_data["into"].split())
        if by_slug := Person.objects.filter(slug=text).first():
            return self.another(by_slug)
        found = list(Person.objects.filter(name__iexact=text).exclude(pk=self.person.pk)[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("Several are called so: write the slug."))
        if not found and text.casefold() == self.person.name.casefold():
            raise forms.ValidationError(str(SamePerson()))
        if not found:
            raise forms.ValidationError(_("Nobody is called so."))
        return found[0]

    def another(self, found: Person) -> Person:
        if found == self.person:
            raise forms.ValidationError(str(SamePerson()))
        return found


def page(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET asks, POST says what would follow; with `go` it is done."""
    person = get_object_or_404(Person, pk=pk)
    if not admin.has_change_permission(request, person):
        raise PermissionDenied
    form = JoiningForm(person, request.POST if request.method == "POST" else None)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if into and "go" in request.POST:
        return join(request, person, into)
    context = admin.admin_site.each_context(request) | {
        "title": _("Join with another person"),
        "person": person,
        "form": form,
        "into": into,
        "consequences": list(consequences(person, into)) if into else [],
        "opts": Person._meta,
    }
    return TemplateResponse(request, "admin/desk/joining_people.html", context)


def join(request: Any, person: Person, into: Person) -> HttpResponse:
    """Do it, and show who stays; what is refused is said on the one who would go."""
    try:
        join_people(person, into=into, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:articles_person_change", args=[person.pk]))
    said = _("“%(old)s” is “%(new)s” from now on.")
    messages.success(request, said % {"old": person, "new": into})
    return HttpResponseRedirect(reverse("admin:articles_person_change", args=[into.pk]))


def consequences(person: Person, into: Person) -> Iterator[str]:
    """What joining does, in sentences."""
    names = {"old": person, "new": into}
    mine = Contribution.objects.filter(person=person)
    if count := mine.count():
        yield articles(count)
    if count := Byline.objects.filter(person=person).count():
        yield stories(count)
    if roles := ", ".join(roles_of(person)):
        yield _("The roles stay as they are: %(roles)s.") % {"roles": roles}
    both = mine.filter(article__in=Contribution.objects.filter(person=into).values("article"))
    if count := both.count():
        yield twice(count)
    if known_to_readers(person):
        paths = {"old": person.get_absolute_url(), "new": into.get_absolute_url()}
        said = _("The page %(old)s leads to %(new)s from now on, and so do its feeds.")
        yield said % paths
    yield _("Role, biography and portrait of “%(new)s” stay; those of “%(old)s” go.") % names
    if account := User.objects.filter(person=person).first():
        yield of_account(account, into)


def of_account(account: User, into: Person) -> str:
    if User.objects.filter(person=into).exists():
        said = _("The account %(account)s has no byline any more: “%(new)s” has one already.")
    else:
        said = _("The account %(account)s writes as “%(new)s” from now on.")
    return said % {"account": account, "new": into}


def articles(count: int) -> str:
    text = ngettext(
        "%(n)d article gets the other name in its byline; nobody has to sign it anew.",
        "%(n)d articles get the other name in their bylines; nobody has to sign them anew.",
        count,
    )
    return text % {"n": count}


def stories(count: int) -> str:
    text = ngettext(
        "%(n)d published story names the other one at once.",
        "%(n)d published stories name the other one at once.",
        count,
    )
    return text % {"n": count}


def twice(count: int) -> str:
    text = ngettext(
        "%(n)d article names both: it keeps one name, and that must be signed.",
        "%(n)d articles name both: they keep one name, and that must be signed.",
        count,
    )
    return text % {"n": count}


def roles_of(person: Person) -> list[str]:
    """As what the person stands in bylines, and how often, the most frequent first."""
    rows = Contribution.objects.filter(person=person).order_by()
    counts = rows.values_list("role").annotate(n=Count("pk")).order_by("-n", "role")
    return [f"{role or _('author')} ({n})" for role, n in counts]
