"""A list's filters, as menus above it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.contrib.admin import ChoicesFieldListFilter, RelatedFieldListFilter, SimpleListFilter
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.catalog.models import Person, Tag
from articles.drafts.kinds import State
from articles.drafts.models import Article, Contribution, Recheck, TaggedArticle
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
                asked = Recheck.objects.select_related("cause").only("article", "cause__headline")
                rows = queryset.filter(Exists(Recheck.objects.filter(article=OuterRef("pk"))))
                return rows.prefetch_related(Prefetch("rechecks", asked, to_attr="asked_again"))
            case "ready":
                return queryset.filter(unpublished(), live_from=None).exclude(state=State.SPIKED)
        return queryset


def unpublished() -> Q:
    """No reader has it, and none is promised it."""
    return Q(~Exists(Story.objects.filter(uid=OuterRef("uid"))))


class ChangedMenu(SimpleListFilter):
    """When somebody last saved it."""

    title = _("changed")
    parameter_name = "days"
    template = "admin/desk/filter.html"
    DAYS = ("1", "7", "30", "365")

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        days = ngettext("in the last %(n)d day", "in the last %(n)d days", 7)
        later = [(n, days % {"n": int(n)}) for n in self.DAYS[1:]]
        return [("1", _("since yesterday")), *later, ("older", _("longer than a year ago"))]

    def queryset(self, request: Any, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == "older":
            return queryset.filter(changed_at__lt=Clock() - timedelta(days=365))
        if self.value() not in self.DAYS:
            return queryset
        return queryset.filter(changed_at__gte=Clock() - timedelta(days=int(self.value() or 0)))


def no(model: Any, field: str) -> Callable[[], Q]:
    """Articles to which no row of this model belongs."""
    return lambda: Q(~Exists(model.objects.filter(**{field: OuterRef("pk")})))


class FaultMenu(SimpleListFilter):
    """What an article lacks, as far as a list can tell without reading every text."""

    title = _("what is missing")
    parameter_name = "lacks"
    template = "admin/desk/filter.html"
    FAULTS: dict[str, tuple[Any, Callable[[], Q]]] = {
        "section": (_("section"), lambda: Q(section=None)),
        "standfirst": (_("standfirst"), lambda: Q(standfirst="")),
        "text": (_("text"), lambda: Q(body="")),
        "byline": (_("byline"), no(Contribution, "article")),
        "topics": (_("topics"), no(TaggedArticle, "content_object")),
        "picture": (_("lead picture"), lambda: Q(lead=None)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(name, label) for name, (label, _rows) in self.FAULTS.items()]

    def queryset(self, request: Any, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() not in self.FAULTS:
            return queryset
        return queryset.filter(self.FAULTS[self.value() or ""][1]())


class NamedField(SimpleListFilter):
    """A name that is typed, since there are too many to choose from in a menu."""

    template = "admin/desk/name_filter.html"
    #: What is named, the rows that say who has it, and their fields for the one and the other.
    named: Any
    rows: Any
    field = owner = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("", "")]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """What else the address asks, which the field's form must not lose."""
        others = {name: value for name, value in changelist.params.items() if name != "p"}
        others.pop(self.parameter_name, None)
        yield {"name": self.parameter_name, "value": self.value() or "", "others": others}

    def queryset(self, request: Any, queryset: QuerySet[Article]) -> QuerySet[Article]:
        name = " ".join((self.value() or "").replace("\0", "").split())
        if not name:
            return queryset
        # By key: how often a row is used the database knows, how often a name is it guesses.
        keys = list(self.named.objects.filter(name__iexact=name).values_list("pk", flat=True)[:50])
        found = self.rows.objects.filter(**{f"{self.field}__in": keys})
        return queryset.filter(pk__in=found.values(self.owner))


class PersonField(NamedField):
    title = _("person")
    parameter_name = "person"
    named, rows, field, owner = Person, Contribution, "person", "article"


class TopicField(NamedField):
    title = _("topic")
    parameter_name = "topic"
    named, rows, field, owner = Tag, TaggedArticle, "tag", "content_object"
