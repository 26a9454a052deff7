"""The log, to read, and to take away."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.catalog.models import House
from articles.catalog.models.house import LOGOS
from articles.desk.aiming import HEADLINE, begun
from articles.desk.picture_form import field_named
from articles.desk.tags import when
from articles.desk.verbs import OTHER, VERBS, label_of
from articles.drafts.models import Article, Decision
from articles.drafts.models.decision import REASON
from articles.reader.clock import Clock

from .lookups import OwnFilters

#: What each exported line says, in this order.
EXPORTED = ("at", "by", "verb", "article", "uid", "version", "why", "digest", "details")
#: Articles whose headlines a search looks at.
ARTICLES = 1_000
#: How many days the menu looks back.
DAYS = (1, 7, 30, 365)
#: A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class VerbMenu(SimpleListFilter):
    """Every kind of decision there is, whether somebody made one or not: none is looked for."""

    title = _("decision")
    parameter_name = "verb"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        named = [(name, label_of(name)) for name in (*VERBS, *OTHER)]
        return sorted(named, key=lambda one: one[1].casefold())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Decision]) -> QuerySet[Decision]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


class DayMenu(SimpleListFilter):
    """How long ago; the newest ones are found by an index, whatever the log's length."""

    title = _("when")
    parameter_name = "days"
    template = "admin/desk/filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        days = ngettext("in the last %(n)d day", "in the last %(n)d days", 7)
        return [("1", _("since yesterday")), *((str(n), days % {"n": n}) for n in DAYS[1:])]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Decision]) -> QuerySet[Decision]:
        days = next((n for n in DAYS if str(n) == self.value()), None)
        return queryset.filter(at__gte=Clock() - timedelta(days=days)) if days else queryset


