"""A desk of some years, written into the tables: articles in every state with their histories, and
what the desk's other screens list. The demo's rows stay; ours are numbered from a million on.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import psycopg

from .desk_more import more
from .desk_tables import statements
from .suggestions import spelled

#: Words there are, and words of an article.
WORDS, LONG = 40_000, 220
HEADLINE, STANDFIRST, PARAGRAPH = 7, 18, 39
#: Minutes between two articles: seventy a day.
APART = 20
QUIET = ("article", "story", "edition", "user", "user_groups", "section", "gone")
NUMBERED = ("article", "story", "edition", "person", "tag", "source", "user", "section", "picture")
#: Filled at once after the rows are there, as a restore does.
SLOW = ("article_words", "article_headline_words", "vocabulary_words")
WORD_TABLE = """
CREATE TABLE bench_article (n bigint, lot int, at timestamptz, language text, headline text,
    standfirst text, body text)
"""


def fill(connection: psycopg.Connection, size: int) -> None:
    """Everything, into the demo's newsroom; triggers rest meanwhile, and the widest indexes."""
    made = [
        connection.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        for name in SLOW
    ]
    indexes = [row[0] for cursor in made for row in cursor.fetchall()]
    for name in SLOW:
        connection.execute(f"DROP INDEX {name}")
    for table in QUIET:
        connection.execute(f"ALTER TABLE articles_{table} DISABLE TRIGGER USER")
    connection.execute(WORD_TABLE)
    with connection.cursor().copy("COPY bench_article FROM STDIN") as out:
        for row in texts(size):
            out.write_row(row)
    for sql in (*statements(size), *more(size), "SET CONSTRAINTS ALL IMMEDIATE", *indexes):
        connection.execute(sql)
    for table in QUIET:
        connection.execute(f"ALTER TABLE articles_{table} ENABLE TRIGGER USER")
    for table in NUMBERED:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('articles_{table}', 'id'), max(id))"
            f" FROM articles_{table}"
        )


def texts(size: int) -> Iterator[tuple[Any, ...]]:
    """Number, lot, moment, language and words; how common a word is falls with its rank."""
    chance, now = random.Random(12), datetime.now(UTC)
    known = [spelled(rank) for rank in range(WORDS)]
    shares = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    for n in range(size):
        words = chance.choices(known, cum_weights=shares, k=LONG)
        lead = HEADLINE + STANDFIRST
        text = words[lead:]
        body = "".join(
            f'<p data-block="{n % 100_000:05}{at:03}">{" ".join(text[at : at + PARAGRAPH])}.</p>'
            for at in range(0, len(text), PARAGRAPH)
        )
        headline, standfirst = words[:HEADLINE], words[HEADLINE:lead]
        yield (
            n,
            n % 100,
            now - timedelta(minutes=60 + APART * n),
            ("en", "de")[n % 9 > 0],
            " ".join(headline).capitalize(),
            f"{' '.join(standfirst).capitalize()}.",
            body,
        )


def main(size: int) -> None:
    from newsroom import localdb

    with psycopg.connect(localdb.url(localdb.OWNER)) as connection:
        fill(connection, size)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
