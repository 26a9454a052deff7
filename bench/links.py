"""What a linked story costs a reader at a thousand stories and at a million, three links each; and
what one costs that every tenth story leads to and that is in no running story.

Fills the database it is given: use one of its own, migrated, with the demo in it.
"""

import os
import random
import time

import psycopg

from . import pages

SMALL, PER_STORY = 1_000, 3
#: Stories of a running one: each page tells them all.
RUNNING = 8
#: The number of the story that every so many lead to. It shows the newest fifty of them.
HUB, LEAD = 7, 10
SAMPLE, ROUNDS = 40, 5
SHORT = {
    "articles_edition": {"body": "'<p>Text</p>'", "number": "1", "kind": "'first'"},
    "articles_rendering": {
        "head": "'<title>x</title>'",
        "top": "'<h1>x</h1>'",
        "body": "'<div class=\"body\"><p>Text</p></div>'",
        "card": "'<article>x</article>'",
        "item": "'<item>x</item>'",
    },
}
KEYS = ("00000000", "00000001", "00000002")
FROZEN = ", ".join(
    f'{{"key": "{key}", "kind": "previous", "quoted": "", "wording": ""}}' for key in KEYS
)


def main(arguments: list[str]) -> None:
    large = int(arguments[0]) if arguments else 1_000_000
    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise SystemExit("Name a database of its own: DATABASE_URL and DATABASE_OWNER_URL.")
    with psycopg.connect(owner, autocommit=True) as connection:
        results, hubs = [], []
        for size in (SMALL, large):
            grow(connection, size)
            results.append((size, *cost(some(size))))
            hubs.append((size, *cost([address(HUB)] * SAMPLE, course=False)))
    told("stories in running ones", results)
    told(f"a story that every {LEAD}th leads to", hubs)


def told(said: str, results: list[tuple[int, float, float]]) -> None:
    print(f"{said}\n{'stories':>10}{'links':>10}{'app ms':>10}{'db ms':>10}{'sum':>10}")
    for size, app, database in results:
        links = size * PER_STORY
        print(f"{size:>10}{links:>10}{app:>10.2f}{database:>10.2f}{app + database:>10.2f}")
    (_s, a, b), (_l, c, d) = results
    print(f"ratio {(c + d) / (a + b):.2f}, database alone {d / b if b else 0:.2f}")


def grow(connection: psycopg.Connection, size: int) -> None:
    """Stories up to this many, each with an edition, a rendering and three links."""
    started = time.monotonic()
    have = one(connection, "SELECT count(*) FROM articles_story WHERE path LIKE '/bench/%'")
    if have < size:
        for table in ("articles_story", "articles_edition", "articles_link"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for sql in statements(connection, have, size):
            connection.execute(sql)
        for table in ("articles_story", "articles_edition", "articles_link"):
            connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        connection.execute("VACUUM ANALYZE")
    print(f"{size} stories after {time.monotonic() - started:.0f} s", flush=True)


def statements(connection: psycopg.Connection, have: int, size: int) -> list[str]:
    pattern = one(
        connection, "SELECT story_id FROM articles_edition WHERE live_from < now() LIMIT 1"
    )
    number = "split_part(s.path, '/', 5)::int"
    numbers = f"generate_series({have}, {size - 1}) AS n"
    story = {
        "uid": "gen_random_uuid()",
        "path": "'/bench/2026/01/' || n || '/'",
        "live_from": "now() - interval '1 day' - n * interval '1 minute'",
        "withdrawn": "false",
    }
    edition = SHORT["articles_edition"] | {
        "story_id": "s.id",
        "live_from": "s.live_from",
        "headline": "'Headline ' || s.id",
        "short_headline": "''",
        "version": "1",
        "links": f"'[{FROZEN}]'",
    }
    new = "articles_story s WHERE s.path LIKE '/bench/%' AND NOT EXISTS (SELECT FROM {})"
    bare = new.format("articles_edition e WHERE e.story_id = s.id")
    return [
        copy(connection, "articles_story", story, f"id = {pattern}", numbers),
        copy(connection, "articles_edition", edition, f"story_id = {pattern}", bare),
        copy(
            connection,
            "articles_rendering",
            SHORT["articles_rendering"] | {"edition_id": "e.id"},
            f"edition_id = (SELECT min(id) FROM articles_edition WHERE story_id = {pattern})",
            "articles_edition e WHERE e.headline LIKE 'Headline %'"
            " AND NOT EXISTS (SELECT FROM articles_rendering r WHERE r.edition_id = e.id)",
        ),
        f"""INSERT INTO articles_link (edition_id, story_id, number, live_from, key, kind,
            "order", to_uid, to_id, thread)
        SELECT e.id, s.id, 1, s.live_from, '0000000' || k, 'previous', k, t.uid, t.id,
            CASE WHEN k = 0 AND {number} % {RUNNING} < {RUNNING} - 1 AND {number} <> {HUB} - 1
                THEN {number} / {RUNNING} END
        FROM articles_story s JOIN articles_edition e ON e.story_id = s.id
            CROSS JOIN generate_series(0, {PER_STORY - 1}) AS k
            JOIN articles_story t ON t.path = '/bench/2026/01/' ||
                CASE WHEN k = 2 AND {number} % {LEAD} = 0 THEN {HUB}
                ELSE ({number} + 1 + k * 37) % {size} END || '/'
        WHERE s.path LIKE '/bench/%' AND s.id <> t.id
            AND NOT EXISTS (SELECT FROM articles_link l WHERE l.story_id = s.id)""",
    ]


def copy(
    connection: psycopg.Connection,
    table: str,
    values: dict[str, str],
    pattern: str,
    source: str,
) -> str:
    """An INSERT that takes every other column from one row there is."""
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND column_name <> 'id'",
        [table],
    )
    names = [name for (name,) in rows]
    chosen = ", ".join(values.get(name, f'p."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    given = f"(SELECT * FROM {table} WHERE {pattern} LIMIT 1) AS p"
    return f"INSERT INTO {table} ({listed}) SELECT {chosen} FROM {given}, {source}"


def one(connection: psycopg.Connection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def address(number: int) -> str:
    return f"/bench/2026/01/{number}/"


def some(size: int) -> list[str]:
    """Of so many stories a sample, without the one that is measured by itself."""
    chance = random.Random(6)
    numbers = [chance.randrange(size) for _story in range(SAMPLE)]
    return [address(number + (number == HUB)) for number in numbers]


def cost(paths: list[str], course: bool = True) -> tuple[float, float]:
    """(application, database) in milliseconds a page, the best of several rounds over these."""
    ask = application()

    def round_trip() -> bytes:
        return b"".join(ask(path, {})[1] for path in paths)

    first = round_trip()
    assert first.count(b"data-kind") >= 2 * len(paths)
    assert first.count(b'data-part="course"') == len(paths) * course
    for _warm in range(3):
        round_trip()
    rounds = [pages.one_round(round_trip, 2) for _round in range(ROUNDS)]
    app, database = min(rounds, key=sum)
    return app / len(paths), database / len(paths)


def application() -> pages.Ask:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    made = get_wsgi_application()
    settings.ALLOWED_HOSTS = ["*"]
    settings.ROOT_URLCONF = "bench.urls"
    return pages.asker(made)
