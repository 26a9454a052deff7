"""Correct an entry: it says in public what was wrong."""

from django.db import transaction

from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.reader import clock
from articles.reader.models import Entry, EntryEdition

from .entries import composed, entry_of, print_entry, tell, ticker_held
from .errors import EntryOvertaken, NeedsNote, NothingChanged


@transaction.atomic
def correct_entry(
    article: Article,
    *,
    by: User,
    key: str,
    note: str,
    headline: str = "",
    text: str = "",
    seen: int | None = None,
) -> Entry:
    """Print an entry anew; it keeps its place and its hour, and `note` stands below it.

    `seen` is the number of the edition that was read for it. Raises NeedsNote, NoEntry,
    EntryOvertaken, NothingChanged, and whatever adding one raises, but for a closed ticker: what
    is wrong can be put right after its end.
    """
    held, story = ticker_held(article, by=by)
    if not note.strip():
        raise NeedsNote
    entry, edition = entry_of(story, key), composed(headline, text)
    current = entry.editions.latest("number")
    if edition.digest == current.digest:
        if seen is not None and seen < current.number and current.note == note.strip():
            return entry  # a second click
        raise NothingChanged
    if seen is not None and seen != current.number:
        raise EntryOvertaken
    edition.kind, edition.note = EntryEdition.Kind.CORRECTION, note.strip()
    print_entry(entry, edition, clock.now())
    details = {"entry": key, "edition": edition.number}
    decide(held, "correct_entry", by=by, why=edition.note, digest=edition.digest, **details)
    tell(story, entry)
    return entry
