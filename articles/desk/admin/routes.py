"""Routes: rules for what suppliers send, tried on what they sent last before they are saved."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from articles.desk import trial
from articles.drafts.models import Route

from .filters import NameMenu
from .lookups import OwnFilters
from .typed import TypedNames

TRY = "_try"


@admin.register(Route)
class RouteAdmin(TypedNames, OwnFilters, admin.ModelAdmin):
    """Conditions above, what follows from them below."""

    change_form_template = "admin/desk/route.html"
    change_list_template = "admin/desk/wire_list.html"
    list_display = ("supplier", "order", "when", "then")
    list_display_links = ("supplier", "when")
    list_filter = (("supplier", NameMenu),)
    list_select_related = ("supplier", "section__parent")
    actions = None
    fieldsets = (
        (None, {"fields": ("supplier", "order")}),
        (_("Where all of this holds"), {"fields": ("words", "subjects", "urgency")}),
        (_("this follows"), {"fields": ("section", "tags", "language", "priority", "ignore")}),
    )

    @admin.display(description=_("where"))
    def when(self, route: Route) -> str:
        return trial.conditions(route)

    @admin.display(description=_("follows"))
    def then(self, route: Route) -> str:
        return trial.consequences(trial.alone(route))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Route]:
        return super().get_queryset(request).prefetch_related("tags")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method == "POST" and TRY in request.POST:
            return self.tried(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def tried(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """The form again as it was filled in, and what it would do; nothing is saved."""
        route = get_object_or_404(self.get_queryset(request), pk=object_id) if object_id else None
        able = self.has_change_permission(request, route) if route else None
        if not (self.has_add_permission(request) if able is None else able):
            raise PermissionDenied
        form = self.get_form(request, route, change=route is not None)(request.POST, instance=route)
        sound = form.is_valid()
        fieldsets: Any = self.get_fieldsets(request, route)
        shown = AdminForm(form, list(fieldsets), {}, (), self)
        context = self.admin_site.each_context(request) | {
            "title": _("Try a route"),
            "adminform": shown,
            "errors": AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "media": self.media + shown.media,
            "object_id": object_id,
            "original": route,
            "is_popup": False,
            "to_field": None,
            "trial": trial.of(form.instance, form.cleaned_data["tags"]) if sound else None,
        }
        return self.render_change_form(
            request, context, add=route is None, change=route is not None, obj=route
        )
