"""Fronts of the past: what was laid out, by whom, what led, and each as readers had it then."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

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
    words = Known(found[:PAGE])
    context = site.each_context(request) | {
        "title": _("Earlier fronts"),
        "plan": plan,
        "versions": [
            version(one, path, known.get(people.get(one.version, 0)), words) for one in found[:PAGE]
        ],
        "older": address(plan, "fronts_past", before=str(found[PAGE - 1].number))
        if len(found) > PAGE
        else "",
        "back": address(plan),
        "path": path,
    }
    return TemplateResponse(request, "admin/desk/front_past.html", context)


def version(front: Front, path: str, by: User | None, known: "Known") -> Version:
    slots = sorted(front.slots.all(), key=lambda one: one.order)
    # The address has whole seconds: by the next one this version is out.
    when = moment.address(front.live_from + timedelta(seconds=1), path)
    return Version(front.number, front.live_from, by, lead(front, slots, known), len(slots), when)


def lead(front: Front, slots: list[Slot], known: "Known") -> str:
    """What stood first, in the words of that hour; empty where the newest story did."""
    for one in slots:
        if one.place == Place.LIST:
            break
        if words := known.readable(one, front.live_from):
            return one.headline or words.title
    return ""


class Known:
    """What readers had of the stories above the lists of these fronts, asked for at once."""

    def __init__(self, fronts: list[Front]) -> None:
        slots = [slot for one in fronts for slot in one.slots.all() if slot.place != Place.LIST]
        uids = {slot.uid for slot in slots}
        rows = Edition.objects.filter(story__uid__in=uids).select_related("story")
        self.editions = list(
            rows.only("number", "live_from", "headline", "short_headline", "story__uid").order_by(
                "-number"
            )
        )
        self.away = list(Absence.objects.filter(story__uid__in=uids))

    def readable(self, slot: Slot, at: datetime) -> Edition | None:
        """The edition of its story that readers had at that moment, unless it was away."""
        for one in self.editions:
            if one.story.uid == slot.uid and one.live_from <= at:
                return None if self.gone(one.story_id, at) else one
        return None

    def gone(self, story: int, at: datetime) -> bool:
        return any(
            one.story_id == story and one.since <= at and (one.until is None or one.until > at)
            for one in self.away
        )
