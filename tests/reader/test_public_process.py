"""The public process: what it does not load cannot break out of it."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.serving import database_url, get, serving

ENDED = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE usename = 'newsroom_app' AND datname = current_database() AND pid <> pg_backend_pid()
"""
LOADED = "import django, sys; django.setup(); import articles.reader.urls; print(*sys.modules)"

SHOWN = """
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT string_agg(current_setting(one), ' ') FROM unnest(ARRAY["
        "'role', 'default_transaction_read_only', 'statement_timeout', 'jit', 'plan_cache_mode'"
        "]) one")
    print(cursor.fetchone()[0])
"""


@pytest.mark.parametrize("name", ["axes", "django.contrib.admin", "articles.desk", "articles.wire"])
def test_the_public_process_has_nothing_of_the_desk(name):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_ROLE": "reader"}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], env=env, check=True, capture_output=True, text=True
    )
    loaded = ran.stdout.split()
    assert "articles.reader.views" in loaded
    assert name not in loaded


@pytest.mark.django_db(transaction=True)
def test_its_statements_read_end_and_are_planned_once():
    """A list of what many stories have was planned anew with every page: two milliseconds."""
    env = os.environ | {
        "DATABASE_URL": database_url("newsroom_app"),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_ROLE": "reader",
    }
    ran = subprocess.run(
        [sys.executable, "-c", SHOWN], env=env, check=True, capture_output=True, text=True
    )
    assert ran.stdout.split() == ["newsroom_reader", "on", "2s", "off", "force_generic_plan"]


@pytest.mark.django_db(transaction=True)
def test_readers_do_not_notice_that_the_database_was_started_again():
    with serving("newsroom.public") as address:
        before = [get(f"{address}/")[0] for _each in range(8)]
        with psycopg.connect(database_url("newsroom_app")) as same_login:
            assert same_login.execute(ENDED).fetchone()[0] > 0
        after = [get(f"{address}/")[0] for _each in range(8)]
    assert before == after == [200] * 8
