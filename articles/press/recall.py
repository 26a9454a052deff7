"""Recall: take back an edition that no reader has yet."""

from django.db import transaction

from articles.delivery import pulse
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader.models import Edition, Story

from .errors import NothingDue
from .links import recollect
from .pictures import pictures_of
from .rights import settle


@transaction.atomic
def recall(article: Article, *, by: User, note: str = "") -> None:
    """Take back the edition that is waiting for its moment; what is live stays.

    Raises NotYours or NothingDue. The moment itself decides: the database deletes no edition
    that has gone live, however close the call.
    """
    held = hold(article)
    rows = Edition.objects.due().filter(story__uid=held.uid)
    edition = rows.select_related("story__section__parent").first()
    require(by, "recall_article", held.section, *([edition.story.section] if edition else []))
    if edition is None:
        raise NothingDue
    details = {"edition": edition.number, "live_from": edition.live_from}
    take_back(edition)
    decide(held, "recall", by=by, why=note, digest=edition.digest, **details)


def take_back(edition: Edition) -> Story | None:
    """Delete an edition that is not live, and its story if it had no other; returns the story left.

    Raises NothingDue if its moment came while we were at it: then everything stays as it was.
    """
    story, moment = edition.story, edition.live_from
    pictures = pictures_of(story)
    pulse.ebb(story.uid)
    delete(edition)
    settle(pictures)
    story.byline_rows.filter(live_from=moment).exclude(live_from=story.live_from).delete()
    if story.editions.exists():
        recollect(story)
        return story
    delete(story)
    return None


def delete(row: Edition | Story) -> None:
    """The policy lets only what is not yet live be deleted; it says so by deleting nothing."""
    label = row._meta.label
    _total, counts = row.delete()
    if not counts.get(label):
        raise NothingDue
