"""The log, to read."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.desk.tags import when
from articles.desk.verbs import label_of
from articles.drafts.models import Decision

from .lookups import OwnFilters


@admin.register(Decision)
class DecisionAdmin(OwnFilters, admin.ModelAdmin):
    """Nobody adds to it by hand, nobody changes it: the database grants neither."""

    list_display = ("moment", "what", "article", "who", "reason")
    list_filter = ("verb",)
    list_display_links = ("moment",)
    list_select_related = ("article", "by")
    search_fields = ("why", "article__headline")
    actions = None

    @admin.display(description=_("decision"), ordering="verb")
    def what(self, decision: Decision) -> str:
        return label_of(decision.verb)

    @admin.display(description=_("when"), ordering="at")
    def moment(self, decision: Decision) -> str:
        return when(decision.at)

    @admin.display(description=_("who"), ordering="by")
    def who(self, decision: Decision) -> str:
        return str(decision.by or _("unknown name"))

    @admin.display(description=_("why"))
    def reason(self, decision: Decision) -> str:
        return decision.why or about_account(decision.details)

    def get_queryset(self, request: Any) -> QuerySet[Decision]:
        """Articles' lines for those who see articles; when colleagues come and go, for few."""
        seen = Q(by=request.user)
        if request.user.has_perm("articles.view_article"):
            seen |= Q(uid__isnull=False)
        if request.user.has_perm("articles.view_gate"):
            seen |= Q(uid__isnull=True)
        return super().get_queryset(request).filter(seen)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def about_account(details: dict[str, Any]) -> str:
    """Which account was changed and what of it, or where somebody tried to log in from."""
    if "account" not in details:
        return str(details.get("address", ""))
    fields = [_(name) for name in details["fields"]]
    more = [", ".join(str(one) for one in fields), ", ".join(details["groups"])]
    return " · ".join(one for one in (details["account"], *more) if one)
