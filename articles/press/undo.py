"""Undo: within the first minute, readers have again what they had before."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.delivery.affected import affected_by
from articles.delivery.announce import announce
from articles.drafts.log import decide
from articles.drafts.models import Article, Decision, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader import clock
from articles.reader.models import Edition, Gone, Story
from articles.reader.printing import render

from .digest import FIELDS
from .errors import AlreadyDue, NotLive, TooLate
from .filing import file_bylines
from .links import print_links_again
from .pictures import print_pictures
from .printing import local, next_number, story_held
from .withdraw import take_away

#: How long a slip can be taken back without more ado.
GRACE = timedelta(minutes=1)


@transaction.atomic
def undo(article: Article, *, by: User, note: str = "") -> None:
    """Take back the edition that has just gone live; the working copy keeps its words.

    An edition is final and stays on the record: the one before it is printed again as the next
    one, a minor edit. A story's first edition is withdrawn. Doing it again changes nothing.
    Raises NotYours, NotLive, AlreadyDue, or TooLate after a minute.
    """
    held = hold(article)
    story = story_held(held.uid)
    require(by, "recall_article", held.section, *([story.section] if story else []))
    current = story.editions.current().first() if story else None
    if story is None or story.withdrawn or current is None:
        raise NotLive
    if undone(held, current.number):
        return
    if clock.now() - current.live_from > GRACE:
        raise TooLate
    if due := story.editions.due().first():
        raise AlreadyDue(moment=local(due.live_from))
    before = story.editions.lifted().filter(number__lt=current.number).order_by("-number").first()
    number = current.number
    if before is None:
        with override(settings.LANGUAGE_CODE):
            take_away(story, Gone.Kind.WITHDRAWN, _("Published by mistake."))
    else:
        number = print_again(held, story, before).number
    decide(held, "undo", by=by, why=note, digest=current.digest, edition=number)


def undone(article: Article, number: int) -> bool:
    """Whether this very edition is what an undo printed: a second click finds nothing to do."""
    made = Decision.objects.filter(uid=article.uid, verb="undo", details__edition=number)
    return made.exists()


def print_again(article: Article, story: Story, before: Edition) -> Edition:
    """The older edition's words as the newest edition."""
    edition = Edition(
        story=story,
        number=next_number(story),
        kind=Edition.Kind.MINOR,
        live_from=clock.now(),
        version=before.version,
        digest=before.digest,
        **{name: getattr(before, name) for name in FIELDS},
    )
    edition.save(force_insert=True)
    render(edition).save(force_insert=True)
    also = affected_by(story)
    file_bylines(story, edition, keep=False)
    print_links_again(edition, article)
    print_pictures(edition, current=edition)
    announce(story, also=also, hard=True)
    return edition
