"""Entries of a ticker: what adding, correcting and recalling one have in common."""

from datetime import datetime

from articles.catalog.kinds import Kind
from articles.delivery.affected import Affected
from articles.delivery.announce import announce
from articles.drafts.models import Article, User
from articles.drafts.rights import require, require_publisher
from articles.drafts.workflow import hold
from articles.reader import clock
from articles.reader.entries import set_entry
from articles.reader.models import Entry, EntryEdition, Story
from articles.text.blocks import Unclean
from articles.text.digest import digest
from articles.text.jotting import LINE, LONGEST, jotted

from .concordance import concord
from .errors import EntryTooLong, NoEntry, NotATicker, NothingWritten, NotLive, Withdrawn
from .printing import story_held
from .reprint import reprint_current


def ticker_held(article: Article, *, by: User) -> tuple[Article, Story]:
    """The article and its ticker, which readers have, held until the transaction ends.

    Raises NotYours, NotHere, NotLive, Withdrawn or NotATicker.
    """
    held = hold(article)
    story = story_held(held.uid)
    places = (held.section, story.section) if story else (held.section,)
    require(by, "ticker_article", *places)
    require_publisher(by, *places)
    if story is None or story.live_from > clock.now():
        raise NotLive
    if story.withdrawn:
        raise Withdrawn
    if story.kind != Kind.TICKER:
        raise NotATicker
    return held, story


def entry_of(story: Story, key: str) -> Entry:
    """Raises NoEntry, also for one that was recalled."""
    entry = Entry.objects.standing().filter(story=story, key=key).first()
    if entry is None:
        raise NoEntry
    entry.story = story
    return entry


def composed(headline: str, text: str) -> EntryEdition:
    """What these words would be in print. Raises NothingWritten or EntryTooLong."""
    headline = " ".join(headline.replace("\0", "").split())
    if len(text) > LONGEST or len(headline) > LINE:
        raise EntryTooLong(most=LONGEST)
    try:
        body = jotted(text)
    except Unclean as refusal:
        raise EntryTooLong(most=LONGEST) from refusal
    if not (headline or body):
        raise NothingWritten
    return EntryEdition(headline=headline, body=body, digest=digest_of(headline, body))


def digest_of(headline: str, body: str) -> str:
    return digest({"headline": headline, "body": body, "bylines": [], "credits": []})


def print_entry(entry: Entry, edition: EntryEdition, at: datetime) -> None:
    """Save this edition as the entry's newest, and the entry as it now reads."""
    earlier = list(entry.editions.order_by("-number")) if entry.pk else []
    edition.number, edition.live_from = len(earlier) + 1, at
    set_entry(entry, [edition, *earlier])
    entry.save()
    edition.entry = entry
    edition.save(force_insert=True)
    turn(entry.story)


def turn(story: Story) -> None:
    """Copies of the ticker are old now."""
    story.turns, story.turned_at = story.turns + 1, clock.now()
    story.save(update_fields=["turns", "turned_at", "recalled"])


def tell(story: Story, entry: Entry | None = None) -> None:
    """All that shows the ticker is printed anew, found by its new words, and told to the world."""
    reprint_current(story)
    concord(story)
    announce(story, also=Affected((), (entry.get_absolute_url(),)) if entry else None)
