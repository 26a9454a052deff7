"""Dispatches at the desk: what came in, what became of it, and what still asks for somebody."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.desk import dispatches, handing_in
from articles.desk.tags import when
from articles.drafts.models import Dispatch

from .filters import KindMenu
from .lookups import OwnFilters
from .own_pages import own_pages

OPEN = "asks"


class AskingMenu(admin.SimpleListFilter):
    """Those that somebody has still to decide on."""

    title = _("decision")
    parameter_name = OPEN
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("to be decided on"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Dispatch]:
        found: QuerySet[Dispatch] = queryset.open() if self.value() else queryset
        return found


def others() -> Coalesce:
    """The number of other texts of the same story, whatever their versions."""
    kin = Dispatch.objects.filter(kin=OuterRef("kin")).exclude(guid=OuterRef("guid"))
    counted = kin.values("kin").annotate(number=Count("guid", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


@admin.register(Dispatch)
class DispatchAdmin(OwnFilters, admin.ModelAdmin):
    """Nobody writes one by hand; what may be done with it the wire does."""

    #: By name; the front door fills it, since no desk knows the wire.
    answers: ClassVar[dict[str, dispatches.Answer]] = {}
    #: What reads a text that is handed in, filled as well; and bytes of the largest.
    takes: ClassVar[dict[str, handing_in.Take]] = {}
    largest = 0

    list_display = ("moment", "what", "source", "others", "number", "became", "of")
    list_display_links = ("what",)
    list_filter = (("state", KindMenu), AskingMenu)
    also_allowed = ("kin",)
    list_select_related = ("article",)
    list_per_page = 50
    search_fields = ("headline", "guid", "filename")
    empty_value_display = ""
    actions = None

    @admin.display(description=_("received"), ordering="received_at")
    def moment(self, dispatch: Dispatch) -> str:
        return when(dispatch.received_at)

    @admin.display(description=_("headline"))
    def what(self, dispatch: Dispatch) -> str:
        return str(dispatch)

    @admin.display(description=_("the same from others"))
    def others(self, dispatch: Any) -> SafeString | str:
        """How many other texts tell its story; they are one list."""
        if not dispatch.others:
            return "–"
        where = reverse("admin:articles_dispatch_changelist") + f"?kin={dispatch.kin}"
        return format_html('<a href="{}">{}</a>', where, dispatch.others)

    @admin.display(description=_("state"), ordering="state")
    def became(self, dispatch: Dispatch) -> str:
        said = dispatch.get_state_display()
        return f"{said}: {dispatch.why}" if dispatch.why else said

    @admin.display(description=_("article"))
    def of(self, dispatch: Dispatch) -> SafeString | str:
        if not dispatch.article_id:
            return "–"
        where = reverse("admin:articles_article_change", args=[dispatch.article_id])
        return format_html('<a href="{}">{}</a>', where, dispatch.article)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispatch]:
        rows = super().get_queryset(request).defer("content", "told", "sketch")
        return rows.annotate(others=others())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        own = (
            ("hand-in/", handing_in.page, "hand_in"),
            ("<int:pk>/change/", dispatches.page, "change"),
            ("<int:pk>/file/", dispatches.file, "file"),
        )
        return own_pages(self, own) + super().get_urls()

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **more: Any) -> Any:
        """Reached by no number: there is no such dispatch."""
        return HttpResponse(status=404)
