"""Four eyes: whose names stand under a text, and whether they are enough."""

from django.db.models import QuerySet

from . import rules
from .kinds import State
from .models import Article, Signature, User
from .rights import may


def signatures(article: Article, digest: str) -> QuerySet[Signature]:
    return article.signatures.filter(digest=digest).select_related("by")


def missing(article: Article, digest: str) -> list[str]:
    """What the names under these very words still lack by the section's rule; empty if nothing."""
    return rules.lacking(article, list(signatures(article, digest)))


def complete(article: Article, digest: str) -> bool:
    """Two different people at least stand for these very words, one with the right to approve."""
    return not missing(article, digest)


def sign(article: Article, digest: str, *, by: User, kind: str) -> Signature:
    """Put a name under a text; a second time changes nothing."""
    authority = may(by, "approve_article", article.section)
    everywhere = authority and may(by, "approve_article")
    signature, _ = Signature.objects.get_or_create(
        article=article,
        digest=digest,
        by=by,
        defaults={
            "kind": kind,
            "authority": authority,
            "home": article.section if authority and not everywhere else None,
        },
    )
    return signature


def changed(article: Article, digest: str, *, by: User) -> None:
    """After a save that changed words: the one who did signs what the text now says.

    The others' names stand under the old text only, so an approval does not outlive a change. The
    state is the row's, which the save holds: it may have moved since the article was read.
    """
    article.refresh_from_db(fields=["state"])
    if article.state in {State.SUBMITTED, State.APPROVED}:
        sign(article, digest, by=by, kind=Signature.Kind.CHANGED)
        settle(article, State.SUBMITTED)


def settle(article: Article, state: str) -> None:
    if article.state != state:
        article.state = state
        Article.objects.filter(pk=article.pk).update(state=state)
