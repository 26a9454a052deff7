"""An archive of any size on the one path of everything that comes in, some hundred posts at once.

What is new and simple is written by the hundred. All else, and a hundred in which anything is odd,
goes post by post as everything does: the fate of a post is the same either way.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import Full, Queue
from threading import Event, Thread
from typing import IO, TypeVar

from django.db import DatabaseError, transaction

from articles.catalog.models import Section
from articles.drafts.beginning import claim_all, record_all
from articles.drafts.linking import quotation
from articles.drafts.models import (
    Article,
    Contribution,
    Credit,
    Dispatch,
    StoryLink,
    TaggedArticle,
    User,
)
from articles.drafts.models.story_link import MOST
from articles.drafts.routing import Way

from . import drafting
from .knowing import acquaint, known, people
from .picturing import to_take
from .plain import Unreadable
from .reading import wxr
from .reading.piece import Piece, Status
from .receiving import Fate, Outcome, Taking, identified, stale, take
from .remembering import remembering

Found = TypeVar("Found")
#: Posts of one transaction, and their bytes: what is lost when somebody stops it, and done again.
BATCH, BYTES = 200, 4_000_000


def receive_archive(
    file: IO[bytes], name: str, *, by: User, section: Section | None = None
) -> Iterator[Outcome]:
    """Take in an export of any size; a post keeps its own part of the file."""
    with reading(batches(file, name)) as found:
        for batch in found:
            if isinstance(batch, Unreadable):
                yield Outcome(Fate.REFUSED, name, why=str(batch))
            else:
                waiting = [(identified(piece, data), data) for piece, data in batch]
                yield from taken([Taking(*one, name, by, section) for one in waiting])


Batch = list[tuple[Piece, bytes]]


def batches(file: IO[bytes], name: str) -> Iterator[Batch | Unreadable]:
    """The posts by the hundred and, where the file breaks off, why."""
    batch: Batch = []
    size = 0
    try:
        for piece, data in wxr.stream(file, name):
            batch.append((piece, data))
            size += len(data)
            if len(batch) >= BATCH or size >= BYTES:
                yield batch
                batch, size = [], 0
    except Unreadable as refusal:
        yield batch
        yield refusal
    else:
        yield batch


@contextmanager
def reading(source: Iterator[Found]) -> Iterator[Iterator[Found]]:
    """The same, one ahead in a thread of its own: it reads while the database writes."""
    ready: Queue[Found | BaseException | None] = Queue(maxsize=1)
    over = Event()

    def read() -> None:
        end: BaseException | None = None
        try:
            for one in source:
                if not offered(one):
                    return
        except BaseException as error:  # it is the other thread's to raise
            end = error
        offered(end)

    def offered(one: Found | BaseException | None) -> bool:
        while not over.is_set():
            with suppress(Full):
                ready.put(one, timeout=0.2)
                return True
        return False

    def found() -> Iterator[Found]:
        while (one := ready.get()) is not None:
            if isinstance(one, BaseException) and not isinstance(one, Unreadable):
                raise one
            yield one  # type: ignore[misc]

    thread = Thread(target=read, daemon=True)
    thread.start()
    try:
        yield found()
    finally:
        over.set()
        thread.join()


def taken(waiting: Sequence[Taking]) -> Iterator[Outcome]:
    """What became of each, in their order."""
    if not waiting:
        return
    done: dict[int, Outcome] = {}
    try:
        with transaction.atomic(), remembering():
            here = dispatches_of(waiting)
            done = begun(waiting, here) | passed_over(waiting, here)
    except DatabaseError:
        pass  # one of them, or somebody else's work in the same moment: each finds its own way
    for at, one in enumerate(waiting):
        yield done.get(at) or take(one.piece, one.data, one.name, by=one.by, section=one.section)


@dataclass(frozen=True)
class New:
    """A post that nothing is known of yet, and what becomes of it."""

    at: int
    taking: Taking
    way: Way
    article: Article

    @property
    def piece(self) -> Piece:
        return self.taking.piece


#: Source and name of a piece.
Name = tuple[str, str]


def dispatches_of(waiting: Sequence[Taking]) -> dict[Name, Dispatch | None]:
    """The newest version of each that is here already; None where all were refused."""
    rows = Dispatch.objects.without_files().defer("told").select_related("article")
    guids = [one.piece.guid for one in waiting]
    found: dict[Name, Dispatch | None] = {}
    for row in rows.filter(guid__in=guids).order_by("number", "id"):
        name = (row.source, row.guid)
        found[name] = found.get(name) if row.state == Dispatch.State.REFUSED else row
    return found


def passed_over(waiting: Sequence[Taking], here: dict[Name, Dispatch | None]) -> dict[int, Outcome]:
    """Those that are here in this version or in a newer one, by their place."""
    last = [here.get((one.piece.source, one.piece.guid)) for one in waiting]
    pairs = enumerate(zip(waiting, last, strict=True))
    return {at: one.passed_over(row) for at, (one, row) in pairs if row and stale(one.piece, row)}


def begun(waiting: Sequence[Taking], here: Iterable[Name]) -> dict[int, Outcome]:
    """Drafts of all that are new, by their place; the others are left to be taken one by one."""
    fresh = list(new(waiting, set(here)))
    if not fresh:
        return {}
    by = fresh[0].taking.by
    articles = [one.article for one in fresh]
    claim_all(articles, by=by)
    relate_all(fresh)
    record_all(articles, by=by, notes=[one.piece.source for one in fresh])
    state = Dispatch.State.TAKEN
    rows = [one.taking.row(state, one.article, one.article.version) for one in fresh]
    Dispatch.objects.bulk_create(rows)
    return {one.at: one.taking.said(Fate.TAKEN, one.article) for one in fresh}


def new(waiting: Sequence[Taking], here: set[Name]) -> Iterator[New]:
    """Those that nobody ever sent, that were never refused, bring no pictures and are not ignored.

    Of several with one name the first.
    """
    acquaint([one.piece for one in waiting])
    for at, one in enumerate(waiting):
        name = (one.piece.source, one.piece.guid)
        if name in here or one.piece.status is not Status.USABLE:
            continue
        here.add(name)
        way = one.way()
        if way.ignore or to_take(one.piece):
            continue
        try:
            yield New(at, one, way, drafted(one, way))
        except Unreadable:
            continue


def drafted(taking: Taking, way: Way) -> Article:
    """The article with its words, not written yet. Raises Unreadable."""
    article = Article(section=way.section or taking.section)
    drafting.dress(article, taking.piece, way)
    return article


def relate_all(fresh: Sequence[New]) -> None:
    """What `drafting.relate` writes for one."""
    owed: dict[tuple[int, int, str], Credit] = {}
    tags: dict[tuple[int, int], TaggedArticle] = {}
    named: dict[tuple[int, int], Contribution] = {}
    links: list[StoryLink] = []
    for one in fresh:
        key, article = one.article.pk, one.article
        for credit in drafting.credits_of(article, one.piece):
            owed.setdefault((key, credit.source.pk, credit.relation), credit)
        for tag in [*known(one.piece).values(), *one.way.tags]:
            tags[key, tag.pk] = TaggedArticle(content_object=article, tag=tag)
        for order, (_name, person) in enumerate(people(one.piece.byline)):
            if person:
                row = Contribution(article=article, person=person, order=order)
                named.setdefault((key, person.pk), row)
        for order, quoted in enumerate(drafting.promised(article)[:MOST]):
            links.append(quotation(article, "previous", quoted, order))
    StoryLink.objects.bulk_create(links)
    Credit.objects.bulk_create(owed.values())
    TaggedArticle.objects.bulk_create(tags.values())
    Contribution.objects.bulk_create(named.values())
