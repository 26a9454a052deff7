"""The article's form: the page itself, and a number that says which version was read."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.drafts.errors import Overtaken
from articles.drafts.models import Article
from articles.text.blocks import plain

from .fields import BodyField, MomentField
from .history import label_of
from .tags import when

LONGEST_TOPIC = 100
#: Lines of the fields that are written on the page.
ROWS = {"headline": 1, "standfirst": 2, "internal_note": 2, "search_description": 2}


class ArticleForm(forms.ModelForm):
    """Refuses to save over a version nobody here has read; what was typed stays in its place."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = BodyField(label=_("text"), required=False)
    live_from = MomentField(label=_("wanted date"), required=False)

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

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        for tag in tags:
            if len(tag) > LONGEST_TOPIC:
                raise forms.ValidationError(
                    _("“%(topic)s …” is too long for a topic. Commas separate topics."),
                    params={"topic": tag[:30]},
                )
        return tags

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
            if name in self.Meta.fields and name != "tags":
                yield str(self.fields[name].label), self.theirs(name)
        yield from self.differences_around()

    def theirs(self, name: str) -> str:
        value: Any = getattr(self.instance, name)
        if name == "body":
            return plain(value)
        if name == "live_from":
            return when(value) if value else ""
        shown = getattr(self.instance, f"get_{name}_display", None)
        return str(shown() if shown else value or "")

    def differences_around(self) -> Iterator[tuple[str, str]]:
        """Topics, bylines and credits that changed since: the form has only what it was sent."""
        seen = self.cleaned_data.get("seen")
        kept = {v.number: v.content for v in self.instance.versions.filter(number=seen)}
        now = self.instance.versions.latest("number").content
        for name in ("tags", "bylines", "credits"):
            if kept.get(seen, {}).get(name) != now[name]:
                yield label_of(name).capitalize(), ", ".join(worded(row) for row in now[name])


def worded(row: Any) -> str:
    """A topic, a byline or a credit of a version, in words."""
    if isinstance(row, str):
        return row
    more = row.get("role") or row.get("relation")
    return f"{row['name']} ({more})" if more else str(row["name"])
