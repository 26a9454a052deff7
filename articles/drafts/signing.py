"""Four eyes: whose names stand under a text, and whether they are enough."""

from django.db.models import QuerySet

from .kinds import State
from .models import Article, Signature, User


def signatures(article: Article, digest: str) -> QuerySet[Signature]:
    return article.signatures.filter(digest=digest).select_related("by")


def complete(article: Article, digest: str) -> bool:
    """Two different people stand for these very words, one of them with the right to approve."""
    found = list(signatures(article, digest))
    return len({one.by_id for one in found}) >= 2 and any(one.authority for one in found)


def sign(article: Article, digest: str, *, by: User, kind: str) -> Signature:
    """Put a name under a text; a second time changes nothing."""
    signature, _ = Signature.objects.get_or_create(
        article=article,
        digest=digest,
        by=by,
        defaults={"kind": kind, "authority": by.has_perm("articles.approve_article")},
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
