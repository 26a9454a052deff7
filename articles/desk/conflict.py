"""The three-way view: what stood there, what each of two people made of it, and the choice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.drafts.merging import Clash
from articles.text.blocks import plain
from articles.text.comparing import Patience, Piece, words

from .forms import ArticleForm
from .history import label_of
from .parts import PartFormSet
from .tags import when

ANSWERS = {
    "mine": gettext_lazy("My text"),
    "theirs": gettext_lazy("Their text"),
    "both": gettext_lazy("Both, one after the other"),
}


@dataclass(frozen=True)
class Question:
    """One place where two people's changes overlap."""

    key: str
    label: str
    base: str
    mine: list[Piece]
    theirs: list[Piece]
    answers: list[tuple[str, Any]]


def questions(form: ArticleForm, formsets: Iterable[Any]) -> Iterator[Question]:
    """Every clash of a form that was refused, in the order of the page."""
    patience = Patience()
    for clash in form.merged.clashes:
        yield question(clash, form.instance.__class__, patience)
    for formset in formsets:
        part = formset.formset
        if isinstance(part, PartFormSet) and part.clash:
            mine = _("As it stands in the form")
            clash = part.clash
            yield Question(
                clash.key,
                label_of(clash.name),
                clash.base,
                [Piece("same", mine)],
                words(clash.base, clash.theirs),
                [(one, ANSWERS[one]) for one in clash.answers],
            )


def question(clash: Clash, model: Any, patience: Patience) -> Question:
    base, mine, theirs = (shown(clash.name, one, model) for one in three(clash))
    answers = [(one, ANSWERS[one]) for one in clash.answers]
    label = label_of(clash.name)
    ours, other = words(base, mine, patience), words(base, theirs, patience)
    return Question(clash.key, label, base, ours, other, answers)


def three(clash: Clash) -> tuple[Any, Any, Any]:
    return clash.base, clash.mine, clash.theirs


def shown(name: str, value: Any, model: Any) -> str:
    """A value in words."""
    if name == "body":
        return plain(value)
    field = model._meta.get_field(name)
    if value == "":
        return ""
    if name == "live_from":
        return when(value)
    if field.remote_field:
        return str(field.remote_field.model.objects.filter(pk=value).first() or "")
    return str(dict(field.flatchoices).get(value, value))
