"""A list's filters, as menus above it."""

from typing import Any

from django.contrib.admin import ChoicesFieldListFilter, RelatedFieldListFilter, SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.drafts.kinds import State
from articles.drafts.models import Article, Recheck
from articles.reader.clock import Clock
from articles.reader.models import Story


class KindMenu(ChoicesFieldListFilter):
    template = "admin/desk/filter.html"


class NameMenu(RelatedFieldListFilter):
    template = "admin/desk/filter.html"


class PlanMenu(SimpleListFilter):
    """What the desk plans by: who does it, whether it is late, and what lies ready."""

    title = _("plan")
    parameter_name = "plan"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("mine", _("assigned to me")),
            ("late", _("overdue")),
            ("nobody", _("nobody writes it yet")),
            ("ready", _("pre-written, without a date")),
            ("recheck", _("to be looked at again")),
        ]

    def queryset(self, request: Any, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "mine":
                return queryset.filter(Q(writer=request.user) | Q(editor=request.user))
            case "late":
                return queryset.filter(unpublished(), wanted_by__lt=Clock())
            case "nobody":
                return queryset.filter(unpublished(), state=State.DRAFT, writer=None)
            case "recheck":
                return queryset.filter(Exists(Recheck.objects.filter(article=OuterRef("pk"))))
            case "ready":
                return queryset.filter(unpublished(), live_from=None).exclude(state=State.SPIKED)
        return queryset


def unpublished() -> Q:
    """No reader has it, and none is promised it."""
    return Q(~Exists(Story.objects.filter(uid=OuterRef("uid"))))
