"""Add an entry: one person writes it, and readers have it."""

from datetime import datetime

from django.db import transaction

from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.reader import clock
from articles.reader.models import Entry, Story
from articles.text.ids import block_id, is_block_id

from .entries import composed, print_entry, tell, ticker_held
from .errors import AlreadyThere, TickerClosed, WrongMoment


@transaction.atomic
def add_entry(
    article: Article,
    *,
    by: User,
    headline: str = "",
    text: str = "",
    key_point: bool = False,
    key: str = "",
    at: datetime | None = None,
) -> Entry:
    """Print an entry at the head of a ticker that is live.

    `text` is plain: every line is a paragraph. `key` is what the entry will be called; who sends
    it twice under one key has added it once. `at` (aware; None is now) is for what is taken over
    from elsewhere. Raises NotYours, NotHere, NotLive, Withdrawn, NotATicker, TickerClosed,
    NothingWritten, EntryTooLong, WrongMoment, or AlreadyThere where other words have that key.
    """
    held, story = ticker_held(article, by=by)
    edition = composed(headline, text)
    key = key if is_block_id(key) else block_id()
    if found := known(story, key, edition.digest):
        return found
    if story.closed_at:
        raise TickerClosed
    entry = Entry(story=story, key=key, live_from=moment(story, at), key_point=key_point)
    print_entry(entry, edition, entry.live_from)
    decide(held, "add_entry", by=by, digest=edition.digest, entry=key, live_from=entry.live_from)
    tell(story, entry)
    return entry


def moment(story: Story, at: datetime | None) -> datetime:
    """Now, or an hour since the ticker began. Raises WrongMoment."""
    now = clock.now()
    if at is not None and not story.live_from <= at <= now:
        raise WrongMoment
    return at or now


def known(story: Story, key: str, digest: str) -> Entry | None:
    """The entry that this very click made before."""
    found = Entry.objects.filter(story=story, key=key).first()
    if found and not found.editions.filter(number=1, digest=digest).exists():
        raise AlreadyThere
    return found
