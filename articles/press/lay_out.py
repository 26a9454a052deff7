"""Lay out: a front as its plan stands, for the readers, final."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

from articles.catalog.models import Picture
from articles.delivery.announce import announce_front
from articles.drafts.errors import PlanOvertaken
from articles.drafts.log import decide_on_front
from articles.drafts.models import Article, Placement, Plan, User
from articles.drafts.planning import WORDS, allow, hold_plan, placements
from articles.reader import clock
from articles.reader.models import Front, Slot

from .rights import prepare


@transaction.atomic
def lay_out(plan: Plan, *, by: User, seen: int, note: str = "") -> Front:
    """Print the plan as the next version of its front; readers have it at once.

    An article needs not be published: its slot shows it from its own second on. Slots whose time
    has run out stay in the plan and are left out. Doing it again changes nothing.
    Raises NotYours, NotHere, or PlanOvertaken unless `seen` is the version that stands.
    """
    held = hold_plan(plan)
    allow(by, held)
    if held.version != seen:
        raise PlanOvertaken(who=held.changed_by)
    before = Front.objects.of(held.section_id).order_by("-number").first()
    if before and before.version == held.version:
        return before
    hold_articles(held)
    front = print_front(held)
    page = held.section.get_absolute_url() if held.section else "/"
    decide_on_front("lay_out", page, by=by, why=note, number=front.number, version=front.version)
    announce_front(front, now=front.live_from)
    pictures = Picture.objects.filter(slots__front=front)
    prepare(pictures)
    return front


@contextmanager
def foreseen(plan: Plan) -> Iterator[None]:
    """Within it the plan is printed, for a look; afterwards nothing has happened."""
    with transaction.atomic():
        print_front(hold_plan(plan))
        yield
        transaction.set_rollback(True)


def hold_articles(plan: Plan) -> None:
    """Whoever publishes one of them meanwhile waits, so that its moment is announced here too."""
    rows = Article.objects.filter(placements__plan=plan).order_by("pk")
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def print_front(plan: Plan) -> Front:
    now = clock.now()
    number = Front.objects.of(plan.section_id).aggregate(last=Max("number"))["last"] or 0
    line = plan.breaking_until is None or plan.breaking_until > now
    front = Front.objects.create(
        section=plan.section,
        number=number + 1,
        live_from=now,
        version=plan.version,
        breaking=plan.breaking if line else "",
        breaking_uid=plan.breaking_article.uid if line and plan.breaking_article else None,
        breaking_until=plan.breaking_until if line else None,
    )
    rows = [one for one in placements(plan) if one.until is None or one.until > now]
    Slot.objects.bulk_create(slot(front, one) for one in rows)
    return front


def slot(front: Front, one: Placement) -> Slot:
    return Slot(
        front=front,
        uid=one.article.uid,
        live_from=front.live_from,
        until=one.until,
        place=one.place,
        order=one.order,
        picture=one.picture,
        **{name: getattr(one, name) for name in WORDS},
    )
