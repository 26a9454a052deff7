"""Newsrooms to be measured: a database and a public process each, and what to ask them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from . import costs, serving
from .asking import Row, get
from .fronts import free_port, wait_for

#: Addresses of a kind that are asked in turn, from all of the archive.
STORIES = 64
PAGE, DEEP = 20, 50
STORY_PATHS = """
SELECT DISTINCT ON (at) s.path
FROM generate_series(0, %(many)s - 1) AS at
CROSS JOIN (SELECT min(id) AS first, max(id) AS last FROM articles_story) AS keys
CROSS JOIN LATERAL (SELECT path FROM articles_story
    WHERE id >= keys.first + (keys.last - keys.first) * at / %(many)s
        AND branch_id IS NOT NULL AND NOT withdrawn AND live_from <= newsroom_clock()
    ORDER BY id LIMIT 1) AS s ORDER BY at
"""
LARGEST = """
SELECT c.slug, c.id FROM articles_{table} c JOIN
    (SELECT {key}, count(*) AS many FROM articles_{rows} GROUP BY 1) n ON n.{key} = c.id
ORDER BY n.many DESC, c.id LIMIT 1
"""
BELOW = """
SELECT live_from, story_id FROM articles_storyinsection
WHERE section_id = %s AND NOT withdrawn AND live_from <= newsroom_clock()
ORDER BY live_from DESC, story_id DESC OFFSET %s LIMIT 1
"""
WORDS = """
SELECT word, ndoc FROM ts_stat('SELECT words FROM articles_concordance
    TABLESAMPLE SYSTEM ({percent}) REPEATABLE (8)')
WHERE word ~ '^[a-z]+$' AND length(word) > 3 ORDER BY ndoc DESC
"""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Part of the stories that have the rare word.
RARE = 0.001


@dataclass
class Newsroom:
    """A running one; `backends` are the database's processes that work for it, if they show."""

    name: str
    stories: int
    port: int
    process: subprocess.Popen[bytes]
    owner: str
    rows: list[Row]

    @property
    def worker(self) -> int:
        """The process that answers; the other one watches it."""
        return max(costs.family(self.process.pid), key=costs.memory)

    def application(self) -> float:
        return costs.processor(costs.family(self.process.pid))

    def database(self) -> float:
        return costs.processor(self.backends())

    def backends(self) -> list[int]:
        asked = (
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND usename IS NOT NULL AND pid <> pg_backend_pid()"
        )
        with psycopg.connect(self.owner) as connection:
            return [int(pid) for (pid,) in connection.execute(asked).fetchall()]


@contextmanager
def open_newsroom(data: str) -> Iterator[Newsroom]:
    """Of this data folder; the one of the environment where it is empty."""
    port = free_port()
    owner = os.environ.get("DATABASE_OWNER_URL", "") if not data else ""
    owner = owner or serving.address(data, "newsroom_owner")
    told = os.environ | serving.settings(port, data) | ({"NEWSROOM_DATA": data} if data else {})
    serving.files(told)
    process = subprocess.Popen(
        serving.command(port, "bench.site:application"),
        cwd=serving.PROJECT,
        env=told,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process, 60)
        with psycopg.connect(owner) as connection:
            stories = number(connection, "SELECT count(*) FROM articles_story")
            rows = rows_of(connection, port)
        yield Newsroom(Path(data).name or "here", stories, port, process, owner, rows)
    finally:
        process.terminate()
        process.wait(20)
        if data:
            stop(data)


def stop(data: str) -> None:
    told = os.environ | {"NEWSROOM_DATA": data}
    run = [sys.executable, "-m", "newsroom.localdb", "stop"]
    subprocess.run(run, cwd=serving.PROJECT, env=told, check=False)


def number(connection: psycopg.Connection, asked: str) -> int:
    row = connection.execute(asked.encode()).fetchone()
    return int(row[0]) if row else 0


def rows_of(connection: psycopg.Connection, port: int) -> list[Row]:
    """Every kind of page, with addresses of this newsroom."""
    found = connection.execute(STORY_PATHS, {"many": STORIES}).fetchall()
    stories = tuple(path for (path,) in found)
    if not stories:
        raise SystemExit("No story is live: load the demo or a file first.")
    section, key = largest(connection, "section", "storyinsection", "section_id")
    tag, _key = largest(connection, "tag", "storytag", "tag_id")
    person, _key = largest(connection, "person", "byline", "person_id")
    common, rare = words(connection)
    etag = get(port, "/rss.xml", {})[1]["etag"]
    rows = [
        Row("bare view, 30 KB", ("/bare",)),
        Row("story", stories),
        Row("front", ("/",)),
        Row("section, page 1", (f"/{section}/",)),
        Row("feed, 20 full texts", ("/rss.xml",)),
        Row("feed, not modified", ("/rss.xml",), (("If-None-Match", etag),), 304),
        Row("search, a common word", (f"/search/?q={common}",)),
        Row("search, a rare word", (f"/search/?q={rare}",)),
        Row("nothing there", (f"/{section}/2020/01/nothing/",), (), 404),
    ]
    if place := below(connection, key):
        deep = f"/{section}/?before={place}"
        rows.insert(4, Row(f"section, page {DEEP}", (deep,)))
    rows += [Row("topic", (f"/topics/{tag}/",))] if tag else []
    return rows + ([Row("person", (f"/people/{person}/",))] if person else [])


def largest(connection: psycopg.Connection, table: str, rows: str, key: str) -> tuple[str, int]:
    """Slug and key of the one with most stories; ("", 0) where there is none."""
    asked = LARGEST.format(table=table, rows=rows, key=key)
    slug, found = connection.execute(asked.encode()).fetchone() or ("", 0)
    return str(slug), int(found)


def below(connection: psycopg.Connection, section: int) -> str:
    """Where the deep page of this section begins, as its address says it; "" if it has fewer."""
    place = connection.execute(BELOW, [section, (DEEP - 1) * PAGE - 1]).fetchone()
    return encoded(*place) if place else ""


def encoded(moment: datetime, key: int) -> str:
    """See `articles.reader.keyset.encode`, which only works where Django is set up."""
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}.{key}"


def words(connection: psycopg.Connection) -> tuple[str, str]:
    """The commonest word of four letters or more, and one that few stories have."""
    many = number(connection, "SELECT count(*) FROM articles_concordance")
    percent = min(100.0, 400_000 / max(many, 1))
    found: list[Any] = connection.execute(WORDS.format(percent=percent).encode()).fetchall()
    if not found:
        raise SystemExit("No story has words: search cannot be measured.")
    most = found[0][1]
    rare = min(found, key=lambda one: abs(one[1] / most - RARE))
    return found[0][0], rare[0]
