"""The picture library: many at a glance, one record with its rights, and the terms behind them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.catalog.models import Picture
from articles.desk import picking, picture_file, uploading
from articles.desk.counting import Counted
from articles.desk.picture_finding import found
from articles.desk.picture_form import PictureForm
from articles.desk.picture_history import events_of
from articles.desk.picture_uses import is_live, uses_of
from articles.desk.picture_words import in_state, rights_of, topics_of, with_topics
from articles.drafts import receiving
from articles.drafts.log import decide_on_picture
from articles.drafts.models import Licence
from articles.drafts.picturing import name_of
from articles.press.repicture import repicture
from articles.reader import clock

from .lookups import OwnFilters
from .own_pages import Page, own_pages
from .picture_filters import RightsMenu, TopicMenu, UseMenu, WhenMenu
from .typed import TypedNames

FIELDSETS: Any = (
    (None, {"classes": ("facts",), "fields": ("title", "alt", "caption", "credit", "tags")}),
    (
        gettext_lazy("Rights"),
        {
            "classes": ("facts",),
            "fields": (
                *("photographer", "source", "holder", "licence", "usable_until"),
                *("no_social", "sensitive", "note"),
            ),
        },
    ),
    (
        gettext_lazy("Focus"),
        {"classes": ("facts", "focus"), "fields": (("focus_left", "focus_top"), "crops")},
    ),
)


@admin.register(Picture)
class PictureAdmin(TypedNames, OwnFilters, admin.ModelAdmin):
    """Uploading and replacing are `drafts.receiving`'s; what readers notice is the press's."""

    form = PictureForm
    delete_confirmation_template = "admin/desk/deleting.html"
    fieldsets = FIELDSETS
    list_display = ("key",)
    list_filter = (TopicMenu, RightsMenu, UseMenu, WhenMenu)
    list_select_related = ("original",)
    list_per_page = 40
    search_fields = ("alt",)
    search_help_text = gettext_lazy("Title, caption, credit, #topic")
    actions = None

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Editors any record; whoever uploaded one, until an edition has it."""
        if super().has_change_permission(request, obj):
            return True
        if obj is None or not self.has_add_permission(request):
            return False
        original = getattr(obj, "original", None)
        mine = original is not None and original.uploaded_by_id == request.user.pk
        return mine and not is_live(obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        return with_topics(super().get_queryset(request).select_related("original"))

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return found(queryset, search_term), False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        now = clock.now()
        for one in changelist.result_list:
            one.rights, one.shown = rights_of(one, now), uploading.in_brief(one)
            one.topics = topics_of(one)
        return changelist

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        soon = Picture.objects.filter(in_state("soon")).count()
        more = {"title": _("Pictures"), "soon": soon}
        return super().changelist_view(request, more | (extra_context or {}))

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A picture begins with its file."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:articles_picture_changelist"))

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        picture = kwargs.get("obj")
        if picture is not None:
            context["shown"] = uploading.in_brief(picture)
            context["rights"] = rights_of(picture, clock.now())
            context["uses"] = uses_of(picture)
            context["events"] = events_of(picture)
            context["title"] = name_of(picture)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: Any, obj: Picture, form: Any, change: bool) -> None:
        """Only what was changed is written: what somebody else changed meanwhile stays."""
        if form.changed_data:
            obj.save(update_fields=form.columns)
            form.save_papers()
            decide_on_picture(
                "picture_changed",
                obj,
                by=request.user,
                fields=form.changed_data,
                usable_until=obj.usable_until,
            )
            repicture(obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nothing hangs on a picture that is used nowhere; where it is used stands in the way."""
        uses = []
        for one in objs:
            if is_live(one):
                uses.append(_("Readers know it. Its rights can be ended: then nothing shows it."))
            uses += [f"{use.name} ({use.said})" for use in uses_of(one)]
        refused = set() if self.has_delete_permission(request) else {_("picture")}
        return [], {}, refused, uses

    def delete_model(self, request: Any, obj: Picture) -> None:
        """Refused as long as it is used: the page has said where."""
        receiving.delete(obj, by=request.user)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The log of decisions has it."""

    log_addition = log_change

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """The log of decisions has it."""

    def get_urls(self) -> list[URLPattern]:
        own: list[tuple[str, Page, str]] = [
            ("upload/", uploading.page, "upload"),
            ("find/", picking.page, "find"),
            ("<int:pk>/print/<str:size>/", picture_file.shown, "print"),
            ("<int:pk>/replace/", picture_file.replaced, "replace"),
        ]
        return own_pages(self, own) + super().get_urls()

    def response_delete(self, request: Any, obj_display: str, obj_id: Any) -> HttpResponse:
        self.message_user(request, _("“%(name)s” is deleted.") % {"name": obj_display})
        return HttpResponseRedirect(reverse("admin:articles_picture_changelist"))


@admin.register(Licence)
class LicenceAdmin(Counted, admin.ModelAdmin):
    """The terms a newsroom works under again and again."""

    list_display = ("name", "purpose", "territory", "days")
    actions = None
