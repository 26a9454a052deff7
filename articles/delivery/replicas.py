"""Replicas that readers are answered from: the world is told of a change once they have it.

A copy in front that is refreshed from a database which lags gets the old page anew, and keeps it.
"""

import logging
import time

import psycopg
from django.conf import settings
from django.db import connection

log = logging.getLogger("newsroom.delivery")
#: Seconds that a job waits for a replica before it is put off.
PATIENCE = 5.0
#: Between two looks.
PAUSE = 0.02


class ReplicaBehind(RuntimeError):
    """A replica has not yet what the database has: the job is tried again."""


def caught_up() -> None:
    """Wait until each replica has replayed what is committed here. Raises ReplicaBehind.

    One that is away answers no reader, and holds nobody up.
    """
    if not settings.REPLICA_URLS:
        return
    wanted, deadline = position(), time.monotonic() + PATIENCE
    for url in settings.REPLICA_URLS:
        try:
            with psycopg.connect(url, autocommit=True, connect_timeout=2) as replica:
                wait(replica, wanted, deadline)
        except psycopg.OperationalError as error:
            log.warning("A replica is away: %s", error)


def position() -> str:
    """Up to where this server's log of changes is written, the job's own transaction included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()::text")
        (found,) = cursor.fetchone()
    return str(found)


def wait(replica: psycopg.Connection, wanted: str, deadline: float) -> None:
    while not has(replica, wanted):
        if time.monotonic() > deadline:
            raise ReplicaBehind
        time.sleep(PAUSE)


def has(replica: psycopg.Connection, wanted: str) -> bool:
    row = replica.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [wanted]).fetchone()
    return bool(row and row[0])
