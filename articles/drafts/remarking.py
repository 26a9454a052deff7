"""Remarks: said, answered, settled, taken up again. The only place that writes them."""

from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.db.models.functions import Lower, Now

from articles.text.anchoring import CONTEXT, LONGEST, Anchor
from articles.text.calling import called

from .errors import LongRemark, NothingSaid
from .models import Article, Notice, Remark, User
from .seeing import require_sight, who_see
from .telling import tell_of_remark, tell_of_state
from .workflow import hold

#: Letters of one remark.
MOST = 5_000


@transaction.atomic
def remark(
    article: Article,
    text: str,
    *,
    by: User,
    key: UUID,
    anchor: Anchor | None = None,
    thread: Remark | None = None,
) -> Remark:
    """Say something of an article, of a passage of it, or in answer to a remark.

    The same key by the same person is the same remark: sent twice, it is said once. A reply to a
    settled remark leaves it settled. The article's version stays as it is.
    Raises NotYours, NothingSaid, LongRemark, or Article.DoesNotExist once it is purged.
    """
    require_sight(by)
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise NothingSaid
    if len(text) > MOST:
        raise LongRemark(most=MOST)
    held = hold(article)
    root = (thread.thread or thread) if thread else None
    words = {"text": text, "article": held, "thread": root} | placed(None if root else anchor)
    said, new = Remark.objects.get_or_create(by=by, key=key, defaults=words)
    if new:
        people = [one for one in people_called(text) if one != by]
        said.mentioned.set(people)
        tell_of_remark(said, {one.pk for one in people})
    return said


def placed(anchor: Anchor | None) -> dict[str, str]:
    """An anchor as a row keeps it."""
    if anchor is None or not anchor.quote.strip():
        return {}
    plain = {name: text.replace("\0", "") for name, text in vars(anchor).items()}
    return {
        "block": plain["block"][:16],
        "quote": plain["quote"][:LONGEST],
        "before": plain["before"][-CONTEXT:],
        "after": plain["after"][:CONTEXT],
    }


def people_called(text: str) -> list[User]:
    """Whoever is called by @name, of those who may see the article."""
    names = [one.lower() for one in called(text)]
    if not names:
        return []
    return list(who_see().alias(lower=Lower("username")).filter(lower__in=names))


@transaction.atomic
def resolve(thread: Remark, *, by: User) -> None:
    """Settled. A second time changes nothing. Raises NotYours, or Article.DoesNotExist."""
    require_sight(by)
    hold(thread.article)
    rows = Remark.objects.filter(pk=thread.pk, thread=None, resolved_at=None)
    if rows.update(resolved_at=Now(), resolved_by=by):
        tell_of_state(thread, Notice.Kind.RESOLVED, by=by)


@transaction.atomic
def reopen(thread: Remark, *, by: User) -> None:
    """Not settled after all. A second time changes nothing. Raises as `resolve`."""
    require_sight(by)
    hold(thread.article)
    rows = Remark.objects.filter(pk=thread.pk, thread=None, resolved_at__isnull=False)
    if rows.update(resolved_at=None, resolved_by=None):
        tell_of_state(thread, Notice.Kind.REOPENED, by=by)


def threads(article: Article) -> list[Remark]:
    """Every remark with its replies, the oldest first; four statements however many there are."""
    replies = Remark.objects.select_related("by").prefetch_related("mentioned")
    rows = article.remarks.filter(thread=None).select_related("by", "resolved_by")
    return list(rows.prefetch_related("mentioned", Prefetch("replies", replies)))


def open_threads(article: Article) -> int:
    """How many remarks are not settled."""
    return article.remarks.filter(thread=None, resolved_at=None).count()
