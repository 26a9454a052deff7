"""The article's form: the page itself, and a number that says which version was read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.catalog.kinds import Kind
from articles.catalog.models import Picture, Section
from articles.drafts.errors import Overtaken
from articles.drafts.merging import Merged, merge
from articles.drafts.models import Article
from articles.reader.models import Entry

from .fields import BodyField, KindField, MomentField, short_topics
from .picture_field import PictureField

#: Lines of the fields that are written on the page.
ROWS = {
    "headline": 1,
    "standfirst": 2,
    "lead_caption": 2,
    "internal_note": 2,
    "search_description": 2,
}
#: Fields that readers read, so they are in the article's language; and those that are no words.
WRITTEN = (
    *("kicker", "headline", "standfirst", "lead_caption", "short_headline", "place"),
    *("search_title", "search_description"),
)
NO_WORDS = ("slug", "external_id", "lead")
#: Fields that name a row of the catalog.
NAMING: dict[str, type[Picture] | type[Section]] = {"section": Section, "lead": Picture}


class ArticleForm(forms.ModelForm):
    """Merges with what was saved meanwhile, or asks; what was typed stays in its place."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    body = BodyField(label=_("text"), required=False)
    kind = KindField(label=_("kind"))
    lead = PictureField(label=_("lead picture"))
    live_from = MomentField(label=_("wanted date"), required=False)

    class Meta:
        model = Article
        fields = (
            *("kicker", "headline", "standfirst", "body", "lead", "lead_caption"),
            *("short_headline", "section", "tags", "kind"),
            *("genre", "language", "place", "slug", "search_title", "search_description"),
            *("urgency", "live_from", "internal_note", "external_id"),
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "class": "grow"})
            for name, rows in ROWS.items()
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.merged = Merged()
        self.overtaken = False
        if "seen" in self.fields:
            self.fields["seen"].initial = self.instance.version
            self.fields["seen"].has_changed = lambda initial, data: False  # type: ignore[method-assign]
        spelt(self, self["language"].value() if "language" in self.fields else "")

    def clean_headline(self) -> str:
        """One line, however it was pasted."""
        return " ".join(self.cleaned_data["headline"].splitlines()).strip()

    def clean_kind(self) -> str:
        """Left out, it stays what it was; what has entries stays a ticker."""
        kind = str(self.cleaned_data["kind"] or self.instance.kind)
        entered = Entry.objects.filter(story__uid=self.instance.uid).exists
        if kind != self.instance.kind == Kind.TICKER and entered():
            raise forms.ValidationError(_("This ticker has entries, so it stays one."))
        return kind

    def clean_tags(self) -> list[str]:
        return short_topics(self.cleaned_data["tags"])

    def clean(self) -> dict[str, Any] | None:
        """The row is held by now: nobody can save between this look and the save."""
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("seen") != self.instance.version:
            self.overtaken = True
            self.merge()
        return cleaned

    def merge(self) -> None:
        """Bring this form and what was saved meanwhile together, or ask about what clashes."""
        theirs = of_instance(self.instance)
        mine = {name: own(self.cleaned_data[name]) for name in theirs if name in self.cleaned_data}
        base = content_of(self.instance, self.cleaned_data.get("seen"))
        answers = given(self.data)
        self.merged = merge(base, mine, theirs, answers)
        if self.merged.clashes:
            self.add_error(None, str(Overtaken(who=self.instance.changed_by)))
            return
        for name, value in self.merged.values.items():
            if name in self.merged.taken:
                self.cleaned_data[name] = self.chosen(name, value)

    def chosen(self, name: str, value: Any) -> Any:
        """A merged value as its field gives it."""
        if name in NAMING:
            return NAMING[name].objects.filter(pk=value).first() if value else None
        return value or None if name == "live_from" else value

    def has_changed(self) -> bool:
        """Not if all that differs was saved by the other one."""
        if self.overtaken and self.is_valid():
            theirs = of_instance(Article.objects.get(pk=self.instance.pk))
            return any(own(self.cleaned_data[name]) != theirs[name] for name in theirs)
        return super().has_changed()


def spelt(form: forms.BaseForm, language: str) -> None:
    """Tell the browser in which language its spelling is, and where there is none to look at."""
    for name in form.fields.keys() & set(WRITTEN):
        form.fields[name].widget.attrs |= {"lang": language or None, "data-written": ""}
    for name in form.fields.keys() & set(NO_WORDS):
        form.fields[name].widget.attrs |= {"spellcheck": "false"}


def own(value: Any) -> Any:
    return value.pk if isinstance(value, Section | Picture) else value


def given(data: Any) -> dict[str, str]:
    """The answers to clashes that a form was sent with."""
    return {key.removeprefix("clash-"): data[key] for key in data if key.startswith("clash-")}


def of_instance(article: Article) -> dict[str, Any]:
    """What the form's fields would hold if it were opened now."""
    names = [name for name in ArticleForm.Meta.fields if name != "tags"]
    values = {name: own(getattr(article, name)) for name in names}
    return values | {"tags": sorted(tag.name for tag in article.tag_list)}


def content_of(article: Article, version: int | None) -> dict[str, Any]:
    """What a version held, by the names of the form; nothing where there is no such version."""
    found = article.versions.filter(number=version or 0).values_list("content", flat=True).first()
    content: dict[str, Any] = found or {"body": ""}
    return content | {name: content.get(f"{name}_id") for name in NAMING}
