"""What depends on a name of the catalog: what keeps it from being deleted, and what would go along.

It is read off the tables' own references, so that a new table stands here by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import PROTECT, ForeignObjectRel, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.catalog.models import Person, Section, Source, Tag
from articles.press.discard import Named, discard, printed, seen
from articles.press.errors import Refusal

#: Rows that are counted of one table, and those that are named.
MOST, FEW = 1000, 3
#: What to do about a name that readers know.
INSTEAD: dict[type[Model], Any] = {
    Section: gettext_lazy("It can be renamed; its stories can be moved to another section."),
    Person: gettext_lazy("It can be joined with another person."),
    Source: gettext_lazy("It can be renamed."),
    Tag: gettext_lazy("It can be joined with another topic, or renamed."),
}


@dataclass
class Depending:
    """Sentences: why it stays, what stands in the way, what goes or loses it."""

    stays: list[str] = field(default_factory=list)
    stands: list[str] = field(default_factory=list)
    goes: list[str] = field(default_factory=list)


def depending(named: Named) -> Depending:
    """A few bounded statements for each table that names it, however many rows they have."""
    found = Depending()
    if seen(named):
        found.stays = [known(named), str(INSTEAD[type(named)])]
        found.stays.append(_("What is published is withdrawn or purged, never deleted."))
    for relation in relations(type(named)):
        if said := told(relation, named):
            stops = getattr(relation, "on_delete", None) is PROTECT
            (found.stands if stops else found.goes).append(said)
    return found


def known(named: Named) -> str:
    count = printed(named).distinct().order_by()[: MOST + 1].count()
    if count > MOST:
        return _("Readers know it from more than %(n)d stories.") % {"n": MOST}
    text = ngettext(
        "Readers know it from %(n)d story.", "Readers know it from %(n)d stories.", count
    )
    return text % {"n": count} if count else _("Readers know its page.")


def relations(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """References to it from the desk's tables. What readers have stands in `known`."""
    rows = [
        one
        for one in model._meta.get_fields(include_hidden=True)
        if isinstance(one, ForeignObjectRel) and not one.related_model._meta.auto_created
    ]
    between = {getattr(one, "through", None) for one in rows}
    for one in rows:
        room = one.related_model.__module__.split(".")[1]
        if room != "reader" and one.related_model not in between:
            yield one


def told(relation: ForeignObjectRel, named: Named) -> str:
    """“Articles: 12 (Rat tagt, Die Fähre fährt, Am Kai …)”; "" where there are none."""
    rows = relation.related_model._default_manager.filter(**{relation.field.name: named})
    count = rows.order_by()[: MOST + 1].count()
    if not count:
        return ""
    things = capfirst(str(relation.related_model._meta.verbose_name_plural))
    names = ", ".join(str(getattr(one, "article", one)) for one in rows.order_by("-pk")[:FEW])
    more = " …" if count > FEW else ""
    number = f"{MOST}+" if count > MOST else str(count)
    return f"{things}: {number} ({names}{more})"


class Discarding(ModelAdmin):
    """Deleting says what depends on it, and the press has the last word."""

    delete_confirmation_template = "admin/desk/deleting.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        found = depending(objs[0])
        refused = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        stops = [*found.stays, *found.stands]
        return found.goes, {}, refused, stops

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What came to depend on it since the page was shown is refused in words, too."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            where = reverse(f"admin:articles_{self.opts.model_name}_change", args=[object_id])
            return HttpResponseRedirect(where)

    def delete_model(self, request: Any, obj: Any) -> None:
        discard(obj, by=request.user)
