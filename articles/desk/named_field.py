"""Fields for a person, a source or a topic: there are too many for a menu, so the name is typed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.models import Person, Source, Tag

#: What is typed, and what the address that offers names calls its kind.
KINDS: dict[type[Any], str] = {Person: "person", Source: "source", Tag: "topic"}
#: Characters that tell one name from the next.
BETWEEN = ","


class NameInput(forms.TextInput):
    """A line that offers names while somebody types; without a script the whole name does."""

    class Media:
        js = (forms.Script("desk/names.js", type="module"),)

    def __init__(self, kind: str, **attrs: str) -> None:
        super().__init__({"data-names": kind, "data-stay": "", "autocomplete": "off"} | attrs)


class NamedField(forms.ModelChoiceField):
    """One row by its name, or by its slug where several are called so; scripts may send its key."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Nobody is called so."),
        "several": gettext_lazy("Several are called so: write the slug."),
    }

    queryset: Any

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        kwargs["widget"] = NameInput(KINDS[queryset.model])
        super().__init__(queryset, **kwargs)
        #: The row that is shown first, where the form knows it: then nothing is asked for it.
        self.known: Any = None

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, self.queryset.model):
            return value or None
        text = " ".join(str(value).replace("\0", "").split())
        found = list(self.queryset.filter(slug=text)) or list(
            self.queryset.filter(name__iexact=text)[:2]
        )
        if len(found) > 1:
            raise forms.ValidationError(self.error_messages["several"], code="several")
        if not found and text.isdecimal() and len(text) < 19:
            found = list(self.queryset.filter(pk=int(text)))
        if not found:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """The name; what somebody typed stays as it was typed."""
        if isinstance(value, int):
            same = self.known is not None and self.known.pk == value
            value = self.known if same else self.queryset.filter(pk=value).first()
        return self.name_of(value) if isinstance(value, self.queryset.model) else value

    def name_of(self, row: Any) -> str:
        if row._meta.get_field("name").unique:
            return str(row.name)
        others = self.queryset.filter(name__iexact=row.name).exclude(pk=row.pk)
        return str(row.slug if others.exists() else row.name)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            found = self.to_python(data)
        except forms.ValidationError:
            return True
        return getattr(found, "pk", None) != getattr(initial, "pk", initial or None)


class TopicsField(forms.ModelMultipleChoiceField):
    """Topics there are already, in one line, by commas."""

    queryset: Any

    def __init__(self, queryset: QuerySet[Tag], **kwargs: Any) -> None:
        given = {"help_text": gettext_lazy("Commas separate topics.")} | kwargs
        super().__init__(queryset, **given | {"widget": forms.TextInput})

    def prepare_value(self, value: Any) -> Any:
        rows = value if isinstance(value, list | tuple | QuerySet) else None
        return value if rows is None else f"{BETWEEN} ".join(str(one) for one in rows)

    def clean(self, value: Any) -> Any:
        names = Tag.called([one.strip() for one in (value or "").split(BETWEEN) if one.strip()])
        known = {tag.name: tag for tag in self.queryset.filter(name__in=names)}
        if any(one not in known for one in names):
            raise forms.ValidationError(_("No topic is called so."))
        if self.required and not names:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [known[one] for one in names]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {str(one) for one in initial or ()}
        return before != {one.strip() for one in (data or "").split(BETWEEN) if one.strip()}
