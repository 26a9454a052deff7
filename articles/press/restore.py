"""Restore: a withdrawn story is back, as it was."""

from django.db import transaction

from articles.delivery.affected import affected_by, files_of
from articles.delivery.announce import announce
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader.models import Gone, Story

from .errors import NotLive
from .pictures import prepare_story
from .withdraw import hide


@transaction.atomic
def restore(article: Article, *, by: User, note: str = "") -> Story:
    """Give a withdrawn story back to its readers. Raises NotYours or NotLive."""
    require(by, "restore_article")
    held = hold(article)
    story = (
        Story.objects.select_for_update(no_key=True).filter(uid=held.uid, withdrawn=True).first()
    )
    if story is None:
        raise NotLive
    before = affected_by(story) | files_of(story)
    hide(story, withdrawn=False)
    Gone.objects.filter(story=story).delete()
    decide(held, "restore", by=by, why=note)
    announce(story, also=before)
    prepare_story(story)
    return story
