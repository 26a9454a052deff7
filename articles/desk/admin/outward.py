"""Dead links at the desk: where articles lead and nobody answers."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.desk.counting import Counted
from articles.drafts.models import Outward


@admin.register(Outward)
class OutwardAdmin(Counted, admin.ModelAdmin):
    """Only looked at: what is mended is the article, and its links are read anew."""

    list_display = ("address", "where", "outcome", "failed_since")
    list_display_links = None
    search_fields = ("address", "article__headline")
    ordering = ("-failed_since", "-pk")
    list_per_page = 50
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outward]:
        rows: Any = super().get_queryset(request)
        found: QuerySet[Outward] = rows.dead().select_related("article").defer("article__body")
        return found

    @admin.display(description=_("article"))
    def where(self, one: Outward) -> SafeString:
        address = reverse("admin:articles_article_change", args=[one.article_id])
        return format_html('<a href="{}">{}</a>', address, one.article)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and request.user.has_perm("articles.view_article")

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
