"""The newsroom's settings: as they stand, what they were, and bringing an earlier version back."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import unquote
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.models import House
from articles.catalog.models.house import FEWEST, FIELDS, LOGOS, MOST
from articles.drafts.errors import HouseOvertaken
from articles.drafts.models import Decision
from articles.press.settle import bring_back, settle

from . import logos
from .logos import LogosForm

#: A name and an address in brackets, or an address alone.
SENDER = re.compile(r"(?:(.*?) ?<([^<>]+)>|(\S+))")
#: Earlier versions that are shown.
FEW = 30


class Then(NamedTuple):
    """An earlier version, who saved it, and how it differs from what stands: label, was, is."""

    house: House
    by: Any
    lines: list[tuple[str, str, str]]


class HouseForm(LogosForm, forms.ModelForm):
    """What may be changed; words are kept on one line, since they stand in heads and headers."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    signatures = forms.IntegerField(
        label=gettext_lazy("Signatures"),
        help_text=House._meta.get_field("signatures").help_text,
        min_value=FEWEST,
        max_value=MOST,
        error_messages={
            bound: gettext_lazy("Two to five signatures: one pair of eyes is too few.")
            for bound in ("min_value", "max_value")
        },
    )

    class Meta:
        model = House
        fields = FIELDS
        widgets = dict.fromkeys(("feed_text", "training_crawlers"), forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feed_text"].choices = House.FeedText.choices  # type: ignore[attr-defined]
        self.fields["training_crawlers"].choices = House.Crawlers.choices  # type: ignore[attr-defined]

    @property
    def typed(self) -> list[forms.BoundField]:
        """What is typed or picked; the logos stand apart."""
        return [self[name] for name in FIELDS]

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_tagline(self) -> str:
        return one_line(self.cleaned_data["tagline"])

    def clean_mail_from(self) -> str:
        """As a mail server takes it: `Desk <desk@example.org>`, or the address alone."""
        found = SENDER.fullmatch(one_line(self.cleaned_data["mail_from"]))
        name, address = (found[1] or "", found[2] or found[3]) if found else ("", "")
        local, _at, domain = address.rpartition("@")
        try:
            validate_email(address)
            return str(Address(unquote(name), local, domain))
        except (ValidationError, ValueError, MessageError) as error:
            told = _("This is no address: write desk@example.org, or Desk <desk@example.org>.")
            raise ValidationError(told) from error


def one_line(words: str) -> str:
    return " ".join(words.split())


def page(site: AdminSite, request: Any) -> HttpResponse:
    """GET shows them. POST saves what was typed, or with `back` an earlier version."""
    if not request.user.has_perm("articles.change_house"):
        raise PermissionDenied
    now = House.objects.newest()
    if request.method != "POST":
        return drawn(site, request, now, fresh_form(now))
    if "back" in request.POST:
        return brought_back(request)
    form = HouseForm(request.POST, request.FILES, instance=House())
    pictures = logos.chosen(form, now, by=request.user) if form.is_valid() else {}
    if not form.is_valid():
        return drawn(site, request, now, form)
    values = {name: form.cleaned_data[name] for name in FIELDS} | pictures
    try:
        saved = settle(values, by=request.user, seen=form.cleaned_data["seen"])
    except HouseOvertaken as refusal:
        return overtaken(site, request, form, refusal)
    same = saved.version == form.cleaned_data["seen"]
    told = _("Nothing was different.") if same else _("Saved. Readers have it from now on.")
    messages.success(request, told)
    return HttpResponseRedirect(reverse("admin:house"))


def fresh_form(now: House) -> HouseForm:
    return HouseForm(instance=now, initial={"seen": now.version})


def overtaken(
    site: AdminSite, request: Any, form: HouseForm, refusal: HouseOvertaken
) -> HttpResponse:
    """What was typed stays; what the other one saved stands beside it, to be looked at first."""
    now = House.objects.newest()
    given = request.POST.copy()
    given["seen"] = str(now.version)
    form.data = given
    form.add_error(None, str(refusal))
    typed = House(version=0, **{name: form.cleaned_data[name] for name in FIELDS})
    typed.logo_id, typed.logo_dark_id = now.logo_id, now.logo_dark_id
    return drawn(site, request, now, form, theirs=differing(now, typed))


def brought_back(request: Any) -> HttpResponse:
    version, seen = number(request.POST["back"]), number(request.POST.get("seen", ""))
    try:
        bring_back(version, by=request.user, seen=seen)
    except House.DoesNotExist as error:
        raise Http404 from error
    except HouseOvertaken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Version %(n)d is in force again.") % {"n": version})
    return HttpResponseRedirect(reverse("admin:house"))


def number(typed: str) -> int:
    """Raises Http404 for what is no number of a version."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise Http404
    return int(typed)


def drawn(
    site: AdminSite, request: Any, now: House, form: HouseForm, theirs: Any = ()
) -> HttpResponse:
    if form.is_bound:
        logos.ask_again(form)
    context = site.each_context(request) | {
        "title": _("Settings of the newsroom"),
        "form": form,
        "logos": logos.slots(form, now),
        "now": now,
        "theirs": theirs,
        "earlier": earlier(now),
        "fixed": [
            (_("Time zone"), settings.TIME_ZONE, _("Addresses of stories hang on it.")),
            (
                _("Language of the site"),
                dict(settings.LANGUAGES)[settings.LANGUAGE_CODE],
                _("An article's language is its own."),
            ),
        ],
    }
    answer = TemplateResponse(request, "admin/desk/house.html", context)
    add_never_cache_headers(answer)
    return answer


def earlier(now: House) -> list[Then]:
    """The newest first, with what each said otherwise."""
    rows = list(House.objects.filter(version__lt=now.version).order_by("-version")[:FEW])
    lines = Decision.objects.filter(verb="settings", version__in=[one.version for one in rows])
    people = {one.version: one.by for one in lines.select_related("by")}
    return [Then(one, people.get(one.version), differing(one, now)) for one in rows]


def differing(one: House, other: House) -> list[tuple[str, str, str]]:
    """Label, and what either says, where they differ."""
    return [
        (House.label(name), shown(one, name), shown(other, name))
        for name in (*FIELDS, *LOGOS)
        if told_by(one, name) != told_by(other, name)
    ]


def told_by(house: House, name: str) -> Any:
    """A field's value; of a logo the digest, for which no file is read."""
    return getattr(house, f"{name}_id" if name in LOGOS else name)


def shown(house: House, name: str) -> str:
    if name in LOGOS:
        return _("another one") if told_by(house, name) else _("none")
    say = getattr(house, f"get_{name}_display", None)
    return str(say() if say else getattr(house, name))
