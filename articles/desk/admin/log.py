"""The log, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.drafts.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    """Nobody adds to it by hand, nobody changes it: the database grants neither."""

    list_display = ("at", "verb", "article", "by", "why")
    list_filter = ("verb",)
    list_select_related = ("article", "by")
    search_fields = ("why", "article__headline")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
