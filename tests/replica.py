"""A real streaming replica of the tests' database, that can be made to lag."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from newsroom import localdb, pg
from tests.serving import database_url, free_port

#: Of the primary's, which a replica may not have fewer of.
CONNECTIONS = "max_connections=200"


class Replica:
    """A server beside the primary's, on the same socket folder under a port of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        connection.ensure_connection()
        self.folder, self.port = folder, port
        self.primary = database_url("{login}")

    def url(self, login: str) -> str:
        """Where it is, for somebody who logs in as `login`."""
        where, _port, _number = self.primary.rpartition("port=")
        return f"{where}port={self.port}".replace("{login}", login)

    def ask(self, sql: str) -> object:
        with psycopg.connect(self.url(localdb.SUPERUSER), autocommit=True) as there:
            return there.execute(sql).fetchone()

    def lag(self) -> None:
        """From now on it takes in what the primary sends, and shows nothing of it."""
        self.ask("SELECT pg_wal_replay_pause()")

    def go_on(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")


@contextmanager
def replicating() -> Iterator[Replica]:
    port = free_port()
    folder = pg.home() / f"replica{port}"
    replica = Replica(folder, port)
    where = str(pg.socket())
    pg.claim(folder, pg.keeper(), 0o700)
    try:
        # With -R it knows whom to follow; fast: a checkpoint by itself takes minutes.
        pg.run(
            *("pg_basebackup", "-h", where, "-U", localdb.SUPERUSER, "-D", str(folder)),
            *("-R", "-X", "stream", "-c", "fast"),
        )
        options = f"-p {port} -c listen_addresses='' -c {CONNECTIONS}"
        options += f" -c unix_socket_directories='{where}'"
        log = str(folder / "replica.log")
        pg.run("pg_ctl", "start", "-w", "-D", str(folder), "-l", log, "-o", options)
        yield replica
    finally:
        pg.run("pg_ctl", "stop", "-m", "immediate", "-D", str(folder), check=False)
        shutil.rmtree(folder, ignore_errors=True)
