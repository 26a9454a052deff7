"""What the planner shows: every slot with what readers have of it, and what could stand there."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from articles.catalog.kinds import LISTED, Kind, Place
from articles.catalog.models import Picture
from articles.desk.searching import with_words
from articles.desk.standing import with_standing
from articles.desk.uploading import in_brief
from articles.drafts.kinds import State
from articles.drafts.models import Article, Placement, Plan
from articles.drafts.planning import placements
from articles.reader.models import Story

from .forms import SlotForm

#: What has stood longer than this without a new edition, somebody should look at.
STALE = timedelta(days=1)
#: Articles offered beside the front.
POOL = 24


@dataclass
class Row:
    """An article on the plan, or beside it."""

    article: Any
    slot: Placement | None = None
    form: SlotForm | None = None
    number: int = 0
    #: The edits that move it one place up or down; empty at either end.
    up: str = ""
    down: str = ""
    expired: bool = False
    stale: bool = False
    thumb: dict[str, Any] | None = None

    @property
    def kicker(self) -> str:
        return (self.slot.kicker if self.slot else "") or str(self.article.kicker)

    @property
    def headline(self) -> str:
        own = self.slot.headline if self.slot else ""
        return own or str(self.article.short_headline or self.article.headline)

    @property
    def standfirst(self) -> str:
        return (self.slot.standfirst if self.slot else "") or str(self.article.standfirst)


@dataclass
class Group:
    """The slots of one place."""

    place: Place
    rows: list[Row] = field(default_factory=list)


def groups(plan: Plan, now: datetime) -> list[Group]:
    """The plan from its top."""
    found = placements(plan)
    standing = {one.pk: one for one in with_standing([one.article for one in found])}
    by_place = {place: Group(place) for place in Place}
    for number, one in enumerate(found, 1):
        row = Row(standing[one.article_id], one, SlotForm.of(one), number)
        row.expired = one.until is not None and one.until <= now
        row.stale = not row.expired and stale(one, row.article.standing, now)
        row.thumb = thumb(one.picture or one.article.lead)
        by_place[Place(one.place)].rows.append(row)
    found_groups = list(by_place.values())
    for at, group in enumerate(found_groups):
        above = found_groups[at - 1].place if at else None
        below = found_groups[at + 1].place if at + 1 < len(found_groups) else None
        steps(group, above, below)
    return found_groups


def steps(group: Group, above: Place | None, below: Place | None) -> None:
    """Inside of its place by one; beyond its end into the next one."""
    last = len(group.rows) - 1
    for at, row in enumerate(group.rows):
        begin = f"place:{row.article.pk}"
        if at:
            row.up = f"{begin}:{group.place}:{at - 1}"
        elif above:
            row.up = f"{begin}:{above}"
        if at < last:
            row.down = f"{begin}:{group.place}:{at + 1}"
        elif below:
            row.down = f"{begin}:{below}:0"


def stale(one: Placement, standing: Any, now: datetime) -> bool:
    newest = max(filter(None, (one.placed_at, standing.edition_from)))
    return bool(standing.live) and now - newest > STALE


def thumb(picture: Picture | None) -> dict[str, Any] | None:
    return in_brief(picture) if picture else None


def pool(plan: Plan, asked: str) -> list[Row]:
    """What is not on the plan: the newest with readers or due, and what waits to be published."""
    taken = plan.placements.values("article")
    rows = Article.objects.exclude(pk__in=taken).exclude(state=State.SPIKED)
    gone = Story.objects.filter(withdrawn=True).values("uid")
    rows = rows.exclude(kind=Kind.PAGE).exclude(uid__in=gone)
    if asked:
        rows = rows.filter(pk__in=with_words(asked))
    else:
        newest = Story.objects.filter(withdrawn=False, kind__in=LISTED).order_by(
            "-live_from", "-pk"
        )
        uids = list(newest.values_list("uid", flat=True)[: POOL + plan.placements.count()])
        rows = rows.filter(Q(uid__in=uids) | Q(state__in=(State.SUBMITTED, State.APPROVED)))
    found = rows.select_related("section__parent", "lead").order_by("-changed_at", "-pk")[:POOL]
    return [Row(one, thumb=thumb(one.lead)) for one in with_standing(found)]
