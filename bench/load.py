"""Stories by the hundred thousand, straight into the tables, as the owner.

`python -m bench load FILE`: JSON lines, each with headline, dek, section, tags, author, published
(ISO), lang, slug and blocks ([["p" or "h2", text], …]). Use a database of its own, migrated.
"""

import json
import os
import time
import uuid
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
BATCH = 5_000
Record = dict[str, Any]
Words = tuple[str, ...]
STORY = (
    "id, uid, path, kind, genre, language, section_id, branch_id, live_from, withdrawn, withdrawals"
)
EDITION = """id, story_id, number, kind, note, live_from, version, digest, format, story_kind,
    genre, language, kicker, headline, short_headline, standfirst, body, place, search_title,
    search_description, bylines, credits, links, pictures"""
RENDERING = "edition_id, head, top, body, card, item, entry, json, text"
CHILD = "story_id, live_from, withdrawn"
STAGED = "edition_id, tongue, head, head_literal, lead, lead_literal, words, literal, marks"
STAGE = """
CREATE TEMPORARY TABLE staged (edition_id bigint, tongue text, head text, head_literal text,
    lead text, lead_literal text, words text, literal text, marks text)
"""
KEEP = """
INSERT INTO articles_concordance
    (edition_id, story_id, number, live_from, withdrawn, published, head, words)
SELECT e.id, e.story_id, 1, e.live_from, false, e.live_from,
    setweight(newsroom_words(tongue::regconfig, s.head, head_literal), 'A')
        || setweight(newsroom_words(tongue::regconfig, lead, lead_literal), 'B'),
    newsroom_words(tongue::regconfig, words, literal)
        || array_to_tsvector(string_to_array(marks, ' '))
FROM staged s JOIN articles_edition e ON e.id = s.edition_id
"""
WORDS = """
INSERT INTO articles_word (key, spelling, edition_id)
SELECT word, word, max(edition_id) FROM staged,
    regexp_split_to_table(head_literal || ' ' || lead_literal, ' ') AS word
WHERE length(word) BETWEEN 4 AND 60 AND word !~ '^[0-9]+$' GROUP BY word ORDER BY word
ON CONFLICT (key) DO UPDATE SET edition_id = excluded.edition_id
"""
WALLED = ("articles_story", "articles_edition")


def main(arguments: list[str]) -> None:
    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner or not arguments:
        raise SystemExit("Name a file, and a database of its own: DATABASE_OWNER_URL.")
    import django

    django.setup()
    started, count = time.monotonic(), 0
    with (
        ProcessPoolExecutor(1, get_context("spawn"), django.setup) as other,
        psycopg.connect(owner) as connection,
        open(arguments[0], encoding="utf-8") as lines,
    ):
        connection.execute("DROP INDEX IF EXISTS words_of_editions")
        for records, words in parts(lines, other):
            load(connection, records, words)
            connection.commit()
            count += len(records)
        connection.execute(
            "CREATE INDEX words_of_editions ON articles_concordance USING gin (words)"
            " WITH (fastupdate = off)"
        )
        for table in ("story", "edition"):
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('articles_{table}', 'id'), max(id))"
                f" FROM articles_{table}"
            )
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")
    print(f"{count} stories in {time.monotonic() - started:.0f} s")


def parts(lines: Iterator[str], other: Executor) -> Iterator[tuple[list[Record], list[Words]]]:
    """A batch, and its words, which another process finds while the one before is written."""
    waiting: deque[tuple[list[Record], Future[list[Words]]]] = deque()
    while records := [json.loads(line) for line in islice(lines, BATCH)]:
        waiting.append((records, other.submit(words_of, records)))
        if len(waiting) > 1:
            yield finished(waiting.popleft())
    yield from map(finished, waiting)


def finished(one: tuple[list[Record], "Future[list[Words]]"]) -> tuple[list[Record], list[Words]]:
    return one[0], one[1].result()


def words_of(records: list[Record]) -> list[Words]:
    """Of each its language for the search, and the words of headline, standfirst and all of it."""
    from articles.press.concordance import both, tongue

    found = []
    for record in records:
        text = " ".join([record["headline"], record["dek"], record["author"], *record["tags"]])
        text += " " + " ".join(words for _tag, words in record["blocks"])
        language = record["lang"]
        pairs = [both(words, language) for words in (record["headline"], record["dek"], text)]
        found.append((tongue(language), *(part for pair in pairs for part in pair)))
    return found


