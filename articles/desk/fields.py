"""Form fields of the desk."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import ProseEditorWidget, prose_editor_media

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
    "BlockIds": True,
    "Menu": False,
}


#: Why a text cannot be taken, in the desk's language.
SAID = {
    TooLong: _("The text is longer than two megabytes. Split it."),
    TooDeep: _("The text is formatted too deeply: paste it without formatting."),
    TooMany: _("The text has too many marks: paste it without formatting."),
}


class Moment(forms.DateTimeInput):
    """The browser's own date and time field; the newsroom's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment of the newsroom's.

    The database takes years that Python cannot read back, and a row with one breaks every list.
    """

    widget = Moment
    default_validators = [
        MinValueValidator(EARLIEST, OUT_OF_RANGE),
        MaxValueValidator(LATEST, OUT_OF_RANGE),
    ]


class BodyWidget(ProseEditorWidget):
    """The prose editor, with a toolbar of the desk's own."""

    def __init__(self) -> None:
        super().__init__(config={"extensions": EXTENSIONS}, preset="configurable")

    @property
    def media(self) -> Any:
        return prose_editor_media(preset=self.preset)


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
