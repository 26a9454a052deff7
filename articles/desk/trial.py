"""What a route would do with the last hundred texts of its supplier, before anybody saves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.catalog.models import Tag
from articles.drafts import routing
from articles.drafts.kinds import Priority
from articles.drafts.models import Dispatch, Route
from articles.text.blocks import plain

#: Texts on which a route is tried.
LAST = 100


@dataclass(frozen=True)
class Tried:
    """One text for which the route holds, and what all routes together say of it."""

    pk: int
    headline: str
    at: datetime
    said: str


@dataclass(frozen=True)
class Trial:
    """What was looked at, and the texts for which the route holds."""

    looked_at: int
    found: list[Tried]


def of(route: Route, tags: Iterable[Tag]) -> Trial:
    """The route as it stands in the form, among its supplier's others."""
    mine = routing.Rule(route, list(tags))
    others = [one for one in routing.rules_of(route.supplier.name) if one.route.pk != route.pk]
    rules = sorted([*others, mine], key=lambda one: (one.route.order, one.route.pk or 2**63))
    rows = Dispatch.objects.without_files().filter(source=route.supplier.name)
    looked_at = [(row, told(row.told)) for row in rows.order_by("-received_at", "-id")[:LAST]]
    found = [
        Tried(row.pk, str(row), row.received_at, consequences(routing.way(rules, about)))
        for row, about in looked_at
        if routing.holds(route, about)
    ]
    return Trial(len(looked_at), found)


def told(record: dict[str, Any]) -> routing.Told:
    """What the wire looked at when it came in, out of what was kept of it."""
    texts = (record.get("headline", ""), record.get("lead", ""), plain(record.get("body", "")))
    subjects = (one["name"] for one in record.get("subjects", ()))
    return routing.told(texts, subjects, record.get("urgency"))


def alone(route: Route) -> routing.Way:
    """What a route says by itself."""
    return routing.Way(
        section=route.section,
        tags=list(route.tags.all()),
        language=route.language,
        priority=route.priority,
        ignore=route.ignore,
    )


def conditions(route: Route) -> str:
    """In a line; a route without any holds for everything."""
    urgency = _("urgency up to %(number)d") % {"number": route.urgency} if route.urgency else ""
    said = [one for one in (route.words, route.subjects, urgency) if one]
    return " · ".join(said) or _("everything")


def consequences(way: routing.Way) -> str:
    """In a line."""
    if way.ignore:
        return _("ignored")
    priority = Priority(way.priority).label if way.priority else ""
    said = [str(way.section or ""), *map(str, way.tags), way.language, str(priority)]
    return " · ".join(one for one in said if one) or "–"
