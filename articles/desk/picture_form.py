"""The record of a picture: what readers may know, and what only the desk does, in one form."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField

from articles.catalog.models import Picture, Source
from articles.darkroom.cropping import RATIOS, fits, shaped
from articles.drafts.models import Licence, Original

from .fields import MomentField, short_topics
from .named_field import NamedField

#: Fields of the original's papers; their labels are the model's.
PAPERS = ("title", "source", "holder", "licence", "note")
TALL = forms.Textarea(attrs={"rows": 2, "class": "grow"})


class PercentField(forms.FloatField):
    """A place within a picture. Kept in thousandths, said in hundredths."""

    def __init__(self, **more: Any) -> None:
        widget = forms.NumberInput(attrs={"step": "0.1"})
        super().__init__(min_value=0, max_value=100, widget=widget, **more)


class CropsField(forms.JSONField):
    """{crop: [left, top, width, height]}, as the page's script writes it. What is not named
    follows the focus."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> dict[str, list[int]]:
        given = super().clean(value) or {}
        boxes = given.items() if isinstance(given, dict) else ()
        if not isinstance(given, dict) or not all(
            crop in RATIOS and isinstance(box, list) and len(box) == 4 for crop, box in boxes
        ):
            raise forms.ValidationError(_("These crops cannot be read."))
        return given


class PictureForm(forms.ModelForm):
    """Description and credit are needed: no story may use the picture without them."""

    title = forms.CharField(
        label=gettext_lazy("title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For the desk, so that it is found again."),
    )
    tags = TagField(
        label=gettext_lazy("topics"),
        required=False,
        help_text=gettext_lazy("For the desk: what is to be found under them, by commas."),
    )
    source = NamedField(Source.objects.all(), label=gettext_lazy("source"), required=False)
    holder = forms.CharField(label=gettext_lazy("rights holder"), max_length=200, required=False)
    licence = forms.ModelChoiceField(
        Licence.objects.all(), label=gettext_lazy("licence"), required=False
    )
    note = forms.CharField(label=gettext_lazy("internal note"), widget=TALL, required=False)
    usable_until = MomentField(
        label=gettext_lazy("usable until"),
        required=False,
        help_text=gettext_lazy(
            "From this moment on no reader sees it anywhere. Empty: the licence's term counts."
        ),
    )
    focus_left = PercentField(label=gettext_lazy("from the left, %"))
    focus_top = PercentField(label=gettext_lazy("from the top, %"))
    crops = CropsField(required=False)

    class Meta:
        model = Picture
        fields = (
            *("alt", "caption", "credit", "photographer"),
            *("usable_until", "no_social", "sensitive", "crops"),
        )
        widgets = {"alt": TALL, "caption": TALL}
        labels = {"credit": gettext_lazy("picture credit")}
        help_texts = {
            "credit": gettext_lazy("As it is printed: “Photo: name / agency”."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
        self.papers: Original | None = getattr(self.instance, "original", None)
        for name in set(self.fields) & {"alt", "credit"}:
            self.fields[name].required = True
        starts = {"focus_left": self.instance.focus_x / 10, "focus_top": self.instance.focus_y / 10}
        starts |= {name: self.papers and getattr(self.papers, name) for name in PAPERS}
        starts["tags"] = self.papers and self.papers.tags.all()
        for name in set(starts) & set(self.fields):
            self.initial.setdefault(name, starts[name])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.check_crops(cleaned.get("crops") or {})
        licence = cleaned.get("licence")
        began = self.papers and self.papers.uploaded_at
        said = cleaned.get("usable_until") or "usable_until" in self.errors
        if licence and licence.days and began and not said:
            cleaned["usable_until"] = began + timedelta(days=licence.days)
        return cleaned

    def clean_tags(self) -> list[str]:
        return short_topics(self.cleaned_data["tags"])

    def check_crops(self, crops: dict[str, list[int]]) -> None:
        width, height = self.instance.width, self.instance.height
        for crop, box in crops.items():
            if not fits(box, width, height) or not shaped(crop, box):
                self.add_error(
                    None, _("The crop %(crop)s lies outside the picture.") % {"crop": crop}
                )

    def save(self, commit: bool = True) -> Any:
        given = self.cleaned_data
        if "focus_left" in given:
            self.instance.focus_x = round(given["focus_left"] * 10)
            self.instance.focus_y = round(given["focus_top"] * 10)
        return super().save(commit)

    @property
    def columns(self) -> set[str]:
        """Columns of the picture that this form writes."""
        columns = {field.name for field in Picture._meta.fields} & set(self.changed_data)
        if {"focus_left", "focus_top"} & set(self.changed_data):
            columns |= {"focus_x", "focus_y"}
        return columns | ({"usable_until"} if "licence" in self.changed_data else set())

    def save_papers(self) -> None:
        """The desk's own part of the record."""
        if self.papers is None:
            return
        changed = [name for name in PAPERS if name in self.changed_data]
        for name in changed:
            setattr(self.papers, name, self.cleaned_data[name])
        if changed:
            self.papers.save(update_fields=changed)
        if "tags" in self.changed_data:
            self.papers.tags.set(self.cleaned_data["tags"])


def field_named(name: str) -> str:
    """What the form calls a field, for the log."""
    field = PictureForm.base_fields.get(name)
    return str(field.label) if field and field.label else name
