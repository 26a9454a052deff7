"""The rows of published stories, written by COPY: what the press writes for each."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.utils import translation

from articles.reader.printing import FIELDS
from articles.text.headlines import normal
from articles.text.slugs import slugify as slug_of

from .load_patterns import Print, filled
from .load_records import (
    KIND,
    Record,
    block_keys,
    body_of,
    frozen,
    marks_of,
    path_of,
    printed,
    set_in,
    ties_of,
    title_of,
)
from .load_words import Tongue

Row = tuple[Any, ...]
slugify = lru_cache(maxsize=10_000)(slug_of)
CHILD = "story_id, live_from, withdrawn"
COLUMNS = {
    "story": """id, uid, path, kind, genre, language, section_id, branch_id, live_from, withdrawn,
        withdrawals""",
    "edition": """id, story_id, number, kind, note, live_from, version, digest, format, story_kind,
        genre, language, kicker, headline, short_headline, standfirst, body, place, search_title,
        search_description, bylines, credits, links, pictures""",
    "rendering": f"edition_id, number, title, {CHILD}, {', '.join(FIELDS)}",
    "storyinsection": f"{CHILD}, section_id",
    "storytag": f"{CHILD}, tag_id",
    "byline": f"{CHILD}, person_id, role",
    "link": """edition_id, story_id, number, live_from, key, kind, "order", to_uid, to_id""",
    "headline": "story_id, key",
    "concordance": """edition_id, story_id, number, live_from, withdrawn, published, head, words""",
}
#: For each table the columns of a new row besides name and slug, and their values.
NAMED = {
    "section": ("title", ", description, rank, hue", ", '', 100, ''"),
    "tag": ("name", ", kind, introduction, synonyms", ", 'topic', '', '{}'"),
    "person": ("name", ", role, biography", ", '', ''"),
    "source": ("name", ", kind, url", ", 'agency', ''"),
}


class Names:
    """Sections, topics, people and sources by their slugs; those that are missing are made."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.known: dict[str, dict[str, int]] = {table: {} for table in NAMED}

    def learn(self, table: str, names: dict[str, str]) -> None:
        """`names` are slugs and what they stand for."""
        known, (title, columns, values) = self.known[table], NAMED[table]
        missing = sorted(names.keys() - known.keys())
        if not missing:
            return
        for slug in missing:
            self.connection.execute(
                f"INSERT INTO articles_{table} ({title}, slug{columns}) SELECT %s, %s{values}"
                f" WHERE NOT EXISTS (SELECT FROM articles_{table} WHERE slug = %s)"
                " ON CONFLICT DO NOTHING",
                [names[slug], slug, slug],
            )
        found = f"SELECT slug, id FROM articles_{table} WHERE slug = ANY (%s)"
        known.update(self.connection.execute(found, [missing]).fetchall())

    def of(self, records: list[Record]) -> None:
        self.learn("section", {one["section"]: title_of(one) for one in records})
        self.learn("tag", {slugify(tag): tag for one in records for tag in one["tags"]})
        self.learn("person", {slugify(one["author"]): one["author"] for one in records})
        self.learn("source", {slugify(one["source"]): one["source"] for one in records})


