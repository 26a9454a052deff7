"""Accounts of the desk."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.drafts.log import decide_at_the_gate
from articles.drafts.models import User

from .lookups import OwnFilters
from .typed import TypedNames


@admin.register(User)
class AccountAdmin(TypedNames, OwnFilters, UserAdmin):
    """Django's own, with the desk's language and the byline.

    Whoever keeps the accounts hands out groups; superusers are made by superusers only.
    """

    filter_horizontal = ("groups", "user_permissions", "sections")
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (_("At the desk"), {"fields": ("language", "person", "sections")}),
    )

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        fields = (*super().get_readonly_fields(request, obj), "last_login", "date_joined")
        return (
            fields if request.user.is_superuser else (*fields, "is_superuser", "user_permissions")
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Changing includes the password, so a superuser's account is out of reach as well."""
        reach = bool(request.user.is_superuser or obj is None or not obj.is_superuser)
        return reach and super().has_change_permission(request, obj)

    def log_addition(self, request: Any, obj: User, message: Any) -> Any:
        decide_about("account_added", obj, request.user, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: Any, obj: User, message: Any) -> Any:
        decide_about("account_changed", obj, request.user, message)
        return super().log_change(request, obj, message)


def decide_about(verb: str, account: User, by: User, message: Any) -> None:
    """Whoever hands out groups and passwords hands out power: the log says so."""
    parts = message if isinstance(message, list) else []
    decide_at_the_gate(
        verb,
        by=by,
        account=account.username,
        fields=[name for part in parts for name in part.get("changed", {}).get("fields", [])],
        groups=list(account.groups.order_by("name").values_list("name", flat=True)),
    )
