"""Accounts of the desk."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from articles.drafts.models import User


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's own, with the desk's language and the byline."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        (_("At the desk"), {"fields": ("language", "person")}),
    )
