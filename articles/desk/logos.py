"""Logos on the page of the newsroom's settings: what stands, what is chosen, what is to go."""

from base64 import b64encode
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.models import House, Logo
from articles.catalog.models.house import LOGOS
from articles.drafts.logos import LogoNotTaken, draw_logo
from articles.drafts.receiving import NotTaken

from .uploading import path_of

ACCEPTED = "image/png,image/jpeg,image/webp"


def file(label: Any, help_text: Any) -> forms.FileField:
    widget = forms.FileInput(attrs={"accept": ACCEPTED})
    return forms.FileField(
        label=label, help_text=help_text, required=False, allow_empty_file=True, widget=widget
    )


class LogosForm(forms.Form):
    """Two files, either of which may be left out, and whether what stands is to go."""

    logo_file = file(
        gettext_lazy("Logo"),
        gettext_lazy(
            "PNG, JPEG or WebP, up to 3 MB; what is transparent stays so. It stands in place of"
            " the name at the head of every page, at most 480 × 120 pixels large, and in feeds"
            " and for search engines in a square. 960 × 240 pixels look sharp on every screen."
        ),
    )
    logo_away = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)
    logo_dark_file = file(
        gettext_lazy("Logo on dark paper"),
        gettext_lazy(
            "Optional: stands in for the logo where readers have a dark scheme. Without it, a logo"
            " that would be lost there stands on a light plate."
        ),
    )
    logo_dark_away = forms.BooleanField(
        label=gettext_lazy("Remove the logo on dark paper"), required=False
    )


class Slot(NamedTuple):
    """One logo of the form: its two fields, and what stands."""

    name: str
    file: forms.BoundField
    away: forms.BoundField
    logo: Logo | None
    #: The picture itself, as an address.
    data: str


def slots(form: LogosForm, now: House) -> list[Slot]:
    return [
        Slot(name, form[f"{name}_file"], form[f"{name}_away"], one, data_of(one) if one else "")
        for name, one in ((name, getattr(now, name)) for name in LOGOS)
    ]


def data_of(logo: Logo) -> str:
    return f"data:image/webp;base64,{b64encode(bytes(logo.page)).decode()}"


def chosen(form: LogosForm, now: House, *, by: Any) -> dict[str, Logo | None]:
    """The logos that shall be others, as settling takes them; what cannot be is an error of the
    form, which has been found valid before. A new file counts more than the wish to remove."""
    found: dict[str, Logo | None] = {}
    for name in LOGOS:
        given = form.cleaned_data[f"{name}_file"]
        if given:
            try:
                found[name] = drawn(given, by)
            except LogoNotTaken as refusal:
                form.add_error(f"{name}_file", str(refusal))
        elif form.cleaned_data[f"{name}_away"]:
            found[name] = None
    if found.get("logo_dark") and not found.get("logo", now.logo) and not form.errors:
        told = _("It stands in for a logo on dark paper: upload that one, too.")
        form.add_error("logo_dark_file", told)
    return found


def drawn(given: Any, by: Any) -> Logo:
    """Raises LogoNotTaken, of a file that was cut off while it came in as well."""
    try:
        path = path_of(given)
    except NotTaken as refusal:
        raise LogoNotTaken(refusal.details["name"], refusal.reason) from refusal
    return draw_logo(path, given.name or "", by=by)


def ask_again(form: LogosForm) -> None:
    """Of files in a form that is shown once more: browsers keep what was typed, but no file."""
    for name in LOGOS:
        field = f"{name}_file"
        if form.files.get(field) and field not in form.errors:
            form.add_error(field, _("Choose this file again, please: browsers do not keep it."))
