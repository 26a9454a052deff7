"""Where an article stands on the fronts: in the plans, and with readers, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet

from articles.drafts.models import Article, Placement
from articles.drafts.planning import plan_of
from articles.reader.models import Front, Slot

from .page import address


@dataclass(frozen=True)
class Stand:
    """One front that has it: planned there, printed there, or both."""

    front: str
    address: str
    place: str
    planned: bool
    #: Since when every printed version has had it; None: no version that readers have.
    since: datetime | None


def where_it_stands(article: Article) -> list[Stand]:
    """The home page first, then sections in their order."""
    rows = Placement.objects.filter(article=article).select_related("plan__section__parent")
    planned = {plan_of(one.plan.section): one for one in rows}
    printed = {plan_of(one.front.section): one for one in printed_of(article)}
    found = []
    for plan in sorted({*planned, *printed}, key=lambda one: (one.section is not None, one.pk)):
        slot: Placement | Slot = planned.get(plan) or printed[plan]
        since = since_of(printed[plan]) if plan in printed else None
        place = str(slot.get_place_display())
        found.append(Stand(str(plan), address(plan), place, plan in planned, since))
    return found


def printed_of(article: Article) -> list[Slot]:
    """Its slots in the versions that readers have."""
    rows = Slot.objects.filter(uid=article.uid).select_related("front__section__parent")
    newest = rows.order_by("front__section_id", "-front__number").distinct("front__section_id")
    return [one for one in newest if not later_than(one.front).exists()]


def later_than(front: Front) -> QuerySet[Front]:
    return Front.objects.of(front.section_id).filter(number__gt=front.number)


def since_of(slot: Slot) -> datetime:
    """When the oldest of the versions appeared that have had it without a break."""
    fronts = Front.objects.of(slot.front.section_id)
    without = fronts.exclude(slots__uid=slot.uid).aggregate(last=Max("number"))["last"] or 0
    found: datetime = fronts.filter(number__gt=without).aggregate(first=Min("live_from"))["first"]
    return found
