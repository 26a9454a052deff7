"""A process that is told to stop finishes what it has begun to answer."""

import threading
import time

import psycopg
import pytest
from django.db import connection

from tests.serving import get, serving

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'articles_login'::regclass"
)


def ask(site: str) -> int:
    return get(f"{site}/admin/login/", Cookie="sessionid=" + "x" * 32)[0]


def test_a_request_under_way_is_answered_before_the_process_ends():
    """A lock keeps the answer back until the process has been told to stop."""
    found: list[int] = []
    with psycopg.connect(connection.connection.info.dsn) as somebody:
        with serving("newsroom.wsgi") as site:
            somebody.execute("LOCK articles_login IN ACCESS EXCLUSIVE MODE")
            asking = threading.Thread(target=lambda: found.append(ask(site)))
            asking.start()
            for _look in range(500):
                if somebody.execute(WAITING).fetchone()[0]:
                    break
                time.sleep(0.02)
            threading.Timer(1.0, somebody.rollback).start()
        asking.join()
    assert found == [200]
