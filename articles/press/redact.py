"""Redact: by order of a court, words go out of every edition; the editions stay."""

from collections.abc import Iterator

from django.db import connection, transaction

from articles.delivery.affected import affected_by
from articles.delivery.announce import announce
from articles.drafts import saving, sharing
from articles.drafts.linking import quotations, strike
from articles.drafts.models import Article, User
from articles.drafts.models.article import WRITTEN
from articles.drafts.planning import WORDS, clear_words
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader.models import Edition, EntryEdition, Front, Gone, Redirect, Slot, Story
from articles.text.passages import FEWEST, passages, struck, struck_html
from articles.text.slugs import slugify

from .digest import digest_of_edition
from .entries import digest_of
from .errors import NeedsNote, NotFound, NotLive, TooShort
from .filing import address_of, taken
from .links import recollect
from .reprint import reprint_story

#: What of an edition is text of its own; names are kept with the bylines and credits.
TEXTS = (
    *("kicker", "headline", "short_headline", "standfirst", "body", "place"),
    *("search_title", "search_description", "note"),
)


@transaction.atomic
def redact(article: Article, *, by: User, words: str, reason: str) -> None:
    """Put a marker in the place of `words` in all that was printed of a story, due or live.

    They are found in any case, also across marks and inside longer words. The working copy loses
    them too, so that no later edition brings them back; its versions keep them, at the desk only:
    links for guests end.
    `reason` must not repeat them: it stays in the log.
    Raises NotYours, NeedsNote, TooShort, NotLive, or NotFound where nothing holds these words.
    """
    require(by, "redact_article")
    if not reason.strip():
        raise NeedsNote
    if len("".join(words.split())) < FEWEST:
        raise TooShort(fewest=FEWEST)
    held = hold(article)
    story = Story.objects.select_for_update(no_key=True).filter(uid=held.uid).first()
    if story is None:
        raise NotLive
    hidden = slugify(words)
    found = spellings(words, list(printed(story)))
    if not found and hidden not in story.path:
        raise NotFound
    before = affected_by(story)
    take_out(story, by, found, reason.strip())
    recollect(story)
    readdress(story, hidden)
    clear(held, words, by)
    clear_words(held, by=by)
    sharing.revoke_all(held, by=by)
    reprint_story(story)
    announce(story, also=before, hard=True)


def spellings(words: str, texts: list[str]) -> list[str]:
    """As they stand in these texts, and as an address has them."""
    found, hidden = passages(words, texts), slugify(words)
    if len(hidden) >= FEWEST and hidden not in found and any(hidden in one for one in texts):
        found.append(hidden)
    return found


def printed(story: Story) -> Iterator[str]:
    """Everything readers have, or are about to have, of a story's words."""
    for edition in story.editions.all():
        yield from (getattr(edition, name) for name in TEXTS)
        for named in (*edition.bylines, *edition.credits):
            yield from (one for one in named.values() if isinstance(one, str))
        for link in edition.links:
            yield from (link["quoted"], link["wording"])
    entries = EntryEdition.objects.filter(entry__story=story)
    for words in entries.values_list("headline", "body", "note"):
        yield from words
    yield from Gone.objects.filter(story=story).values_list("reason", flat=True)
    for words in Slot.objects.filter(uid=story.uid).values_list(*WORDS):
        yield from words
    lines = Front.objects.filter(breaking_uid=story.uid)
    yield from lines.values_list("breaking", flat=True)


def take_out(story: Story, by: User, found: list[str], reason: str) -> None:
    """Editions are final for every role: the owner's own function does it, and logs it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT newsroom_redact(%s, %s, %s::text[], %s)", [story.uid, by.pk, found, reason]
        )
        for edition in Edition.objects.filter(story=story):
            counted = digest_of_edition(edition)
            cursor.execute("SELECT newsroom_recount(%s, %s)", [edition.pk, counted])
        cursor.execute(
            "SELECT newsroom_redact_fronts(%s, %s::text[], %s)",
            [story.uid, found, marker(story.language)],
        )
        cursor.execute("SELECT newsroom_redact_entries(%s, %s::text[])", [story.uid, found])
        for entry in EntryEdition.objects.filter(entry__story=story):
            counted = digest_of(entry.headline, entry.body)
            cursor.execute("SELECT newsroom_recount_entry(%s, %s)", [entry.pk, counted])


def readdress(story: Story, hidden: str) -> None:
    """Addresses are made from headlines: one that holds the words leads nowhere any more."""
    Redirect.objects.filter(story=story, path__contains=hidden).delete()
    slug = story.path.rstrip("/").rsplit("/", 1)[-1]
    if not hidden or hidden not in slug:
        return
    stem = slugify(slug.replace(hidden, "-")) or "story"
    numbers = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 1000))
    paths = (address_of(story.section, story.live_from, one) for one in numbers)
    story.path = next(path for path in paths if not taken(path))
    story.save(update_fields=["path"])
    Redirect.objects.filter(story=story).update(to=story.path)
    Gone.objects.filter(story=story).update(path=story.path)


def marker(language: str) -> str:
    return "[entfernt]" if language.startswith("de") else "[removed]"


def clear(article: Article, words: str, by: User) -> None:
    """The working copy, as a new version, which must be signed before it is printed."""
    mark = marker(article.language)
    texts = {name: getattr(article, name) for name in TEXTS if name in WRITTEN}
    found = spellings(words, [*texts.values(), *quotations(article)])
    if not found:
        return
    for link in article.links.all():
        strike(link, struck(link.quoted, found, mark), struck(link.wording, found, mark))
    for name, text in texts.items():
        cut = struck_html if name == "body" else struck
        most = getattr(Article._meta.get_field(name), "max_length", None)
        setattr(article, name, cut(text, found, mark)[:most])
    saving.save(article, by=by)
