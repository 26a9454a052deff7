"""The working copy's states, and who may move it from one to the next.

draft → submitted → approved, back at any time; spiked is the bin. Every step is one transaction,
holds the article's row, and leaves a line in the log.
"""

from dataclasses import dataclass

from django.db import transaction

from . import signing
from .errors import NoText, NotNow, Overtaken, SameHand, SecondHandMissing, StillMissing
from .frozen import digest
from .kinds import State
from .log import decide
from .models import Article, Signature, User
from .rights import require


@dataclass(frozen=True)
class Step:
    """One way through the states."""

    #: States it starts from.
    start: frozenset[str]
    #: The state it ends in.
    end: str
    #: The permission it needs.
    needs: str


ANY = frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED})
#: A rule that became stricter asks for more names under what was approved before.
SIGNED = frozenset({State.SUBMITTED, State.APPROVED})
STEPS = {
    "submit": Step(frozenset({State.DRAFT}), State.SUBMITTED, "submit_article"),
    "sign": Step(SIGNED, State.SUBMITTED, "change_article"),
    "approve": Step(SIGNED, State.APPROVED, "approve_article"),
    "send_back": Step(SIGNED, State.DRAFT, "change_article"),
    "spike": Step(ANY, State.SPIKED, "change_article"),
    "revive": Step(frozenset({State.SPIKED}), State.DRAFT, "change_article"),
}


def hold(article: Article) -> Article:
    """The article as it stands now, its row held until the transaction ends.

    Its key is left free: other articles' links and log lines may refer to it meanwhile. It is read
    once it is held: to a statement that had to wait for a row, PostgreSQL gives the new row, but
    joins it with what stood beside the old one, so that who moved it would have left no section.
    """
    rows = Article.objects.filter(pk=article.pk)
    list(rows.select_for_update(no_key=True).values_list("pk"))
    return rows.select_related("section__parent").get()


def begin(article: Article, verb: str, by: User) -> Article:
    """Check the right and the state; the caller is inside a transaction."""
    step = STEPS[verb]
    held = hold(article)
    require(by, step.needs, held.section)
    if held.state not in step.start:
        raise NotNow(state=held.get_state_display())
    return held


def read_before(article: Article, held: Article) -> None:
    """Nobody signs words they have not seen. Raises Overtaken if there is a newer version."""
    if held.version != article.version:
        raise Overtaken(who=held.changed_by)


def finish(article: Article, held: Article, verb: str, *, by: User, why: str, text: str) -> None:
    signing.settle(held, STEPS[verb].end)
    article.state = held.state
    decide(held, verb, by=by, why=why, digest=text)


@transaction.atomic
def submit(article: Article, *, by: User, why: str = "") -> None:
    """Hand the article in, signed by whoever does so."""
    held = begin(article, "submit", by)
    if not (held.headline.strip() and held.body.strip()):
        raise NoText
    text = digest(held)
    signing.sign(held, text, by=by, kind=Signature.Kind.WROTE)
    finish(article, held, "submit", by=by, why=why, text=text)


@transaction.atomic
def approve(article: Article, *, by: User, why: str = "") -> None:
    """Sign as somebody who may approve; approved is what has every name its section asks for.

    Raises SameHand or SecondHandMissing if nobody else stands for these words, StillMissing if
    this name is there and the rule asks for another's, Overtaken if they are not the words read.
    """
    held = begin(article, "approve", by)
    read_before(article, held)
    text = digest(held)
    names = set(signing.signatures(held, text).values_list("by", flat=True))
    if not names - {by.pk}:
        raise SameHand if names else SecondHandMissing
    add_name(article, held, "approve", Signature.Kind.APPROVED, by=by, why=why, known=names)


@transaction.atomic
def sign(article: Article, *, by: User) -> None:
    """ "Seen": stand for what somebody else changed. The last name asked for approves it."""
    held = begin(article, "sign", by)
    read_before(article, held)
    names = set(signing.signatures(held, digest(held)).values_list("by", flat=True))
    if by.pk in names:
        raise SameHand
    add_name(article, held, "sign", Signature.Kind.SEEN, by=by, why="", known=names)


def add_name(
    article: Article, held: Article, verb: str, kind: str, *, by: User, why: str, known: set[int]
) -> None:
    """One more name under the words as they stand, and the state that follows from all of them."""
    text = digest(held)
    signing.sign(held, text, by=by, kind=kind)
    missing = signing.missing(held, text)
    if missing and by.pk in known:
        raise StillMissing(missing=" ".join(missing))
    signing.settle(held, STEPS["sign"].end if missing else STEPS["approve"].end)
    article.state = held.state
    decide(held, verb, by=by, why=why, digest=text)


@transaction.atomic
def send_back(article: Article, *, by: User, why: str = "") -> None:
    """Back to the writer, with what is still missing."""
    held = begin(article, "send_back", by)
    finish(article, held, "send_back", by=by, why=why, text="")


@transaction.atomic
def spike(article: Article, *, by: User, why: str = "") -> None:
    """Into the bin, from where it can be revived. What readers have stays with them."""
    held = begin(article, "spike", by)
    finish(article, held, "spike", by=by, why=why, text="")


@transaction.atomic
def revive(article: Article, *, by: User, why: str = "") -> None:
    """Out of the bin, as a draft."""
    held = begin(article, "revive", by)
    finish(article, held, "revive", by=by, why=why, text="")
