"""Bylines and credits on the article's form, when somebody else changed them meanwhile."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext as _

from articles.catalog.links import kind_named
from articles.drafts.merging import MINE, THEIRS, Clash, key_of
from articles.drafts.models import Article, Contribution
from articles.drafts.saving import snapshot

from .forms import content_of, given
from .named_field import NamedField

#: What counts of a row, in the form and in a version.
BYLINE = {"person": "person", "role": "role"}
CREDIT = {
    "source": "source",
    "relation": "relation",
    "url": "url",
    "retrieved_at": "retrieved",
    "in_text": "in_text",
}


class PartFormSet(BaseInlineFormSet):
    """Keeps the other one's rows where only they changed them; asks where both did."""

    #: Whether what is stored stays, whatever this form was sent.
    kept = False
    clash: Clash | None = None

    @property
    def name(self) -> str:
        return "bylines" if self.model is Contribution else "credits"

    @property
    def counted(self) -> dict[str, str]:
        return BYLINE if self.model is Contribution else CREDIT

    def add_fields(self, form: Any, index: Any) -> None:
        """A row's own person or source comes with the row."""
        super().add_fields(form, index)
        for name, field in form.fields.items():
            if isinstance(field, NamedField) and form.instance.pk:
                field.known = getattr(form.instance, name)

    def clean(self) -> None:
        super().clean()
        seen = self.data.get("seen")
        version = int(seen) if seen and str(seen).isdecimal() else None
        if not self.instance.pk or version == self.stored_version():
            return
        base = self.essence(content_of(self.instance, version).get(self.name, []))
        stored = snapshot(self.instance)[self.name]
        theirs, mine = self.essence(stored), self.posted()
        if theirs == base or mine == theirs:
            return
        answer = given(self.data).get(key_of(self.name, theirs))
        if mine == base or answer == THEIRS:
            self.kept = True
        elif answer != MINE:
            self.clash = Clash(
                key_of(self.name, theirs), self.name, worded(base), "", worded(stored)
            )
            raise ValidationError(_("Somebody else changed this too."))

    def stored_version(self) -> int:
        newest = self.instance.versions.order_by("-number").values_list("number", flat=True)
        return newest.first() or 0

    def essence(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: row.get(name) or "" for name in self.counted.values()} for row in rows]

    def posted(self) -> list[dict[str, Any]]:
        forms = [one for one in self.forms if one not in self.deleted_forms]
        filled = [one.cleaned_data for one in forms if getattr(one, "cleaned_data", None)]
        return [{to: plain(row.get(name)) for name, to in self.counted.items()} for row in filled]

    def has_changed(self) -> bool:
        return not self.kept and super().has_changed()

    def save(self, commit: bool = True) -> Any:
        if not self.kept:
            return super().save(commit)
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        return []


def plain(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "pk", value) or ""


def worded(rows: list[dict[str, Any]]) -> str:
    """Rows in words, a line each."""
    named = headlines(rows)
    lines = []
    for row in rows:
        name = row.get("name") or named.get(row.get("to", "")) or row.get("wording")
        name = name or row.get("quoted") or row.get("address") or row.get("external")
        more = row.get("role") or row.get("relation")
        more = str(kind_named(row["kind"])) if "kind" in row else more
        lines.append(f"{name} ({more})" if name and more else name or more or "")
    return "\n".join(filter(None, lines))


def headlines(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Of the articles that links lead to, by uid, as they are called now."""
    uids = [one["to"] for one in rows if one.get("to")]
    return {str(uid): text for uid, text in names_of(uids)} if uids else {}


def names_of(uids: list[str]) -> Iterable[tuple[UUID, str]]:
    return Article.objects.filter(uid__in=uids).values_list("uid", "headline")
