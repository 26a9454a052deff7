"""What the library can be narrowed down to, as menus above it."""

from datetime import timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.catalog.models import Picture, Tag
from articles.desk.picture_finding import unused
from articles.desk.picture_words import in_state
from articles.drafts.models import TaggedPicture
from articles.reader.clock import Clock

#: Topics that the menu names.
MANY = 30


class TopicMenu(SimpleListFilter):
    """The topics most pictures are filed under, and the one somebody came here with."""

    title = _("topic")
    parameter_name = "topic"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        often = Tag.objects.annotate(pictures=Count("tagged_pictures")).filter(pictures__gt=0)
        chosen = Tag.objects.filter(slug=self.value() or "")
        named = {*chosen, *often.order_by("-pictures", "name")[:MANY]}
        return [(one.slug, one.name) for one in sorted(named, key=lambda one: one.name.casefold())]

    def queryset(self, request: Any, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        if not self.value():
            return queryset
        filed = TaggedPicture.objects.filter(tag__slug=self.value())
        return queryset.filter(pk__in=filed.values("content_object__picture"))


class RightsMenu(SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("ok", _("usable")),
            ("soon", _("end within two weeks")),
            ("ended", _("ended")),
            ("lacking", _("description or credit missing")),
        ]

    def queryset(self, request: Any, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        rows = queryset.filter(in_state(self.value() or ""))
        return rows.order_by("usable_until") if self.value() == "soon" else rows


class UseMenu(SimpleListFilter):
    title = _("use")
    parameter_name = "use"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("none", _("used nowhere")), ("mine", _("uploaded by me"))]

    def queryset(self, request: Any, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        match self.value():
            case "none":
                return unused(queryset)
            case "mine":
                return queryset.filter(original__uploaded_by=request.user)
        return queryset


class WhenMenu(SimpleListFilter):
    title = _("uploaded")
    parameter_name = "days"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        days = ngettext("in the last %(n)d day", "in the last %(n)d days", 7)
        return [("1", _("since yesterday")), *((str(n), days % {"n": n}) for n in (7, 30, 365))]

    def queryset(self, request: Any, queryset: QuerySet[Picture]) -> QuerySet[Picture]:
        if self.value() not in {"1", "7", "30", "365"}:
            return queryset
        since = Clock() - timedelta(days=int(self.value() or 0))
        return queryset.filter(original__uploaded_at__gte=since)
