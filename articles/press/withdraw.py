"""Withdraw: readers have it no more, and are told so."""

from django.db import transaction
from django.db.models import Max

from articles.delivery.affected import files_of, scopes_of
from articles.delivery.announce import announce
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader import clock
from articles.reader.models import Absence, Concordance, Gone, Story, Tombstone

from .errors import NeedsNote, NotLive, UnknownKind
from .pictures import pictures_of
from .recall import take_back
from .rights import settle


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str, kind: str = Gone.Kind.WITHDRAWN) -> Gone:
    """Take a live story away from every reader; its address answers 410 with kind and reason.

    An edition still waiting is taken back as well. Doing it again changes nothing.
    Raises NotYours, NeedsNote, UnknownKind or NotLive.
    """
    require(by, "withdraw_article")
    if kind not in Gone.Kind.values:
        raise UnknownKind(kind=kind)
    if not reason.strip():
        raise NeedsNote
    held = hold(article)
    story = Story.objects.select_for_update(no_key=True).filter(uid=held.uid).first()
    if story and story.withdrawn:
        return Gone.objects.get(story=story)
    if story is None or not Story.objects.live().filter(pk=story.pk).exists():
        raise NotLive
    gone = take_away(story, kind, reason.strip())
    decide(held, "withdraw", by=by, why=gone.reason, kind=kind)
    return gone


def take_away(story: Story, kind: str, reason: str) -> Gone:
    """What is due is taken back, what is live hidden, and the address says why."""
    for waiting in story.editions.due():
        take_back(waiting)
    hide(story, withdrawn=True)
    number = story.editions.aggregate(last=Max("number"))["last"]
    gone = Gone.objects.create(
        path=story.path,
        uid=story.uid,
        story=story,
        kind=kind,
        reason=reason,
        version=number + 2 * story.withdrawals + story.turns - 1,
        published_at=story.live_from,
        at=clock.now(),
    )
    Tombstone.objects.bulk_create(
        [Tombstone(gone=gone, scope=scope, at=gone.at) for scope in scopes_of(story)]
    )
    announce(story, also=files_of(story), hard=True)
    settle(pictures_of(story))
    return gone


def hide(story: Story, *, withdrawn: bool) -> None:
    """Set or lift the mark on the story and on everything that hangs on it."""
    story.withdrawn, now = withdrawn, clock.now()
    if withdrawn:
        story.withdrawals += 1
        Absence.objects.create(story=story, since=now)
    else:
        story.returned_at = now
        story.absences.filter(until=None).update(until=now)
    story.save(update_fields=["withdrawn", "withdrawals", "returned_at"])
    listed = (story.story_tags, story.listed_in, story.byline_rows, story.in_dossiers)
    for rows in (*listed, story.picture_uses):
        rows.update(withdrawn=withdrawn)
    Concordance.objects.filter(story=story).update(withdrawn=withdrawn)
