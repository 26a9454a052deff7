"""The search's one statement is served by its index, also as reader, and says what is live."""

import importlib

import pytest
from django.db import connection

from articles.press.publish import publish
from articles.reader.finding import Wish, find
from articles.text.asking import understand
from tests.cast import approved

pytestmark = pytest.mark.django_db

INNER = importlib.import_module("articles.migrations.0133_hits_read_once").INNER
PREPARED = f"""
PREPARE hits (
    tsquery, tsquery, timestamptz, timestamptz, bigint, timestamptz, int, tsquery) AS {INNER}
"""
FILL = """
INSERT INTO articles_edition SELECT (jsonb_populate_record(e, jsonb_build_object(
    'id', 1000000 + n, 'number', 1000 + n, 'version', 1000 + n))).*
    FROM articles_edition e, generate_series(1, 3000) n;
INSERT INTO articles_concordance
    (edition_id, story_id, number, live_from, withdrawn, published, head, words)
    SELECT 1000000 + n, story_id, 1, live_from, withdrawn, published, head,
        array_to_tsvector(ARRAY['wort' || n, 'viel'])
    FROM articles_concordance c, generate_series(1, 3000) n;
"""


@pytest.fixture
def many(as_owner, reporter, chief):
    publish(approved(reporter, chief), by=chief)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute("ANALYZE articles_concordance")


def test_the_statement_in_the_function_is_the_one_that_is_looked_at_here(as_owner, db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'newsroom_hits'")
        (source,) = cursor.fetchone()
    assert INNER in source
    for said in ("live_from <= $3", "until > $3", "NOT c.withdrawn"):
        assert said in INNER


def test_words_are_looked_up_in_the_index_and_nowhere_else(as_owner, many):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(PREPARED)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN EXECUTE hits"
            " ('''wort7''', '''~2026''', now(), 'infinity', 0, '-infinity', 1001, NULL)"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DEALLOCATE hits")
    assert "words_of_editions" in plan
    # Words and months are two conditions: the index skips from one to the other.
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert condition.count("@@") == 2
    assert "Seq Scan on articles_concordance c" not in plan


def test_a_readers_search_uses_the_index(as_owner, as_reader, many):
    before = scans(as_owner)
    with as_reader():
        assert [one.edition for one in find(Wish(understand("wort7")), 5).hits] == [1000007]
    assert scans(as_owner) > before


def scans(as_owner) -> int:
    """How often this transaction has walked the index so far."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans('words_of_editions'::regclass)")
        return cursor.fetchone()[0]
