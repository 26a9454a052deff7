"""PostgreSQL's own programs, and what the database says of itself."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from .folder import CannotKeep

#: Rows, and the sum of 64 bits of each one's hash: the same in any order and on any server.
WEIGHED = (
    "SELECT count(*), coalesce(sum(('x' || left(encode(sha256(convert_to(t::text, 'UTF8')),"
    " 'hex'), 16))::bit(64)::bigint), 0)::text FROM {} t"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
#: Text by which rows are weighed must not hang on how somebody likes dates.
PLAINLY = (
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1"
)

#: Where a database is. Our library may know more options than the programs of the system do.
WHERE = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")


def run(name: str, *arguments: str) -> None:
    """One of PostgreSQL's programs on our database; the password is not in its command line."""
    folder = settings.PG_BINDIR
    program = str(Path(folder) / name) if folder else shutil.which(name)
    if not program or not os.access(program, os.X_OK):
        raise CannotKeep(f"{name} is not here: install PostgreSQL's client, or set PG_BINDIR.")
    connection.ensure_connection()
    info = connection.connection.info
    known = info.get_parameters()
    address = make_conninfo("", **{name: known[name] for name in WHERE if name in known})
    done = subprocess.run(  # noqa: S603
        [program, "--no-password", "--dbname", address, *arguments],
        env=os.environ | ({"PGPASSWORD": info.password} if info.password else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no word"]
        raise CannotKeep(f"{name} failed: {said[0]}")


def rows(sentence: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sentence)
        return list(cursor.fetchall())


def major() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def tables() -> list[str]:
    return [name for (name,) in rows(TABLES)]


def migrations() -> list[str]:
    """What was done to the schema, as `app.name`."""
    found = rows("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return [name for (name,) in found]


def weights() -> dict[str, list[Any]]:
    """Each table's rows and digest; in one transaction, as of its moment."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(PLAINLY)
        for name in tables():
            cursor.execute(SQL(WEIGHED).format(Identifier(name)))
            found[name] = list(cursor.fetchone())
    return found
