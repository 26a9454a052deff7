"""A picture in a form: shown as it is, chosen from the library, or typed where no script runs."""

import re
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Picture
from articles.reader import clock
from articles.text.ids import is_block_id

from .picture_words import rights_of
from .uploading import in_brief

#: The number in the address of a picture's record.
ADDRESS = re.compile(r"/picture/(\d{1,18})/")


class Chooser(forms.TextInput):
    """A number, with the picture it stands for; a script puts the library over it."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = self.get_context(name, value, attrs)
        context |= {"shown": shown(value), "attributes": flatatt(context["widget"]["attrs"])}
        return render_to_string("admin/desk/chooser.html", context)


def shown(value: Any) -> dict[str, Any] | None:
    number = str(value or "")
    if not (number.isdecimal() and len(number) < 19):
        return None
    picture = Picture.objects.select_related("original").filter(pk=number).first()
    if picture is None:
        return None
    rights = rights_of(picture, clock.now())
    return in_brief(picture) | {"state": rights.state, "icon": rights.icon, "rights": rights.said}


class PictureField(forms.ModelChoiceField):
    """A picture by its number, its key or the address of its record."""

    widget = Chooser

    def __init__(self, **more: Any) -> None:
        help_text = _("Number, key or address of a picture in the library.")
        super().__init__(Picture.objects.all(), required=False, help_text=help_text, **more)

    def to_python(self, value: Any) -> Picture | None:
        typed = str(value or "").strip()
        found = ADDRESS.search(typed)
        if found or not typed or typed.isdecimal():
            picture: Picture | None = super().to_python(found[1] if found else typed)
            return picture
        named = Picture.objects.filter(key=typed).first() if is_block_id(typed) else None
        if named is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice")
        return named