class Writer:
    """Writes batches of records. Their stories' keys are `base` and the number of the record."""

    def __init__(self, connection: psycopg.Connection, base: tuple[int, int], salt: int) -> None:
        self.connection, self.base, self.salt = connection, base, salt
        self.names = Names(connection)
        self.tongues: dict[str, Tongue] = {}

    def write(self, records: list[Record]) -> dict[str, tuple[str, int]]:
        """Rows of one batch; returns its words by key: (spelling, the newest edition)."""
        self.names.of(records)
        self.read(records)
        rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        words: dict[str, tuple[str, int]] = {}
        with translation.override(settings.LANGUAGE_CODE):
            for record in records:
                for table, row in self.rows(record):
                    rows[table].append(row)
                edition = self.base[1] + record["id"]
                for key, spelling in self.tongue(record["lang"]).spellings(record["said"]):
                    words[key] = (words[key][0] if key in words else spelling, edition)
        for table, columns in COLUMNS.items():
            copy(self.connection, f"articles_{table}", columns, rows[table])
        return words

    def tongue(self, language: str) -> Tongue:
        found = self.tongues.get(language)
        if found is None:
            found = self.tongues[language] = Tongue(self.connection, language)
        return found

    def read(self, records: list[Record]) -> None:
        """The words each is found by: headline, standfirst, people and topics; and its text."""
        known, new = self.names.known["tag"], dict[str, set[str]]()
        for record in records:
            names = sorted(record["tags"], key=lambda tag: known[slugify(tag)])
            headed = record["headed"] = (record["headline"].split(), record["dek"].split())
            record["said"] = [*headed[0], *headed[1], *" ".join([record["author"], *names]).split()]
            record["told"] = [word for _tag, text in record["blocks"] for word in text.split()]
            found = new.setdefault(record["lang"], set())
            found.update(record["said"])
            found.update(record["told"])
        for language, words in new.items():
            self.tongue(language).learn(words)

    def uid(self, number: int) -> UUID:
        """The same for the same record of this load, so that links need not look for it."""
        return UUID(int=(self.salt << 64) | (self.base[0] + number), version=4)

    def rows(self, record: Record) -> Iterator[tuple[str, Row]]:
        """(table, row) of everything a story has."""
        number, known, at = record["id"], self.names.known, record["published"]
        story, edition = self.base[0] + number, self.base[1] + number
        section = known["section"][record["section"]]
        tags = [known["tag"][slug] for slug in dict.fromkeys(map(slugify, record["tags"]))]
        person = self.person(record)
        about = ("story", "news", record["lang"])
        places = (section, section, at, False, 0)
        yield "story", (story, self.uid(number), path_of(record), *about, *places)
        yield from self.edition(record, person)
        yield "storyinsection", (story, at, False, section)
        for tag in tags:
            yield "storytag", (story, at, False, tag)
        yield "byline", (story, at, False, person["person"], "")
        yield "headline", (story, normal(record["headline"]))
        tongue = self.tongue(record["lang"])
        filed = (f"~s{section}", *(f"~t{tag}" for tag in sorted(tags)))
        marks = (*filed, *marks_of(record), f"~p{person['person']}")
        vectors = (
            tongue.head(*record["headed"]),
            tongue.vector(record["said"] + record["told"], marks),
        )
        yield "concordance", (edition, story, 1, at, False, at, *vectors)

    def edition(self, record: Record, person: dict[str, Any]) -> Iterator[tuple[str, Row]]:
        """What is printed: the words, their rendering and their links."""
        number, at = record["id"], record["published"]
        story, edition = self.base[0] + number, self.base[1] + number
        ties, keys = ties_of(record), block_keys(record)
        source = self.names.known["source"][slugify(record["source"])]
        words = frozen(record, body_of(record, keys), person, source, ties)
        yield "edition", (edition, story, *printed(words, at))
        language = record["lang"]
        set_in_type = Print(
            path_of(record),
            self.uid(number),
            person["slug"],
            words["body"],
            body_of(record, keys, firm=True),
            set_in(record["headline"], language),
            set_in(record["dek"], language),
            self.tongue(record["lang"]).minutes(record["told"]),
        )
        pieces = filled(record, set_in_type)
        yield "rendering", (edition, 1, record["headline"], story, at, False, *pieces)
        for key, order, to in ties:
            ends = (self.uid(to), self.base[0] + to)
            yield "link", (edition, story, 1, at, key, KIND, order, *ends)

    def person(self, record: Record) -> dict[str, Any]:
        """Its author, as an edition freezes a byline."""
        slug = slugify(record["author"])
        key = self.names.known["person"][slug]
        return {"person": key, "name": record["author"], "slug": slug, "role": ""}


def copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterable[Row]) -> None:
    with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as out:
        for row in rows:
            out.write_row(row)
