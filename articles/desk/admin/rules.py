"""What sections ask before they publish."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.drafts.models import SectionRule

from .lookups import OwnFilters


@admin.register(SectionRule)
class SectionRuleAdmin(OwnFilters, admin.ModelAdmin):
    """One rule a section; the house's own rule needs no row."""

    list_display = ("section", "signatures", "among", "strict", "published_by")
    list_select_related = ("section__parent", "among")
    list_filter = ()
    filter_horizontal = ("publishers",)
    actions = None

    @admin.display(description=_("published by"))
    def published_by(self, rule: SectionRule) -> str:
        return ", ".join(str(group) for group in rule.publishers.all()) or "–"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("publishers")
