"""Backups for the tests, and another newsroom, empty, into which to restore them."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from articles.wire.vault.folder import sum_of

PROJECT = Path(__file__).resolve().parent.parent


def by_somebody_else(sentence: str) -> Callable[[], None]:
    """A statement of another connection, committed."""
    connection.ensure_connection()
    info = connection.connection.info

    def deed() -> None:
        with psycopg.connect(info.dsn, autocommit=True) as other:
            other.execute(sentence)

    return deed


@pytest.fixture
def keep(as_owner, tmp_path) -> Callable[..., Path]:
    """`keep()` makes a backup as the owner."""

    def made(name: str = "kept") -> Path:
        with as_owner():
            call_command("backup", str(tmp_path / name), stdout=io.StringIO())
        return tmp_path / name

    return made


class Elsewhere:
    """Another newsroom: a database of its own, empty, with folders of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        info = connection.connection.info
        where = urlencode({"host": info.host, "port": info.port})
        self.url = f"postgresql://{{}}@/{name}?{where}"
        self.folder = folder

    def restore(self, kept: Path) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "manage.py", "restore", str(kept)],
            cwd=PROJECT,
            env=os.environ
            | {
                "DATABASE_URL": self.url.format("newsroom_app"),
                "DATABASE_OWNER_URL": self.url.format("newsroom_owner"),
                "NEWSROOM_ROLE": "owner",
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "ORIGINALS_DIR": str(self.folder / "originals"),
                "RENDITIONS_DIR": str(self.folder / "renditions"),
                "PG_BINDIR": settings.PG_BINDIR,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def ask(self, query: str) -> list[tuple]:
        with psycopg.connect(self.url.format("newsroom_owner"), autocommit=True) as there:
            return there.execute(query).fetchall()

    def files(self) -> dict[str, str]:
        return files_in(self.folder)


def files_in(folder: Path) -> dict[str, str]:
    """Names and sums of all files in the two folders of pictures."""
    return {
        str(path.relative_to(folder)): sum_of(path)
        for store in ("originals", "renditions")
        for path in (folder / store).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def elsewhere(tmp_path) -> Iterator[Elsewhere]:
    name = f"{connection.settings_dict['NAME']}_elsewhere"
    by_somebody_else(f"DROP DATABASE IF EXISTS {name}")()
    by_somebody_else(f"CREATE DATABASE {name}")()
    yield Elsewhere(name, tmp_path / "elsewhere")
    by_somebody_else(f"DROP DATABASE {name}")()
