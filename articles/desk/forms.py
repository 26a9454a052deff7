"""The article's form: the page itself, and a number that says which version was read."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.drafts.errors import Overtaken
from articles.drafts.models import Article
from articles.text.blocks import plain

from .fields import BodyField, Moment

#: Lines of the fields that are written on the page.
ROWS = {"headline": 1, "standfirst": 2, "internal_note": 2, "search_description": 2}


class ArticleForm(forms.ModelForm):
    """Refuses to save over a version nobody here has read; what was typed stays in its place."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = BodyField(label=_("text"), required=False)
    live_from = forms.DateTimeField(label=_("wanted date"), required=False, widget=Moment)

    class Meta:
        model = Article
        fields = (
            *("kicker", "headline", "standfirst", "body", "short_headline", "section", "tags"),
            *("genre", "language", "place", "slug", "search_title", "search_description"),
            *("urgency", "live_from", "internal_note"),
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "class": "grow"})
            for name, rows in ROWS.items()
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.conflict: list[tuple[str, Any]] = []
        if "seen" in self.fields:
            self.fields["seen"].initial = self.instance.version
            self.fields["seen"].has_changed = lambda initial, data: False  # type: ignore[method-assign]

    def clean_headline(self) -> str:
        """One line, however it was pasted."""
        return " ".join(self.cleaned_data["headline"].splitlines()).strip()

    def clean(self) -> dict[str, Any] | None:
        """The row is held by now: nobody can save between this look and the save."""
        cleaned = super().clean()
        version = self.instance.version
        if self.instance.pk and self.cleaned_data.get("seen") != version:
            self.conflict = list(self.differences())
            self.add_error(None, str(Overtaken(who=self.instance.changed_by)))
            data: Any = self.data
            self.data = data.copy()
            self.data[self.add_prefix("seen")] = str(version)  # type: ignore[index]
        return cleaned

    def differences(self) -> Iterator[tuple[str, Any]]:
        """What the version that is there says, where this form says something else."""
        for name in self.changed_data:
            theirs: Any = getattr(self.instance, name, None)
            if name in self.Meta.fields and name != "tags":
                yield str(self.fields[name].label), plain(theirs) if name == "body" else theirs
