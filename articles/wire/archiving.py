"""An archive of any size on the one path of everything that comes in, some hundred posts at once.

What is new and simple is written by the hundred. All else, and a hundred in which anything is odd,
goes post by post as everything does: the fate of a post is the same either way.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.db import DatabaseError, transaction

from articles.catalog.models import Section
from articles.drafts.beginning import claim_all, hang, record_all
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
from .ahead import reading
from .knowing import acquaint, known, people
from .picturing import to_take
from .plain import Unreadable
from .reading.piece import Piece, Status
from .receiving import Fate, Outcome, Taking, identified, stale, take
from .remembering import Memory, remembering


def receive_archive(
    file: IO[bytes], name: str, *, by: User, section: Section | None = None
) -> Iterator[Outcome]:
    """Take in an export of any size; a post keeps its own part of the file."""
    with reading(file, name) as found:
        for batch in found:
            if isinstance(batch, Unreadable):
                yield Outcome(Fate.REFUSED, name, why=str(batch))
            else:
                waiting = [(identified(piece, data), data) for piece, data in batch.posts]
                every = [Taking(*one, name, by, section) for one in waiting]
                yield from taken(every, batch.found)


def taken(waiting: Sequence[Taking], found: Memory) -> Iterator[Outcome]:
    """What became of each, in their order; some was `found` in their words already."""
    if not waiting:
        return
    done: dict[int, Outcome] = {}
    try:
        with transaction.atomic(), remembering(found):
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
    links: list[StoryLink] = []
    credits: list[Credit] = []
    named: list[Contribution] = []
    tagged: list[TaggedArticle] = []
    for one in fresh:
        article = one.article
        promised = drafting.promised(article)[:MOST]
        own = {
            "links": [quotation(article, "previous", text, at) for at, text in enumerate(promised)],
            "credits": first(drafting.credits_of(article, one.piece), "source_id", "relation"),
            "contributions": first(signed(one), "person_id"),
            "tags": first([*known(one.piece).values(), *one.way.tags], "pk"),
        }
        hang(article, **own)
        links += own["links"]
        credits += own["credits"]
        named += own["contributions"]
        tagged += [TaggedArticle(content_object=article, tag=tag) for tag in own["tags"]]
    StoryLink.objects.bulk_create(links)
    Credit.objects.bulk_create(credits)
    TaggedArticle.objects.bulk_create(tagged)
    Contribution.objects.bulk_create(named)


def signed(one: New) -> Iterator[Contribution]:
    """The people of ours whom its byline names."""
    for order, (_name, person) in enumerate(people(one.piece.byline)):
        if person:
            yield Contribution(article=one.article, person=person, order=order)


def first(rows: Iterable[Any], *names: str) -> list[Any]:
    """The first of those in which these fields are the same."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        found.setdefault(tuple(getattr(row, name) for name in names), row)
    return list(found.values())
