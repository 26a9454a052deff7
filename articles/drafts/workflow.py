"""The working copy's states, and who may move it from one to the next.

draft → submitted → approved, back at any time; spiked is the bin. Every step is one transaction,
holds the article's row, and leaves a line in the log.
"""

from dataclasses import dataclass

from django.db import transaction

from . import signing
from .errors import NoText, NotNow, NotYours, SameHand, SecondHandMissing
from .frozen import digest
from .kinds import State
from .log import decide
from .models import Article, Signature, User


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
STEPS = {
    "submit": Step(frozenset({State.DRAFT}), State.SUBMITTED, "submit_article"),
    "sign": Step(frozenset({State.SUBMITTED}), State.SUBMITTED, "change_article"),
    "approve": Step(frozenset({State.SUBMITTED}), State.APPROVED, "approve_article"),
    "send_back": Step(frozenset({State.SUBMITTED, State.APPROVED}), State.DRAFT, "change_article"),
    "spike": Step(ANY, State.SPIKED, "change_article"),
    "revive": Step(frozenset({State.SPIKED}), State.DRAFT, "change_article"),
}


def require(by: User, permission: str) -> None:
    """Raises NotYours unless this person, in good standing, has the right."""
    if not (by.is_active and by.has_perm(f"articles.{permission}")):
        raise NotYours


def hold(article: Article) -> Article:
    """The article as it stands now, its row held until the transaction ends.

    Its key is left free: other articles' links and log lines may refer to it meanwhile.
    """
    return (
        Article.objects.select_for_update(of=("self",), no_key=True)
        .select_related("section__parent")
        .get(pk=article.pk)
    )


def begin(article: Article, verb: str, by: User) -> Article:
    """Check the right and the state; the caller is inside a transaction."""
    step = STEPS[verb]
    require(by, step.needs)
    held = hold(article)
    if held.state not in step.start:
        raise NotNow(state=held.get_state_display())
    return held


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
    """Sign as the second person. Raises SameHand if nobody else stands for these words."""
    held = begin(article, "approve", by)
    text = digest(held)
    others = signing.signatures(held, text).exclude(by=by)
    if not others.exists():
        mine = signing.signatures(held, text).filter(by=by).exists()
        raise SameHand if mine else SecondHandMissing
    signing.sign(held, text, by=by, kind=Signature.Kind.APPROVED)
    finish(article, held, "approve", by=by, why=why, text=text)


@transaction.atomic
def sign(article: Article, *, by: User) -> None:
    """ "Seen": stand for a text somebody else changed. The second name approves it."""
    held = begin(article, "sign", by)
    text = digest(held)
    if signing.signatures(held, text).filter(by=by).exists():
        raise SameHand
    signing.sign(held, text, by=by, kind=Signature.Kind.SEEN)
    done = "approve" if signing.complete(held, text) else "sign"
    signing.settle(held, STEPS[done].end)
    article.state = held.state
    decide(held, "sign", by=by, digest=text)


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
