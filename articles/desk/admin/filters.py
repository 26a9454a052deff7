"""A list's filters, as menus above it."""

from django.contrib.admin import ChoicesFieldListFilter, RelatedFieldListFilter


class KindMenu(ChoicesFieldListFilter):
    template = "admin/desk/filter.html"


class NameMenu(RelatedFieldListFilter):
    template = "admin/desk/filter.html"