def load(connection: psycopg.Connection, records: list[Record], words: list[Words]) -> None:
    """One batch: stories, editions, renderings, where they are listed, and their words."""
    first = one(connection, "SELECT coalesce(max(id), 0) + 1 FROM articles_story")
    edition = one(connection, "SELECT coalesce(max(id), 0) + 1 FROM articles_edition")
    sections = named(connection, "section", {one["section"] for one in records})
    tags = named(connection, "tag", {tag for one in records for tag in one["tags"]})
    numbered = list(enumerate(records))
    copy(connection, "articles_story", STORY, (story(first + n, r, sections) for n, r in numbered))
    copy(
        connection,
        "articles_edition",
        EDITION,
        (printed(edition + n, first + n, r) for n, r in numbered),
    )
    copy(
        connection, "articles_rendering", RENDERING, (rendered(edition + n, r) for n, r in numbered)
    )
    listed = ((first + n, r["published"], False, sections[r["section"]]) for n, r in numbered)
    copy(connection, "articles_storyinsection", f"{CHILD}, section_id", listed)
    tagged = [
        (first + n, r["published"], False, tags[tag]) for n, r in numbered for tag in set(r["tags"])
    ]
    copy(connection, "articles_storytag", f"{CHILD}, tag_id", iter(tagged))
    connection.execute("DROP TABLE IF EXISTS staged")
    connection.execute(STAGE)
    said = ((edition + n, *words[n], marks_of(r, sections, tags)) for n, r in numbered)
    copy(connection, "staged", STAGED, said)
    connection.execute(KEEP)
    connection.execute(WORDS)


def named(connection: psycopg.Connection, table: str, names: set[str]) -> dict[str, int]:
    """Sections or tags by their names; those that are missing are made."""
    from articles.text.slugs import slugify

    columns, more = {
        "section": ("title, slug, description, rank, hue", ", '', 100, ''"),
        "tag": ("name, slug, kind, introduction, synonyms", ", 'topic', '', '{}'"),
    }[table]
    for name in sorted(names):
        connection.execute(
            f"INSERT INTO articles_{table} ({columns}) SELECT %s, %s{more}"
            f" WHERE NOT EXISTS (SELECT FROM articles_{table} WHERE slug = %s)",
            [name, slugify(name), slugify(name)],
        )
    known = dict(connection.execute(f"SELECT slug, id FROM articles_{table}").fetchall())
    return {name: known[slugify(name)] for name in names}


def story(key: int, record: Record, sections: dict[str, int]) -> tuple[Any, ...]:
    path = f"/{record['section']}/{record['published'][:4]}/{record['published'][5:7]}/{key}/"
    place = sections[record["section"]]
    language = record["lang"]
    return (
        key,
        uuid.uuid4(),
        path,
        "story",
        "news",
        language,
        place,
        place,
        record["published"],
        False,
        0,
    )


def printed(key: int, of: int, record: Record) -> tuple[Any, ...]:
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in record["blocks"])
    words = ("", record["headline"], "", record["dek"], body, "", "", "")
    before = (
        key,
        of,
        1,
        "first",
        "",
        record["published"],
        1,
        "",
        1,
        "story",
        "news",
        record["lang"],
    )
    return (*before, *words, "[]", "[]", "[]", "[]")


def rendered(key: int, record: Record) -> tuple[Any, ...]:
    card = f'<article class="card"><h3>{record["headline"]}</h3></article>'
    pieces = ("<title>x</title>", "<h1>x</h1>", "<p>x</p>", card, "<item></item>")
    return (key, *pieces, "<entry></entry>", "{}", "x")


def marks_of(record: Record, sections: dict[str, int], tags: dict[str, int]) -> str:
    month = record["published"][:7]
    marks = [
        f"~s{sections[record['section']]}",
        f"~{month[:4]}",
        f"~{month}",
        f"~l{record['lang']}",
    ]
    return " ".join([*marks, *(f"~t{tags[tag]}" for tag in record["tags"])])


def copy(
    connection: psycopg.Connection, table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as out:
        for row in rows:
            out.write_row(row)


def one(connection: psycopg.Connection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
