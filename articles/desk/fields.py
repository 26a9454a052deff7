"""Form fields of the desk."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_default_timezone, is_aware, localtime
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget, prose_editor_media
from js_asset import Media

from articles.catalog.kinds import LISTED, Kind
from articles.catalog.models import Tag
from articles.catalog.moments import EARLIEST, LATEST, OUT_OF_RANGE
from articles.text.blocks import TooDeep, TooLong, TooMany, Unclean, clean, without_ids

#: An address typed without its scheme is meant to be safe.
WITH_SCHEME: Any = {models.URLField: {"assume_scheme": "https"}}
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "SpecialCharacters": True,
    "NoSpellCheck": False,
    **dict.fromkeys(("TableRow", "TableHeader", "TableCell"), True),
    **dict.fromkeys(("BodyTable", "Cite", "FactBox", "Embed", "StoryBox"), True),
    **dict.fromkeys(("Picture", "PictureCaption"), True),
    **dict.fromkeys(("BlockIds", "Tongue"), True),
    "Menu": False,
}


LONGEST_TOPIC = 100
#: Why a text cannot be taken, in the desk's language.
SAID = {
    TooLong: _("The text is longer than two megabytes. Split it."),
    TooDeep: _("The text is formatted too deeply: paste it without formatting."),
    TooMany: _("The text has too many marks: paste it without formatting."),
}


NEVER = _("No clock shows this time: that night they go forward. Choose another.")
TWICE = _("That night this hour comes twice. Say which one you mean.")
FOLDS = [("0", _("the first time, before the clocks go back")), ("1", _("the second time, after"))]


def short_topics(names: list[str]) -> list[str]:
    """These topics' own names. Raises ValidationError for one that no column holds."""
    for name in names:
        if len(name) > LONGEST_TOPIC:
            said = _("“%(topic)s …” is too long for a topic. Commas separate topics.")
            raise forms.ValidationError(said, params={"topic": name[:30]})
    return Tag.called(names)


class KindField(forms.ChoiceField):
    """A story, a ticker or a page. A form that says nothing of it changes nothing."""

    def __init__(self, *, label: Any) -> None:
        choices = [(one.value, one.label) for one in (*LISTED, Kind.PAGE)]
        super().__init__(label=label, choices=choices, required=False)

    def valid_value(self, value: Any) -> bool:
        return value in Kind.values

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data) and super().has_changed(initial, data)


class Moment(forms.DateTimeInput):
    """The browser's own date and time field; the newsroom's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment of the newsroom's. Of an hour that comes twice, the first.

    The database takes years that Python cannot read back, and a row with one breaks every list.
    """

    widget: Any = Moment
    default_validators = [
        MinValueValidator(EARLIEST, OUT_OF_RANGE),
        MaxValueValidator(LATEST, OUT_OF_RANGE),
    ]

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        moment = value if isinstance(value, datetime) else parse_datetime(str(value).strip())
        if moment is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if is_aware(moment):
            return moment
        if not EARLIEST.year <= moment.year < LATEST.year:
            raise forms.ValidationError(OUT_OF_RANGE)
        return self.in_zone(moment, "")

    def in_zone(self, moment: datetime, fold: str) -> datetime:
        """Raises ValidationError where the clocks go forward."""
        if skipped(moment):
            raise forms.ValidationError(NEVER, code="gap")
        return moment.replace(tzinfo=get_default_timezone(), fold=int(fold or 0))


class Twice(forms.MultiWidget):
    """A moment, and which of two it is where the clocks go back."""

    use_fieldset = False

    def __init__(self) -> None:
        super().__init__({"": Moment(), "fold": forms.RadioSelect(choices=FOLDS)})

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"

    def decompress(self, value: datetime | None) -> list[Any]:
        local = localtime(value) if value and is_aware(value) else value
        fold = str(local.fold) if local and comes_twice(local.replace(tzinfo=None)) else ""
        return [local, fold]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        moment, _fold = context["widget"]["subwidgets"]
        if not (moment["value"] and comes_twice(naive(moment["value"]))):
            context["widget"]["subwidgets"] = [moment]
        return context


class PublishingMomentField(MomentField):
    """A moment at which readers get something: an hour that comes twice must be said exactly."""

    widget = Twice

    def to_python(self, value: Any) -> datetime | None:
        typed, fold = (value or ["", ""]) if isinstance(value, list) else (value, "")
        self.fold: str = fold
        return super().to_python(typed)

    def in_zone(self, moment: datetime, fold: str) -> datetime:
        if comes_twice(moment) and self.fold not in {"0", "1"}:
            raise forms.ValidationError(TWICE, code="fold")
        return super().in_zone(moment, self.fold if comes_twice(moment) else "")

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data


def naive(typed: str) -> datetime:
    """What was typed, without a zone; a day of no interest where it is no moment."""
    try:
        moment = datetime.fromisoformat(typed).replace(tzinfo=None)
    except ValueError:
        moment = EARLIEST.replace(tzinfo=None)
    return moment if EARLIEST.year <= moment.year < LATEST.year else EARLIEST.replace(tzinfo=None)


def skipped(moment: datetime) -> bool:
    """Whether no clock of the newsroom shows this: at night, in spring."""
    zone = get_default_timezone()
    there = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there.replace(tzinfo=None, fold=0) != moment.replace(fold=0)


def comes_twice(moment: datetime) -> bool:
    """Whether clocks show this twice: at night, in autumn."""
    zone = get_default_timezone()
    first, second = (moment.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second and not skipped(moment)


class BodyWidget(ProseEditorWidget):
    """The prose editor, with a toolbar of the desk's own."""

    def __init__(self) -> None:
        super().__init__(config={"extensions": EXTENSIONS}, preset="configurable")

    @property
    def media(self) -> Any:
        return prose_editor_media(preset=self.preset) + Media(css={"all": ["desk/prose.css"]})


class BodyField(forms.CharField):
    """The text. It is cleaned here, so that an editor hears at once what cannot be taken."""

    widget = BodyWidget

    def clean(self, value: Any) -> str:
        try:
            return clean(super().clean(value))
        except Unclean as error:
            raise forms.ValidationError(SAID[type(error)]) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a word or a mark is different; the editor writes the same text in its own way."""
        try:
            return without_ids(clean(data or "")) != without_ids(clean(initial or ""))
        except Unclean:
            return True
