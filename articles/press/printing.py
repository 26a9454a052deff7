"""The press itself: what publish and correct have in common. Every caller is in a transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.delivery.announce import announce, announce_ties
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.drafts.rights import require, require_publisher
from articles.drafts.workflow import hold
from articles.reader import clock
from articles.reader.models import Edition, Story
from articles.reader.printing import render

from .concordance import concord
from .errors import AlreadyDue, NotReady, OutOfOrder, Withdrawn
from .filing import file, open_story
from .links import print_links
from .pictures import print_pictures
from .proof import Fault, blocking
from .recall import take_back


@dataclass(frozen=True)
class Order:
    """What somebody asked the press for. Moments are aware, in UTC; None is now."""

    verb: str
    by: User
    kind: str
    note: str = ""
    live_from: datetime | None = None
    replace: bool = False
    #: Why it goes without the names the section asks for; empty: it waits for them.
    unsigned: str = ""

    @property
    def right(self) -> str:
        return f"{self.verb}_article"


@dataclass
class Run:
    """One run of the press: the article held, and how its story stands at this moment."""

    order: Order
    article: Article
    story: Story | None
    now: datetime
    due: Edition | None = None
    current: Edition | None = None

    @property
    def at(self) -> datetime:
        return self.order.live_from or self.now

    @property
    def embargo(self) -> bool:
        return self.at > self.now


def set_up(article: Article, order: Order) -> Run:
    """Hold article and story, read the clock, and see what is live and what is due."""
    held = hold(article)
    story = story_held(held.uid)
    places = (held.section, story.section) if story else (held.section,)
    require(order.by, order.right, *places)
    require_publisher(order.by, *places)
    run = Run(order, held, story, clock.now())
    if story:
        if story.withdrawn:
            raise Withdrawn
        run.due = story.editions.due().first()
        run.current = story.editions.current().first()
    return run


def story_held(uid: UUID) -> Story | None:
    """The story of that uid with its section, read once its row is held (see `workflow.hold`)."""
    rows = Story.objects.filter(uid=uid)
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return rows.select_related("section__parent").first()


def already(run: Run, composed: Edition) -> Edition | None:
    """The edition that this very order made before, if a click or a job came twice."""
    due = run.due
    if due and run.embargo:
        kind = Edition.Kind.FIRST if due.number == 1 else run.order.kind
        asked = (composed.version, kind, run.at)
        return due if (due.version, due.kind, due.live_from) == asked else None
    if run.current and not run.embargo and run.current.digest == composed.digest:
        return run.current
    return None


def print_run(run: Run, composed: Edition) -> Edition:
    """Proof, clear the way, print, file, log and announce."""
    stopping = (one for one in blocking(run.article, run.at) if stops(one, run.order))
    if faults := [one.message for one in stopping]:
        raise NotReady(faults=" ".join(faults))
    clear_the_way(run)
    story, known = run.story, run.story is not None
    if story is None:
        story = open_story(run.article, run.at)
    edition = numbered(composed, run, story)
    edition.save(force_insert=True)
    render(edition).save(force_insert=True)
    before = file(run.article, story, edition, words_only=known and run.embargo)
    concord(story)
    current = run.current if run.embargo and run.current else edition
    print_links(edition, run.article, by=run.order.by, current=current)
    print_pictures(edition, current=current)
    decide(
        run.article,
        run.order.verb,
        by=run.order.by,
        why=run.order.unsigned or run.order.note,
        digest=edition.digest,
        edition=edition.number,
        kind=edition.kind,
        live_from=edition.live_from,
    )
    at = run.at if run.embargo else None
    announce(story, at=at, also=before)
    announce_ties(story, now=run.now, besides=at)
    return edition


def stops(fault: Fault, order: Order) -> bool:
    return not (order.unsigned and fault.code == "unsigned")


def clear_the_way(run: Run) -> None:
    """At most one edition of a story is not live yet, and none is older than what readers have."""
    if run.due:
        if not run.order.replace:
            raise AlreadyDue(moment=local(run.due.live_from))
        run.story = take_back(run.due)
    if run.current and run.at < run.current.live_from:
        raise OutOfOrder


def local(moment: datetime) -> str:
    """A moment as the newsroom's own clock shows it."""
    return date_format(timezone.localtime(moment), _("j F Y, H:i"))


def next_number(story: Story) -> int:
    """Editions are counted from 1, those that wait among them."""
    return (story.editions.aggregate(last=Max("number"))["last"] or 0) + 1


def numbered(edition: Edition, run: Run, story: Story) -> Edition:
    number = next_number(story)
    edition.story, edition.number, edition.live_from = story, number, run.at
    edition.kind = run.order.kind if number > 1 else Edition.Kind.FIRST
    edition.note = run.order.note
    return edition
