"""Published stories by the million, straight into the tables, as the owner.

`python -m bench load FILE`: JSON lines, each with id (a number), slug, headline, dek, section,
section_title, tags, author, published (ISO), lang, source, related (ids of records before it) and
blocks ([["p" or "h2", text], …]). What is written is what the press would write of each: story,
edition, rendering, lists, names, links, words. Articles at the desk there are none.

Use a database of its own, migrated: DATABASE_OWNER_URL or NEWSROOM_DATA names it. While it is
empty, two processes write at once and indexes are made last; a load that was broken off leaves a
database to be thrown away. Where there are stories already, one process writes around them.
"""

import gc
import os
import secrets
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

import psycopg

from .goals import Goal, report

if TYPE_CHECKING:
    from .load_rows import Writer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
BATCH = 1_000
#: Goals: seconds for a million stories, and MiB of each process of ours.
SECONDS, MEMORY = 900, 300
#: A load of fewer stories has this long: it is mostly beginning and end.
LEAST = 60
Words = dict[str, tuple[str, int]]
KEEP = """
INSERT INTO articles_word (key, spelling, edition_id)
SELECT key, spelling, edition FROM unnest(%s::text[], %s::text[], %s::bigint[])
    AS found (key, spelling, edition) ORDER BY key
ON CONFLICT (key) DO UPDATE
    SET edition_id = greatest(articles_word.edition_id, excluded.edition_id)
"""
BEAT = """
INSERT INTO articles_beat (scope, beat, moved_at)
SELECT scope, 1, newsroom_clock() FROM unnest(%s::text[]) AS scope ORDER BY scope
ON CONFLICT (scope) DO UPDATE SET beat = articles_beat.beat + 1, moved_at = excluded.moved_at
"""


class Batch(NamedTuple):
    """What a process tells of a batch: its stories and words, and its own peak memory in MiB."""

    count: int
    words: Words
    process: int
    memory: int


def main(arguments: list[str]) -> None:
    if not arguments or not (os.environ.get("DATABASE_OWNER_URL") or "NEWSROOM_DATA" in os.environ):
        raise SystemExit(
            "Name a file, and a database of its own: DATABASE_OWNER_URL or NEWSROOM_DATA."
        )
    begin()
    from django.conf import settings

    watch = Watch()
    count, memory = fill(settings.OWNER_URL, arguments[0], watch)
    took = sum(watch.parts.values())
    print(f"{count:,} stories in {took:.0f} s, {count / took * 60:,.0f} a minute")
    print(", ".join(f"{part} {seconds:.0f} s" for part, seconds in watch.parts.items()))
    limit = max(LEAST, SECONDS * count / 1e6)
    goals = [Goal("seconds", took, limit)]
    goals += [Goal(f"MiB of {name}, at most", peak, MEMORY) for name, peak in memory.items()]
    sys.exit(report(goals))


def begin() -> None:
    """Also the beginning of every process that writes."""
    os.environ["NEWSROOM_ROLE"] = "owner"
    import django

    django.setup()


class Watch:
    """Seconds of each part of the work, in its order."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.since = time.monotonic()

    def done(self, part: str) -> None:
        now = time.monotonic()
        self.parts[part], self.since = now - self.since, now


def fill(address: str, file: str, watch: Watch) -> tuple[int, dict[str, int]]:
    """The stories written, and the peak memory of each process by its name."""
    from .load_rows import COLUMNS

    tables = [f"articles_{one}" for one in (*COLUMNS, "word")]
    base = highest(address)
    alone = base != (0, 0)
    count, words, memory = 0, Words(), {}
    with ExitStack() as stack:
        if not alone:
            from .load_schema import Bare

            stack.enter_context(Bare(address, tables))
        lines = stack.enter_context(open(file, encoding="utf-8"))
        ready = (address, base, secrets.randbits(64))
        pool = stack.enter_context(
            ProcessPoolExecutor(1 if alone else 2, get_context("spawn"), prepare, ready)
        )
        for one in batches(lines, pool):
            count += one.count
            memory[f"writer {one.process}"] = one.memory
            for key, (spelling, edition) in one.words.items():
                known = words.get(key, (spelling, 0))
                words[key] = (known[0], max(known[1], edition))
            if sys.stderr.isatty():
                print(f"\r{count:,}", end="", file=sys.stderr)
        pool.shutdown()
        keep(address, words)
        watch.done("rows")
    watch.done("indexes")
    finish(address)
    watch.done("vacuum")
    return count, memory | {"reader": peak()}


def highest(address: str) -> tuple[int, int]:
    """The highest key of a story and of an edition; (0, 0) where there are none."""
    with psycopg.connect(address) as connection:
        found = [
            connection.execute(f"SELECT coalesce(max(id), 0) FROM articles_{table}").fetchone()
            for table in ("story", "edition")
        ]
    story, edition = (int(row[0]) if row else 0 for row in found)
    return story, edition


def batches(lines: Iterator[str], pool: Executor) -> Iterator[Batch]:
    """Each as soon as it and those before it are written; a few wait, so that memory is flat."""
    waiting: deque[Future[Batch]] = deque()
    while part := list(islice(lines, BATCH)):
        waiting.append(pool.submit(write, part))
        if len(waiting) > 4:
            yield waiting.popleft().result()
    yield from (one.result() for one in waiting)


WRITERS: list["Writer"] = []


def prepare(address: str, base: tuple[int, int], salt: int) -> None:
    """In a process that writes: its connection and its memory of words."""
    begin()
    from newsroom.run import follow_parent

    from .load_rows import Writer

    follow_parent()

    WRITERS[:] = [Writer(psycopg.connect(address), base, salt)]
    # Rows are many and no cycle is among them: looking for one would take a third of the time.
    gc.disable()


def write(lines: list[str]) -> Batch:
    """In a process that writes: one batch, in one transaction."""
    from .load_records import refined

    writer = WRITERS[0]
    words = writer.write([refined(line) for line in lines])
    writer.connection.commit()
    return Batch(len(lines), words, os.getpid(), peak())


def keep(address: str, words: Words) -> None:
    with psycopg.connect(address) as connection:
        connection.execute(KEEP, columns_of(words))


def columns_of(words: Words) -> list[list[object]]:
    """Keys, spellings and editions."""
    rows = [(key, *found) for key, found in words.items()]
    return [list(column) for column in zip(*rows, strict=True)] or [[], [], []]


def finish(address: str) -> None:
    """Keys go on behind those loaded, whoever keeps a copy of a page asks again, and tables are
    as autovacuum would leave them in time."""
    with psycopg.connect(address, autocommit=True) as connection:
        for table in ("story", "edition"):
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('articles_{table}', 'id'), max(id))"
                f" FROM articles_{table}"
            )
        scopes = ["site", "catalog"]
        for kind, table in (("section", "section"), ("tag", "tag"), ("person", "person")):
            rows = connection.execute(f"SELECT slug FROM articles_{table}").fetchall()
            scopes += [f"{kind}:{slug}" for (slug,) in rows]
        connection.execute(BEAT, [scopes])
        connection.execute("VACUUM (ANALYZE, PARALLEL 2)")


def peak() -> int:
    """MiB that this process has had at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
