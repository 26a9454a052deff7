"""What each verb asks: one field an option."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.drafts.kinds import Measure, Priority
from articles.drafts.models import Article, User
from articles.reader import clock
from articles.reader.models import Edition, Gone

from .fields import MomentField, PublishingMomentField
from .offers import Look
from .verbs import VERBS

#: What an edition after the first can be, as the desk explains it.
LATER = {
    Edition.Kind.UPDATE: _("Update: something new happened. The page says when."),
    Edition.Kind.CORRECTION: _("Correction: something was wrong. The note stands on the page."),
    Edition.Kind.MINOR: _("Minor edit: a slip of the keyboard. No new date, no note."),
}
#: Verbs whose note readers see.
PUBLIC = frozenset({"publish", "correct", "withdraw", "reschedule", "break_glass"})

Ask = Callable[[str, Look], forms.Field]


def kind(name: str, look: Look) -> forms.Field:
    if name == "withdraw":
        return forms.ChoiceField(label=_("Kind"), choices=Gone.Kind.choices)
    return forms.ChoiceField(
        label=_("What it is"),
        choices=list(LATER.items()),
        widget=forms.RadioSelect,
        initial=Edition.Kind.UPDATE,
    )


def at(name: str, look: Look) -> forms.Field:
    initial = look.standing.due_from if name == "reschedule" else wanted(look.article)
    return PublishingMomentField(
        label=_("Appears"),
        initial=initial,
        help_text=_("Empty: now. In the newsroom's own zone."),
    )


def to(name: str, look: Look) -> forms.Field:
    return forms.CharField(label=_("New last part of the address"), initial=look.article.slug)


def words(name: str, look: Look) -> forms.Field:
    return forms.CharField(
        label=_("Words that must go"),
        help_text=_(
            "Found in any case and inside longer words, in every edition. The reason must not"
            " repeat them."
        ),
    )


def text(label: Any, help_text: Any = "") -> forms.Field:
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


def note(name: str, look: Look) -> forms.Field:
    return text(_("What readers are told") if name in PUBLIC else _("Note for the log"))


def reason(name: str, look: Look) -> forms.Field:
    if name == "break_glass":
        return text(_("Why without signatures"), _("For the log and for every chief; not public."))
    return note(name, look)


def colleague(label: Any, initial: User | None, empty: str = "") -> forms.Field:
    people = User.objects.filter(is_active=True, is_staff=True).order_by("last_name", "username")
    return forms.ModelChoiceField(
        people, label=label, initial=initial, empty_label=empty or _("nobody yet")
    )


def writer(name: str, look: Look) -> forms.Field:
    return colleague(_("Writes"), look.article.writer)


def editor(name: str, look: Look) -> forms.Field:
    return colleague(_("Edits"), look.article.editor)


def due(name: str, look: Look) -> forms.Field:
    return MomentField(label=_("Due"), initial=look.article.wanted_by)


def priority(name: str, look: Look) -> forms.Field:
    initial = look.article.priority
    return forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, initial=initial
    )


def length(name: str, look: Look) -> forms.Field:
    initial = look.article.length
    return forms.IntegerField(label=_("Length"), initial=initial, min_value=1, max_value=1_000_000)


def measure(name: str, look: Look) -> forms.Field:
    initial = look.article.measure
    return forms.ChoiceField(label=_("Counted in"), choices=Measure.choices, initial=initial)


ASKED: dict[str, Ask] = {
    "writer": writer,
    "editor": editor,
    "due": due,
    "priority": priority,
    "length": length,
    "measure": measure,
    "kind": kind,
    "at": at,
    "to": to,
    "words": words,
    "note": note,
    "reason": reason,
}


def fields_of(name: str, look: Look) -> dict[str, forms.Field]:
    """What this verb asks, in the order in which a person thinks of it."""
    options = [option for option in ASKED if option in VERBS[name].options]
    if name in {"publish", "break_glass"} and not look.standing.live:
        # A first edition has nothing to explain.
        options = [option for option in options if option not in {"kind", "note"}]
    asked = {option: ASKED[option](name, look) for option in options}
    for option, one in asked.items():
        one.required = option in VERBS[name].needed or option in {"kind", "priority"}
    return asked


def wanted(article: Article) -> datetime | None:
    """The wanted date while it is still to come: a past one would be published backdated."""
    moment = article.live_from
    return moment if moment and moment > clock.now() else None


def form_of(name: str, look: Look, data: Any = None) -> forms.Form:
    form = forms.Form(data, label_suffix="")
    form.fields.update(fields_of(name, look))
    form.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=look.article.version)
    return form
