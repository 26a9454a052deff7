"""Suppliers: whose feeds the wire asks for, and how each of them does."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.desk.fields import WITH_SCHEME
from articles.desk.tags import when
from articles.drafts.models import Supplier

from .lookups import OwnFilters
from .typed import TypedNames


class SupplierForm(forms.ModelForm):
    """A feed at another address is a feed of which nothing is known yet."""

    def save(self, commit: bool = True) -> Any:
        if "address" in self.changed_data:
            self.instance.etag = self.instance.modified = ""
        if self.changed_data:
            self.instance.failures, self.instance.next_at = 0, Now()
        return super().save(commit)


@admin.register(Supplier)
class SupplierAdmin(TypedNames, OwnFilters, admin.ModelAdmin):
    """What somebody changes here is tried out within a minute."""

    form = SupplierForm
    formfield_overrides = WITH_SCHEME
    change_list_template = "admin/desk/wire_list.html"
    list_display = ("name", "active", "every", "asked", "outcome", "turn")
    list_select_related = ("section",)
    readonly_fields = ("asked", "outcome", "turn", "failures")
    fields = (
        *("name", "address", "every", "active", "section", "credit", "printing", "licence"),
        "pictures",
        *readonly_fields,
    )
    actions = None
    empty_value_display = "–"

    @admin.display(description=_("last asked"), ordering="asked_at")
    def asked(self, supplier: Supplier) -> str | None:
        return when(supplier.asked_at) if supplier.asked_at else None

    @admin.display(description=_("asked next"), ordering="next_at")
    def turn(self, supplier: Supplier) -> str | None:
        asked = supplier.active and supplier.address
        return when(supplier.next_at) if asked else None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Its texts are known by its name: under another one they would come in again."""
        return ("name", *self.readonly_fields) if obj else self.readonly_fields

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.fields if obj else self.fields[: -len(self.readonly_fields)]
