"""Statements that are written once are also read once: by psycopg, however long they are."""

import pytest
from psycopg import _queries

from articles.reader.page import AT

pytestmark = pytest.mark.django_db


def remembered() -> tuple[int, int]:
    """How often psycopg knew a text already, and how often not, wherever the values are put in."""
    found = [one.cache_info() for one in (_queries._query2pg, _queries._query2pg_client)]
    return sum(one.hits for one in found), sum(one.misses for one in found)


def test_psycopg_remembers_how_a_long_statement_is_taken_apart():
    assert len(AT.written[0]) > 4_096
    AT.rows(path="/a/")
    hits, misses = remembered()
    AT.rows(path="/b/")
    assert remembered() == (hits + 1, misses)
