"""Planning a front: every change is small, whole and a version; nobody overwrites anybody.

The only place that writes a plan. Whoever changes it names the version they saw; if somebody was
faster, nothing is written, and they are shown what is different now.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from articles.catalog.kinds import Place
from articles.catalog.models import Picture, Section

from .errors import FrontIsFull, NotOnFront, PlanOvertaken, Spiked
from .kinds import State
from .models import Article, Placement, Plan, PlanVersion, User
from .rights import require, require_publisher

Edit = Callable[[Plan], None]
#: Places of a front that somebody may fill; what is below them fills itself.
MOST = 60
#: What a slot may say in place of its article's own words.
WORDS = ("kicker", "headline", "standfirst")
ORDER = {place: rank for rank, place in enumerate(Place.values)}


def plan_of(section: Section | None) -> Plan:
    """The plan of a section's front, or of the home page."""
    found, _made = Plan.objects.select_related("section__parent", "changed_by").get_or_create(
        section=section
    )
    return found


def placements(plan: Plan) -> list[Placement]:
    """From the top of the front; each with its article."""
    rows = plan.placements.select_related("article__section__parent", "picture", "placed_by")
    return list(rows.order_by("order"))


@transaction.atomic
def change(plan: Plan, edit: Edit, *, by: User, seen: int) -> Plan:
    """Hold the plan and do one edit.

    Raises NotYours, NotHere, or PlanOvertaken unless `seen` is the version that stands.
    """
    held = hold_plan(plan)
    allow(by, held)
    if held.version != seen:
        raise PlanOvertaken(who=held.changed_by)
    return write(held, edit, by=by)


def write(held: Plan, edit: Edit, *, by: User) -> Plan:
    """Do an edit of a plan that is held, and keep what stands now as a version."""
    edit(held)
    held.version += 1
    held.changed_by = by
    Plan.objects.filter(pk=held.pk).update(
        version=held.version,
        changed_by=by,
        changed_at=Now(),
        breaking=held.breaking,
        breaking_article=held.breaking_article,
        breaking_until=held.breaking_until,
    )
    PlanVersion.objects.create(plan=held, number=held.version, content=snapshot(held), by=by)
    return held


def hold_plan(plan: Plan) -> Plan:
    """As it stands now, its row held until the transaction ends.

    Who has changed it is read afterwards: to a statement that had to wait for the row, PostgreSQL
    gives the new row, but joins it with what stood beside the old one, so that nobody would have.
    """
    rows = Plan.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("section__parent").get(pk=plan.pk)


def allow(by: User, plan: Plan) -> None:
    """Raises NotYours or NotHere unless this person may change this front."""
    places = [plan.section] if plan.section else []
    require(by, "change_plan", *places)
    require_publisher(by, *places)


def place(article: Article, where: str, *, by: User, at: int | None = None) -> Edit:
    """An edit: put an article into a place, `at` its number there (0 is first; None is last).

    One that stands elsewhere on the front moves, and keeps its own words.
    Raises FrontIsFull or Spiked.
    """

    def edit(plan: Plan) -> None:
        rows = placements(plan)
        mine = next((one for one in rows if one.article_id == article.pk), None)
        if mine is None:
            if len(rows) >= MOST:
                raise FrontIsFull(most=MOST)
            if article.state == State.SPIKED:
                raise Spiked
            mine = Placement(plan=plan, article=article, placed_by=by)
        mine.place = where
        groups = {one: [r for r in rows if r.place == one and r is not mine] for one in ORDER}
        groups[where].insert(len(groups[where]) if at is None else at, mine)
        number([one for group in groups.values() for one in group], moved=mine)

    return edit


def number(rows: list[Placement], moved: Placement | None = None) -> None:
    """Count from the top, and write what is moved or counted differently."""
    for order, one in enumerate(rows):
        if one is moved or one.order != order:
            one.order = order
            one.save()


def remove(article: Article) -> Edit:
    """An edit: take an article off the front. Raises NotOnFront."""

    def edit(plan: Plan) -> None:
        if not plan.placements.filter(article=article).delete()[0]:
            raise NotOnFront
        number(placements(plan))

    return edit


def word(
    article: Article,
    *,
    picture: Picture | None = None,
    until: datetime | None = None,
    **words: str,
) -> Edit:
    """An edit: what the slot says in its article's place, its picture, and how long it stands.

    Raises NotOnFront.
    """

    def edit(plan: Plan) -> None:
        said = {name: words.get(name, "").strip() for name in WORDS}
        rows = plan.placements.filter(article=article)
        if not rows.update(picture=picture, until=until, **said):
            raise NotOnFront

    return edit


def breaking(text: str, *, article: Article | None, until: datetime | None) -> Edit:
    """An edit: the line above everything, what it leads to, and how long it stands; "" ends it."""

    def edit(plan: Plan) -> None:
        plan.breaking = text.strip()
        plan.breaking_article = article if plan.breaking else None
        plan.breaking_until = until if plan.breaking else None

    return edit


def clear_words(article: Article, *, by: User) -> None:
    """Slots have no words of their own for it any more, and no line leads to it: all its plans."""
    mine = Q(placements__article=article) | Q(breaking_article=article)
    for plan in Plan.objects.filter(mine).distinct().order_by("pk"):
        write(hold_plan(plan), wordless(article), by=by)


def wordless(article: Article) -> Edit:
    def edit(plan: Plan) -> None:
        plan.placements.filter(article=article).update(kicker="", headline="", standfirst="")
        if plan.breaking_article_id == article.pk:
            breaking("", article=None, until=None)(plan)

    return edit


def snapshot(plan: Plan) -> dict[str, Any]:
    """Everything an editor decided, in plain values."""
    line = plan.breaking_article
    return {
        "slots": [slot(one) for one in placements(plan)],
        "breaking": {
            "text": plan.breaking,
            "uid": str(line.uid) if line else "",
            "until": plan.breaking_until,
        },
    }


def slot(one: Placement) -> dict[str, Any]:
    return {
        "uid": str(one.article.uid),
        "place": one.place,
        **{name: getattr(one, name) for name in WORDS},
        "picture": one.picture.key if one.picture else "",
        "until": one.until,
    }
