"""Fronts of the past: what was laid out, by whom, what led, and each as readers had it then."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.catalog.kinds import Place
from articles.desk import moment
from articles.drafts.models import User
from articles.reader.models import Absence, Edition, Front, Slot

from .page import address, plan_asked

#: Versions on a page.
PAGE = 30


class Version(NamedTuple):
    """A version of a front, and what it led with when it appeared."""

    number: int
    at: datetime
    by: User | None
    lead: str
    slots: int
    address: str


def page(site: Any, request: Any) -> HttpResponse:
    """GET: the newest first; `?before=` a number goes on from there."""
    plan = plan_asked(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    rows, before = Front.objects.of(plan.section_id).order_by("-number"), request.GET.get("before")
    if before and before.isdecimal() and len(before) < 10:
        rows = rows.filter(number__lt=int(before))
    found = list(rows.prefetch_related("slots")[: PAGE + 1])
    path = plan.section.get_absolute_url() if plan.section else "/"
    people = dict(
        plan.versions.filter(number__in=[f.version for f in found]).values_list("number", "by")
    )
    known = User.objects.in_bulk(set(people.values()))
    context = site.each_context(request) | {
        "title": _("Earlier fronts"),
        "plan": plan,
        "versions": [
            version(one, path, known.get(people.get(one.version, 0))) for one in found[:PAGE]
        ],
        "older": address(plan, "fronts_past", before=str(found[PAGE - 1].number))
        if len(found) > PAGE
        else "",
        "back": address(plan),
        "path": path,
    }
    return TemplateResponse(request, "admin/desk/front_past.html", context)


def version(front: Front, path: str, by: User | None) -> Version:
    slots = sorted(front.slots.all(), key=lambda one: one.order)
    # The address has whole seconds: by the next one this version is out.
    when = moment.address(front.live_from + timedelta(seconds=1), path)
    return Version(front.number, front.live_from, by, lead(front, slots), len(slots), when)


def lead(front: Front, slots: list[Slot]) -> str:
    """What stood first, in the words of that hour; empty where the newest story did."""
    for one in slots:
        if one.place == Place.LIST:
            break
        if words := readable(one, front.live_from).order_by("-number").first():
            return one.headline or words.title
    return ""


def readable(slot: Slot, at: datetime) -> QuerySet[Edition]:
    """Editions of its story that readers had at that moment or before, unless it was away."""
    away = Absence.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)
    rows = Edition.objects.filter(story__uid=slot.uid, live_from__lte=at)
    return rows.exclude(story__in=away.values("story"))
