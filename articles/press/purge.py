"""Purge: by order of a court, or for somebody's privacy. The only thing that truly deletes."""

from django.db import connection, transaction

from articles.delivery.affected import affected_by, files_of
from articles.delivery.announce import announce
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader.models import Story

from .errors import NeedsNote
from .pictures import pictures_of
from .rights import settle


@transaction.atomic
def purge(article: Article, *, by: User, reason: str) -> None:
    """Delete an article, its versions and its story for good; what remains is a line in the log.

    The database does it in a function of the owner's that logs itself; no role may delete an
    edition that has been live. `reason` must not repeat what is purged: it stays.
    Raises NotYours or NeedsNote.
    """
    require(by, "purge_article")
    if not reason.strip():
        raise NeedsNote
    held = hold(article)
    story = Story.objects.select_for_update().filter(uid=held.uid).first()
    touched = affected_by(story) | files_of(story) if story else None
    pictures = pictures_of(story) if story else []
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_purge(%s, %s, %s)", [held.uid, by.pk, reason.strip()])
    if story and touched:
        announce(story, also=touched, hard=True)
        settle(pictures)
