"""Fronts: what editors laid out comes first, and the newest stories fill what is left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Case, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject

from articles.catalog.kinds import Place
from articles.catalog.models import Section

from .clock import Clock
from .lists import Entry, printed
from .models import Front, Plate, Slot, Story
from .pictures import FACTS, of_lead, of_record, plates
from .statement import Statement, in_one
from .wording import pictured, worded

#: What a front has places for: under the lead, beside it, in the clock list, in a section's strip.
BELOW, BESIDE, RECENT, STRIP = 2, 3, 8, 4
#: Fewer do not make a strip of their own.
FULL = 3
#: A section's page has the lead and these.
PAIR = 2


class Strip(NamedTuple):
    """A section's stories on the front."""

    section: Section
    entries: list[Entry]


@dataclass
class Layout:
    """A front as it stands this second: what was placed, then by time, then by section."""

    lead: list[Entry] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)
    beside: list[Entry] = field(default_factory=list)
    #: What editors placed under the seconds.
    listed: list[Entry] = field(default_factory=list)
    recent: list[Entry] = field(default_factory=list)
    #: Sections that fill a strip.
    strips: list[Strip] = field(default_factory=list)
    #: The newest of all others.
    mosaic: list[Strip] = field(default_factory=list)


@dataclass
class Placed:
    """What was laid out of a front, as far as its readers may see it now."""

    slots: dict[str, list[Entry]] = field(default_factory=dict)
    #: The line above everything, and the story it leads to.
    breaking: str = ""
    breaking_path: str = ""

    @property
    def stories(self) -> set[int]:
        return {entry.story for entries in self.slots.values() for entry in entries}

    def rest(self, entries: list[Entry]) -> list[Entry]:
        """Those that do not stand on this front already."""
        stories = self.stories
        return [one for one in entries if one.story not in stories]

    def top(self, seconds: int, rest: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
        """Lead and seconds, then what was placed in the list; the rest fills what is empty.

        Where no lead shows the first second moves up; a lead too many is the first second, and a
        second too many the first of the list.
        """
        leads, others = self.slots.get(Place.LEAD, []), self.slots.get(Place.SECOND, [])
        row = [*leads, *others]
        listed = row[1 + seconds :] + self.slots.get(Place.LIST, [])
        row = row[: 1 + seconds]
        row += islice(rest, 1 + seconds - len(row))
        return row, listed


def lay_out(placed: Placed, entries: list[Entry], sections: Iterable[Section]) -> Layout:
    """Give each entry its place; `entries` are the newest first, `sections` in the site's order."""
    rest = iter(placed.rest(entries))
    row, listed = placed.top(BELOW + BESIDE, rest)
    layout = Layout(row[:1], row[1 : 1 + BELOW], row[1 + BELOW :], listed)
    layout.recent = list(islice(rest, RECENT))
    by_branch: dict[int, list[Entry]] = defaultdict(list)
    for entry in rest:
        by_branch[entry.branch].append(entry)
    for section in sections:
        found = by_branch[section.pk]
        if len(found) >= FULL:
            layout.strips.append(Strip(section, found[:STRIP]))
        elif found:
            layout.mosaic.append(Strip(section, found[:1]))
    if len(layout.mosaic) == 1:  # one tile is no mosaic
        layout.recent += layout.mosaic.pop().entries
    return layout


def in_order(placed: Placed, entries: list[Entry]) -> list[Entry]:
    """A section's page from its top: lead, seconds, list, then the newest others."""
    rest = iter(placed.rest(entries))
    row, listed = placed.top(PAIR, rest)
    return [*row, *listed, *rest]


def placed_at(moment: datetime) -> Placed:
    """What readers had at a moment past, as far as they may see it still; one query."""
    return next((placed(front) for (front,) in newest(at=moment)), Placed())


def of_section(found: dict[str, Any] | None) -> tuple[Placed, list[dict[str, Any]]]:
    """A section's front and the plates of its picture, of what `OF_SECTION` told."""
    return (placed(found["front"]), found["picture"]) if found else (Placed(), [])


def placed(front: dict[str, Any] | None) -> Placed:
    """A front's slots as far as a story shows in them, and its breaking line."""
    if front is None:
        return Placed()
    line, leads_to = front["line"], front["leads_to"]
    by_place: dict[str, list[Entry]] = defaultdict(list)
    for slot in front["filled"]:
        if slot["story"] and slot["story"]["piece"]:
            by_place[slot["place"]].append(entry(slot))
    return Placed(by_place, line, (leads_to or "") if line else "")


def newest(section: int | None = None, at: datetime | Clock | None = None) -> QuerySet[Front, Any]:
    """The front that stood then: its slots, its breaking line while it lasted, where it led."""
    moment = at or Clock()
    stands = Q(breaking_until=None) | Q(breaking_until__gt=moment)
    found = (
        Front.objects.of(section)
        .filter(live_from__lte=moment)
        .order_by("-number")
        .annotate(
            filled=slots(moment),
            line=Case(When(stands, then=F("breaking")), default=Value("")),
            leads_to=Subquery(Story.objects.filter(uid=OuterRef("breaking_uid")).values("path")),
        )
    )
    front = JSONObject(filled="filled", line="line", leads_to="leads_to")
    return found.values_list(front)[:1]


def slots(at: datetime | Clock) -> Func:
    """Of a front: its slots from the top, each with the story that readers have there."""
    stories = Story.objects.filter(uid=OuterRef("uid"), live_from__lte=at).annotate(
        piece=printed("card", "pk", at), plates=of_lead("pk")
    )
    story = JSONObject(
        key="pk", live_from="live_from", branch="branch_id", piece="piece", plates="plates"
    )
    cut = ("wide", "square")
    own = plates(Plate.objects.filter(picture=OuterRef("picture"), crop__in=cut), FACTS)
    stands = Q(until=None) | Q(until__gt=at)
    rows = Slot.objects.filter(stands, front=OuterRef("pk")).annotate(
        story=Subquery(stories.values(found=story)), plates=own
    )
    words = ("place", "kicker", "headline", "standfirst", "story", "plates")
    return in_one(rows.order_by("order").values(slot=JSONObject(**{w: w for w in words})))


def with_picture(section: int) -> QuerySet[Section, Any]:
    """A section's front, and what its page's head needs."""
    rows = Section.objects.filter(pk=section).annotate(plates=of_record("picture"))
    return rows.values_list(JSONObject(front=Subquery(newest(section)), picture="plates"))


#: Each of one column.
HOME, OF_SECTION = Statement(newest), Statement(with_picture, section=int)


def entry(slot: dict[str, Any]) -> Entry:
    """A slot as a list's entry: the story's card, with the words and the picture of the slot."""
    story = slot["story"]
    piece = worded(story["piece"], slot)
    if slot["plates"]:
        piece = pictured(piece, slot["plates"][0]["key"])
    moment = datetime.fromisoformat(story["live_from"])
    return Entry(story["key"], moment, story["branch"], piece, slot["plates"] or story["plates"])
