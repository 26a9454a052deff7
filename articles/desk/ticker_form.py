"""What is asked of whoever writes an entry: as little as can be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.text.jotting import LINE, LONGEST


class EntryForm(forms.Form):
    """An entry, new or corrected. A headline alone is one, and so is a text alone."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocapitalize": "sentences"}),
    )
    headline = forms.CharField(label=_("First line"), required=False, max_length=LINE)
    key_point = forms.BooleanField(label=_("Key point"), required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


class CorrectionForm(EntryForm):
    """Says besides what was wrong."""

    note = forms.CharField(
        label=_("What was wrong, for readers"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
