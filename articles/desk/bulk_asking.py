"""What can be done to many articles at once: what each asks, what it does, and how it says so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField

from articles.catalog.models import Section
from articles.drafts import saving, workflow
from articles.drafts.assigning import assign, plan_of, spoken
from articles.drafts.errors import AsItIs
from articles.drafts.kinds import Priority
from articles.drafts.models import Article, User
from articles.drafts.rights import require

from .asking import colleague
from .fields import MomentField, short_topics
from .tags import when

#: What `assign` is told, in the order of the form, and what it is called.
PLAN = {
    "writer": gettext_lazy("writes"),
    "editor": gettext_lazy("edits"),
    "wanted_by": gettext_lazy("due"),
    "priority": gettext_lazy("priority"),
}


class Nothing(forms.Form):
    """A verb that asks nothing."""


class Planning(forms.Form):
    """Who does it, until when; what is left empty stays as it is."""

    wanted_by = MomentField(label=gettext_lazy("Due"), required=False)
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"),
        choices=[("", gettext_lazy("as it is")), *Priority.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = tuple(PLAN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("writer", _("Writes")), ("editor", _("Edits"))):
            self.fields[name] = colleague(label, None, empty=_("as it is"))
            self.fields[name].required = False
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Say what is to change."))
        return cleaned


class Topics(forms.Form):
    """Topics to add and to take away, by name."""

    add = TagField(
        label=gettext_lazy("Add"),
        required=False,
        help_text=gettext_lazy("Topics, separated by commas."),
    )
    remove = TagField(label=gettext_lazy("Take away"), required=False)

    def clean_add(self) -> list[str]:
        return short_topics(self.cleaned_data["add"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("add") or cleaned.get("remove")):
            raise forms.ValidationError(_("Say what is to change."))
        return cleaned


class Place(forms.Form):
    """The section they go to."""

    section = forms.ModelChoiceField(
        Section.objects.select_related("parent").order_by("rank", "slug"),
        label=gettext_lazy("Section"),
    )


def submit(article: Article, given: dict[str, Any], *, by: User) -> str:
    workflow.submit(article, by=by)
    return _("handed in, signed by you")


def plan(article: Article, given: dict[str, Any], *, by: User) -> str:
    now = plan_of(article)
    wanted = now | {name: value for name, value in given.items() if value is not None}
    if wanted == now:
        raise AsItIs
    assign(article, by=by, **wanted)
    new = {name: value for name, value in wanted.items() if value != now[name]}
    return ", ".join(said(name, value) for name, value in spoken(new).items())


def said(name: str, value: Any) -> str:
    """One part of the plan, as people say it."""
    words = {"priority": lambda: str(Priority(value).label), "wanted_by": lambda: when(value)}
    return f"{PLAN[name]}: {words.get(name, lambda: str(value))()}"


def tag(article: Article, given: dict[str, Any], *, by: User) -> str:
    """Raises AsItIs where each topic to add is there and none to take away is."""
    require(by, "change_article", article.section)
    before = {one.name for one in article.tag_list}
    known = {name.casefold() for name in before}
    gone = {name.casefold() for name in given["remove"]}
    more = [name for name in given["add"] if name.casefold() not in known]
    less = sorted(name for name in before if name.casefold() in gone)
    if not more and not less:
        raise AsItIs
    saving.claim(article, by=by)
    article.tags.add(*more)
    article.tags.remove(*less)
    saving.record(article, by=by)
    return ", ".join([*(f"+ {name}" for name in more), *(f"− {name}" for name in less)])


def file(article: Article, given: dict[str, Any], *, by: User) -> str:
    require(by, "change_article", article.section)
    before, after = article.section, given["section"]
    if before == after:
        raise AsItIs
    article.section = after
    saving.save(article, by=by)
    return f"{before or '–'} → {after}"


@dataclass(frozen=True)
class Bulk:
    """Something that can be done to many; `do` says what it did, or raises a Refusal."""

    label: Any
    form: type[forms.Form]
    do: Callable[..., str]
    #: What no list can say for each article alone.
    note: Any = ""


LATER = gettext_lazy("Readers of a live story get this when it is published again.")
BULK = {
    "submit": Bulk(gettext_lazy("Submit"), Nothing, submit),
    "assign": Bulk(gettext_lazy("Assign"), Planning, plan),
    "tag": Bulk(gettext_lazy("Change topics"), Topics, tag, LATER),
    "file": Bulk(gettext_lazy("Move to a section"), Place, file, LATER),
}
