"""Close a ticker: it ends as a story like any other, and can be taken up again."""

from django.db import transaction

from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.reader import clock

from .entries import tell, ticker_held


@transaction.atomic
def close_ticker(article: Article, *, by: User, note: str = "") -> None:
    """Readers are told when it ended. Doing it again changes nothing.

    Raises NotYours, NotHere, NotLive, Withdrawn or NotATicker.
    """
    held, story = ticker_held(article, by=by)
    if story.closed_at:
        return
    story.closed_at = clock.now()
    story.save(update_fields=["closed_at"])
    decide(held, "close_ticker", by=by, why=note, closed_at=story.closed_at)
    tell(story)


@transaction.atomic
def reopen_ticker(article: Article, *, by: User, note: str = "") -> None:
    """The ticker goes on. Doing it again changes nothing. Raises what closing raises."""
    held, story = ticker_held(article, by=by)
    if story.closed_at is None:
        return
    story.closed_at = None
    story.save(update_fields=["closed_at"])
    decide(held, "reopen_ticker", by=by, why=note)
    tell(story)