def with_reason(rows: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Those whose reason has these words, or whose article's headline has: each by its index."""
    query = begun(text) if text else None
    if query is None:
        return rows.none() if text else rows
    said = Decision.objects.annotate(said=REASON).exclude(why="").filter(said=query)
    articles = Article.objects.annotate(found=HEADLINE).filter(found=query).values("pk")
    named = Decision.objects.filter(article__in=articles[:ARTICLES])
    return rows.filter(pk__in=said.values("pk").union(named.values("pk")))


@admin.register(Decision)
class DecisionAdmin(OwnFilters, admin.ModelAdmin):
    """Nobody adds to it by hand, nobody changes it: the database grants neither."""

    list_display = ("moment", "what", "of", "who", "reason")
    list_filter = (VerbMenu, DayMenu)
    also_allowed = ("by__id__exact", "uid__exact", "uid", "at__gte", "at__lt")
    list_display_links = ("moment",)
    list_select_related = ("article", "by")
    search_fields = ("why",)  # asks for the field; what it searches is with_reason
    empty_value_display = ""
    actions = None

    @admin.display(description=_("decision"), ordering="verb")
    def what(self, decision: Decision) -> str:
        return label_of(decision.verb)

    @admin.display(description=_("when"), ordering="at")
    def moment(self, decision: Decision) -> str:
        return when(decision.at)

    @admin.display(description=_("article"))
    def of(self, decision: Decision) -> SafeString | str:
        if not decision.article:
            return "–"
        return format_html('<a href="?uid={}">{}</a>', decision.uid, decision.article)

    @admin.display(description=_("who"), ordering="by")
    def who(self, decision: Decision) -> SafeString | str:
        if not decision.by:
            return str(_("unknown name"))
        return format_html('<a href="?by__id__exact={}">{}</a>', decision.by_id, decision.by)

    @admin.display(description=_("why"))
    def reason(self, decision: Decision) -> str:
        return decision.why or about_account(decision.details)

    def get_queryset(self, request: Any) -> QuerySet[Decision]:
        """Articles' lines for those who see articles; when colleagues come and go, for few."""
        seen = Q(by=request.user)
        if request.user.has_perm("articles.view_article"):
            seen |= Q(uid__isnull=False)
        if request.user.has_perm("articles.view_plan"):
            seen |= Q(details__has_key="front")
        if request.user.has_perm("articles.view_picture"):
            seen |= Q(details__has_key="picture")
        if request.user.has_perm("articles.view_tag"):
            seen |= Q(details__has_key="topic")
        if request.user.has_perm("articles.view_person"):
            seen |= Q(details__has_key="person")
        if request.user.has_perm("articles.view_gate"):
            others = ["picture", "front", "topic", "person"]
            seen |= Q(uid__isnull=True) & ~Q(details__has_any_keys=others)
        return super().get_queryset(request).filter(seen).defer("article__body")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Decision], search_term: str
    ) -> tuple[QuerySet[Decision], bool]:
        return with_reason(queryset, search_term.replace("\0", "").strip()), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def export(name: str) -> URLPattern:
            view = self.admin_site.admin_view(getattr(self, f"as_{name}"))
            return path(f"log.{name}", view, name=f"articles_decision_{name}")

        return [export("csv"), export("json"), *super().get_urls()]

    def chosen(self, request: HttpRequest) -> Iterator[dict[str, Any]]:
        """The lines the list shows with these filters, all pages of them, the newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        for one in rows.select_related("article", "by").iterator(2000):
            yield line(one)

    def as_csv(self, request: HttpRequest) -> HttpResponse:
        """For spreadsheets: UTF-8 with its mark, and no cell that could be a formula."""
        text = io.StringIO()
        writer = csv.DictWriter(text, EXPORTED)
        writer.writeheader()
        for one in self.chosen(request):
            flat = one | {"details": json.dumps(one["details"], ensure_ascii=False)}
            writer.writerow({name: harmless(value) for name, value in flat.items()})
        return download("\ufeff" + text.getvalue(), "text/csv", "csv")

    def as_json(self, request: HttpRequest) -> HttpResponse:
        text = json.dumps(list(self.chosen(request)), ensure_ascii=False, cls=DjangoJSONEncoder)
        return download(text, "application/json", "json")


def line(decision: Decision) -> dict[str, Any]:
    """One decision, in plain values; the moment in the newsroom's zone, ISO 8601."""
    return {
        "at": localtime(decision.at).isoformat(timespec="seconds"),
        "by": decision.by.username if decision.by else "",
        "verb": decision.verb,
        "article": str(decision.article or ""),
        "uid": str(decision.uid or ""),
        "version": decision.version,
        "why": decision.why,
        "digest": decision.digest,
        "details": decision.details,
    }


def harmless(value: Any) -> Any:
    """A cell as text: an apostrophe before what a spreadsheet would calculate."""
    begins = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if begins else value


def download(text: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="log.{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def told_of_house(changed: dict[str, list[Any]]) -> str:
    """What of the settings was what, and is what."""
    return " · ".join(told_of_setting(name, old, new) for name, (old, new) in changed.items())


def told_of_setting(name: str, old: Any, new: Any) -> str:
    """Of a logo nobody wants to read digests."""
    if name in LOGOS:
        done = (_("replaced") if old else _("added")) if new else _("removed")
        return f"{House.label(name)}: {done}"
    return f"{House.label(name)}: {old} → {new}"


def about_account(details: dict[str, Any]) -> str:
    """Which picture, front, topic or account was changed, or where a log-in was tried from."""
    if "front" in details:
        return str(_("%(front)s, version %(number)d") % details)
    if "settings" in details:
        return told_of_house(details["settings"])
    if "picture" in details:
        changed = ", ".join(field_named(name) for name in details.get("fields", ()))
        return " · ".join(one for one in (details["name"], details.get("file"), changed) if one)
    if named := details.get("topic") or details.get("person"):
        return f"{details['before']} → {named}"
    if "account" not in details:
        return str(details.get("address") or details.get("name", ""))
    fields = [_(name) for name in details["fields"]]
    more = [", ".join(str(one) for one in fields), ", ".join(details["groups"])]
    return " · ".join(one for one in (details["account"], *more) if one)
