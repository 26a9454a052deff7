"""Names are typed in the admin's forms, too, wherever a newsroom has thousands of them."""

from typing import Any

from articles.catalog.models import Tag
from articles.desk.named_field import KINDS, NamedField, TopicsField


class TypedNames:
    """For an admin class or its rows: no menu of everybody."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.remote_field.model in KINDS:
            kwargs["form_class"] = NamedField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.remote_field.model is Tag:
            return db_field.formfield(form_class=TopicsField, **kwargs)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A new one may be made beside the form; there is no menu whose choice could be opened."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if isinstance(field, NamedField) and hasattr(field.widget, "can_change_related"):
            widget: Any = field.widget
            widget.can_change_related = widget.can_view_related = widget.can_delete_related = False
        return field
