"""Keeping the words of stories, from which search answers."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F

from articles.catalog.kinds import Kind
from articles.catalog.models import Person, Tag
from articles.catalog.people import people as people_by_key
from articles.reader.models import Edition, EntryEdition, Story
from articles.text.blocks import plain
from articles.text.folding import fold, readings

#: Bytes of folded words of one edition that are looked through.
LONGEST = 150_000
#: A word worth comparing with a misspelt one.
NAME = re.compile(r"[^\W_]+")
SHORTEST, LONGEST_WORD = 4, 60

_KEEP = """
INSERT INTO articles_concordance
    (edition_id, story_id, number, live_from, withdrawn, published, head, words)
VALUES (%(edition)s, %(story)s, %(number)s, %(live_from)s, %(withdrawn)s, %(published)s,
    setweight(newsroom_words(%(tongue)s::regconfig, %(head)s, %(head_literal)s), 'A')
        || setweight(newsroom_words(%(tongue)s::regconfig, %(lead)s, %(lead_literal)s), 'B'),
    newsroom_words(%(tongue)s::regconfig, %(all)s, %(all_literal)s)
        || array_to_tsvector(%(marks)s::text[]))
ON CONFLICT (edition_id) DO UPDATE SET live_from = excluded.live_from,
    withdrawn = excluded.withdrawn, published = excluded.published,
    head = excluded.head, words = excluded.words
"""
_WORDS = """
INSERT INTO articles_word (key, spelling, edition_id)
SELECT key, spelling, %s FROM unnest(%s::text[], %s::text[]) AS t (key, spelling) ORDER BY key
ON CONFLICT (key) DO UPDATE
    SET edition_id = greatest(articles_word.edition_id, excluded.edition_id)
"""
_SUPERSEDED = """
DELETE FROM articles_concordance WHERE story_id = %s AND edition_id <> ALL (%s)
RETURNING edition_id
"""


def concord(story: Story) -> None:
    """Search finds the story as it is printed and filed now, and by its due edition when due.

    Editions that have been superseded are found no more, and simple pages never: every page
    leads to them.
    """
    if story.kind == Kind.PAGE:
        return
    current = story.editions.current().first()
    kept = list(story.editions.filter(number__gte=current.number if current else 0))
    topics = list(Tag.objects.filter(pk__in=story.story_tags.values("tag")).order_by("pk"))
    filed = [f"~s{key}" for key in story.listed_in.values_list("section", flat=True)]
    filed += [f"~t{one.pk}" for one in topics]
    with connection.cursor() as cursor:
        # Two that print at once have words in common: one after the other, or they would deadlock.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('newsroom words'))")
    for edition in kept:
        keep(story, edition, topics, filed)
    with connection.cursor() as cursor:
        cursor.execute(_SUPERSEDED, [story.pk, [one.pk for one in kept]])
        for (gone,) in cursor.fetchall():
            cursor.execute("SELECT newsroom_release_words(%s, '{}')", [gone])


def keep(story: Story, edition: Edition, topics: list[Tag], filed: list[str]) -> None:
    """The row of one edition, and its words for misspellings."""
    people = list(people_by_key(one["person"] for one in edition.bylines).values())
    names = [one.name for one in people] + [one.name for one in topics]
    head = f"{edition.headline} {edition.short_headline} {edition.kicker}"
    parts = [head, edition.standfirst, *names, *beside(edition, topics), *of_entries(story)]
    values: dict[str, Any] = {
        "edition": edition.pk,
        "story": story.pk,
        "number": edition.number,
        "live_from": edition.live_from,
        "withdrawn": story.withdrawn,
        "published": story.live_from,
        "tongue": tongue(edition.language),
        "marks": [*filed, *marks(story.live_from, edition.language, people)],
    }
    for name, words in (("head", head), ("lead", edition.standfirst), ("all", " ".join(parts))):
        stems, literal = both(words, edition.language)
        values |= {name: stems, f"{name}_literal": literal}
    known = dict(spellings([head, edition.standfirst, *names]))
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        cursor.execute(_WORDS, [edition.pk, list(known), list(known.values())])
        cursor.execute("SELECT newsroom_release_words(%s, %s)", [edition.pk, list(known)])


def beside(edition: Edition, topics: Iterable[Tag]) -> Iterator[str]:
    """What can be found besides headlines, standfirst and names."""
    yield plain(edition.body)
    yield edition.place
    yield from (one.get("own") or one.get("caption") or "" for one in edition.pictures)
    yield from (word for one in topics for word in one.synonyms)


def of_entries(story: Story) -> Iterator[str]:
    """What a ticker's entries say, the newest first: of a very long one the beginning is cut."""
    if story.kind == Kind.TICKER:
        rows = EntryEdition.objects.filter(entry__story=story, entry__recalled=False)
        newest = rows.filter(number=F("entry__number")).order_by("-entry__live_from")
        for headline, body in newest.values_list("headline", "body"):
            yield from (headline, plain(body))


def tongue(language: str) -> str:
    """The stemming an edition's words get."""
    return {"de": "german", "en": "english"}.get(language.split("-")[0], "simple")


def both(text: str, language: str) -> tuple[str, str]:
    """The words to be stemmed, and the words as they stand."""
    read = readings(text[: 2 * LONGEST])
    stems = {"german": read.german, "english": read.english}.get(tongue(language), "")
    return cut(stems), cut(read.literal)


def cut(text: str) -> str:
    """What of a very long text is kept: a vector has a size limit of its own."""
    return text.encode()[:LONGEST].decode(errors="ignore")


def marks(published: datetime, language: str, people: Iterable[Person]) -> list[str]:
    """What narrows a search without a look at any row."""
    month = published.astimezone(UTC)
    found = [f"~{month:%Y}", f"~{month:%Y-%m}", f"~l{language.split('-')[0]}"]
    return found + [f"~p{one.pk}" for one in people]


def spellings(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words that a misspelt one is compared with, by their folded form."""
    for word in (word for text in texts for word in NAME.findall(text.replace("\u00ad", ""))):
        key = fold(word)
        if SHORTEST <= len(key) <= LONGEST_WORD and " " not in key and not key.isdigit():
            yield key, word[:80]
