"""The words of a story for search, as the press keeps them, at the rate of a bulk load.

A text is looked up word by word: what folding and stemming make of a word is asked of the same
functions once, and remembered. Whatever could read otherwise in its sentence than by itself
(letters beyond a to z, very long texts) goes to the database's own function, text by text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from typing import Any

import psycopg

from articles.press.concordance import both, spellings, tongue
from articles.text.counting import WORDS_A_MINUTE
from articles.text.counting import words as count

#: Words remembered of a language; then all are forgotten, so that memory does not grow.
MOST = 150_000
#: Above these a vector may leave places out (PostgreSQL keeps 255 of a word, and 16,383 in all).
LONGEST, OFTENEST = 4_000, 250
PLACES, PLACES_A, PLACES_B = (
    [f"{at}{weight}" for at in range(1, LONGEST + 1)] for weight in ("", "A", "B")
)
Places = defaultdict[str, list[str]]
NUMBER = re.compile(r"\d")
STEMS = "SELECT word, strip(to_tsvector(%s::regconfig, word))::text FROM unnest(%s::text[]) AS word"
SLOW = "SELECT newsroom_words(%s::regconfig, %s, %s)::text"
HEAD = """
SELECT (setweight(newsroom_words(%(tongue)s::regconfig, %(head)s, %(head_literal)s), 'A')
    || setweight(newsroom_words(%(tongue)s::regconfig, %(lead)s, %(lead_literal)s), 'B'))::text
"""


#: What search makes of a word: its stems, "" for a stop word; and the word as it stands. No class
#: of its own: plain tuples are nothing to the collector of cycles.
Read = tuple[tuple[str, ...], tuple[str, ...]]


class Tongue:
    """The words of one language. None stands for what must not be taken word by word."""

    def __init__(self, connection: psycopg.Connection, language: str) -> None:
        self.connection, self.language, self.name = connection, language, tongue(language)
        self.known: dict[str, Read | None] = {}
        self.counted: dict[str, int] = {}
        #: Numbers, of which there is no end: known for one batch.
        self.passing: list[str] = []
        self.spelt: dict[str, tuple[tuple[str, str], ...]] = {}

    def learn(self, words: set[str]) -> None:
        """So that each of these words is known."""
        if len(self.known) > MOST:
            self.known.clear()
            self.counted.clear()
            self.passing.clear()
        for word in self.passing:
            del self.known[word], self.counted[word]
        new = words - self.counted.keys()
        self.ask(new)
        self.passing = [word for word in new if NUMBER.search(word)]

    def ask(self, new: set[str]) -> None:
        pairs = {word: both(word, self.language) for word in new}
        asked = {one for stems, _literal in pairs.values() for one in stems.split()}
        stems = dict(self.connection.execute(STEMS, [self.name, list(asked)]).fetchall())
        for word, (whole, literal) in pairs.items():
            plain = (whole + literal).replace(" ", "")
            safe = len(plain) < 200 and (not plain or (plain.isascii() and plain.isalnum()))
            found = tuple(stems[one].strip("'") for one in whole.split()) if safe else ()
            single = not any(" " in one or "'" in one for one in found)
            self.known[word] = (found, tuple(literal.split())) if safe and single else None
            self.counted[word] = count(word)

    def minutes(self, words: list[str]) -> int:
        """As `articles.text.counting.minutes`."""
        return max(1, ceil(sum(map(self.counted.__getitem__, words)) / WORDS_A_MINUTE))

    def vector(self, words: list[str], marks: Iterable[str]) -> str:
        """The vector of all of a story's words and its marks, as PostgreSQL reads one."""
        found: Places = defaultdict(list)
        if self.add(found, words, 0, PLACES) < 0:
            pair = both(" ".join(words), self.language)
            (vector,) = self.connection.execute(SLOW, [self.name, *pair]).fetchone() or ("",)
        else:
            vector = written(found)
        return " ".join([vector, *(f"'{mark}'" for mark in marks)])

    def head(self, headline: list[str], lead: list[str]) -> str:
        """The vector by which hits are ranked."""
        found: Places = defaultdict(list)
        at = self.add(found, headline, 0, PLACES_A)
        if at >= 0 and self.add(found, lead, at, PLACES_B) >= 0:
            return written(found)
        values: dict[str, Any] = {"tongue": self.name}
        for name, words in (("head", headline), ("lead", lead)):
            stems, literal = both(" ".join(words), self.language)
            values |= {name: stems, f"{name}_literal": literal}
        (vector,) = self.connection.execute(HEAD, values).fetchone() or ("",)
        return str(vector)

    def add(self, found: Places, words: list[str], at: int, places: list[str]) -> int:
        """Enter words behind the place `at`; the last place, -1 where it cannot be done.

        First all stems, then all words as they stand; a stop word at the end takes no place.
        """
        try:
            read = [self.known[word] for word in words]
            stems = [one for stems, _literal in read for one in stems]  # type: ignore[misc]
            literal = [one for _stems, literal in read for one in literal]  # type: ignore[misc]
        except TypeError:
            return -1
        if at + len(stems) + len(literal) > LONGEST:
            return -1
        for place, word in zip(places[at:], stems):  # noqa: B905
            found[word].append(place)
        at += len(stems)
        while stems and not stems[-1]:
            stems.pop()
            at -= 1
        found.pop("", None)
        for place, word in zip(places[at:], literal):  # noqa: B905
            found[word].append(place)
        return -1 if max(map(len, found.values()), default=0) > OFTENEST else at + len(literal)

    def spellings(self, words: list[str]) -> Iterable[tuple[str, str]]:
        """Words to compare misspelt ones with: (key, spelling)."""
        if len(self.spelt) > MOST:
            self.spelt.clear()
        for word in words:
            pairs = self.spelt.get(word)
            if pairs is None:
                pairs = tuple(spellings([word]))
                if not NUMBER.search(word):
                    self.spelt[word] = pairs
            yield from pairs


def written(found: Places) -> str:
    return " ".join([f"{word}:{','.join(places)}" for word, places in found.items()])
