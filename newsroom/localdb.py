"""The database that needs no setup: a private PostgreSQL, while DATABASE_URL is unset."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from articles.reader.wall.roles import APP, OWNER, setup_sql

from .pg import (
    NAME,
    DatabaseUnavailable,
    claim,
    data,
    keeper,
    locked,
    major,
    run,
    socket,
    tool,
)

SUPERUSER = "postgres"


def url(login: str = APP, database: str = NAME) -> str:
    """For libpq and Django; the host is a parameter, since parsers lower-case a URL's host."""
    return f"postgresql://{login}@/{database}?host={quote(str(socket()), safe='')}"


def ready() -> bool:
    return run("pg_isready", "-q", "-h", str(socket()), check=False)[0] == 0


def initialise() -> None:
    """A new cluster, under its name only once it is whole: a killed initdb leaves half of one."""
    modern = ("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    older = ("--lc-collate=C", "--lc-ctype=C.UTF-8")  # before 18 text search follows LC_CTYPE
    options = ["-A", "trust", "-E", "UTF8", "--data-checksums", "--lc-messages=C"]
    options += modern if major() >= 18 else older
    draft = data().with_name(f"{data().name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    claim(draft, keeper(), 0o700)
    run("initdb", "-D", str(draft), "-U", SUPERUSER, *options)
    draft.rename(data())


def launch() -> None:
    """Ask again until it answers: after a kill -9 orphans hold the shared memory for a moment."""
    log = data() / "server.log"
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket()),
        "unix_socket_permissions": "0700",
        "max_connections": "200",
    }
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    deadline = time.monotonic() + 30
    while not ready():
        if time.monotonic() > deadline:
            reason = log.read_text(errors="replace").strip().rpartition("\n")[2]
            raise DatabaseUnavailable(f"PostgreSQL did not start, see {log}: {reason}")
        run("pg_ctl", "start", "-w", "-D", str(data()), "-l", str(log), "-o", options, check=False)
        time.sleep(0.05)


def connect(database: str = SUPERUSER) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(url(SUPERUSER, database), autocommit=True, connect_timeout=20)
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(f"PostgreSQL does not let us in: {error}") from error


def furnish(database: str = NAME) -> None:
    """The roles and the owner's database; the database's comment remembers what was done."""
    wanted = setup_sql(database=database)
    mark = f"roles {hashlib.sha256(wanted.encode()).hexdigest()[:12]}"
    known = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connect() as connection:
        found = connection.execute(known, [database]).fetchone()
        if found == (mark,):
            return
        connection.execute(setup_sql().encode())
        if not found:
            new = SQL("CREATE DATABASE {} OWNER {}").format(Identifier(database), Identifier(OWNER))
            connection.execute(new)
        connection.execute(wanted.encode())
        done = SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(database), Literal(mark))
        connection.execute(done)


def start() -> str:
    """Whatever is missing is made; the answer is the address. Cheap when all is there."""
    with locked():
        if not (data() / "PG_VERSION").exists():
            initialise()
        claim(data(), keeper(), 0o700)
        claim(socket(), keeper(), 0o700)
        launch()
        furnish()
    return url()


def start_if_ours() -> None:
    """Nothing happens when the environment names a database of its own."""
    if not elsewhere():
        start()


def elsewhere() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def stop() -> None:
    with locked():
        if ready():
            run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(data()))


def pipe(name: str, *args: str, **streams: Any) -> None:
    """A program between a file of ours and the server, since the servant may not read our files."""
    done = subprocess.run([tool(name), *args], stderr=subprocess.PIPE, check=False, **streams)
    if done.returncode:
        raise DatabaseUnavailable(f"{name} failed: {done.stderr.decode(errors='replace')[-800:]}")


def dump(file: str) -> None:
    """The database as pg_restore reads it; the file appears only when it is complete."""
    draft = Path(f"{file}.part")
    with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        pipe("pg_dump", "-Fc", "-d", url(SUPERUSER), stdout=out)
    draft.replace(file)


def restore(file: str) -> None:
    """The dump takes the database's place only when all of it could be read."""
    draft, former = f"{NAME}_restored", f"{NAME}_former"
    drop = SQL("DROP DATABASE IF EXISTS {}")
    rename = SQL("ALTER DATABASE {} RENAME TO {}")
    with connect() as connection, open(file, "rb") as source:
        for leftover in (draft, former):
            connection.execute(drop.format(Identifier(leftover)))
        furnish(draft)
        pipe("pg_restore", "--exit-on-error", "-d", url(SUPERUSER, draft), stdin=source)
        with connection.transaction():
            for old, new in ((NAME, former), (draft, NAME)):
                connection.execute(rename.format(Identifier(old), Identifier(new)))
        connection.execute(drop.format(Identifier(former)))


def psql(*args: str) -> None:
    os.execv(tool("psql"), ["psql", "-d", url(OWNER), *args])  # noqa: S606


def status() -> str:
    return f"PostgreSQL {major()} is {'up' if ready() else 'down'}, its files are in {data()}"


COMMANDS: dict[str, Callable[..., str | None]] = {
    "start": start,
    "stop": stop,
    "status": status,
    "url": url,
    "psql": psql,
    "dump FILE": dump,
    "restore FILE": restore,
}


def main(command: str = "", *args: str) -> int:
    does = COMMANDS.get(f"{command} FILE" if len(args) == 1 else command) or COMMANDS.get(command)
    if not does:
        print(f"Say one of: {', '.join(COMMANDS)}", file=sys.stderr)  # noqa: T201
        return 2
    try:
        if does in (psql, dump, restore):
            start()
        said = does(*args)
    except psycopg.errors.ObjectInUse:
        return refuse("The database is in use: close the newsroom and other connections first.")
    except (DatabaseUnavailable, OSError, psycopg.Error) as error:
        return refuse(str(error))
    if said:
        print(said)  # noqa: T201
    return 0


def refuse(reason: str) -> int:
    print(reason, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
