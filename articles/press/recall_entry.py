"""Recall an entry: in its first minute it can be taken back, and no reader has it any more."""

from django.db import transaction

from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.reader import clock
from articles.reader.entries import uid_of
from articles.reader.feeds.channel import STONES
from articles.reader.models import Entry

from .entries import entry_of, tell, ticker_held, turn
from .errors import EntryTooOld
from .undo import GRACE


@transaction.atomic
def recall_entry(article: Article, *, by: User, key: str, note: str = "") -> None:
    """Take an entry away from every reader at once. Its words stay on the record of the desk.

    Doing it again changes nothing. Raises NoEntry, EntryTooOld after a minute, and whatever
    adding one raises, but for a closed ticker.
    """
    held, story = ticker_held(article, by=by)
    if Entry.objects.filter(story=story, key=key, recalled=True).exists():
        return
    entry = entry_of(story, key)
    if clock.now() - entry.live_from > GRACE:
        raise EntryTooOld
    entry.recalled = True
    entry.save(update_fields=["recalled"])
    taken = {"uid": str(uid_of(entry)), "at": clock.now().isoformat()}
    story.recalled = [*(story.recalled or []), taken][-STONES:]
    turn(story)
    digest = entry.editions.latest("number").digest
    decide(held, "recall_entry", by=by, why=note, digest=digest, entry=key)
    tell(story, entry)
