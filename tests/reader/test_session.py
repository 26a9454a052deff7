"""Each request in its role, none left behind, and no serving without the wall."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from articles.reader import clock
from articles.reader.wall import session
from articles.reader.wall.roles import EDITOR, PREVIEW, READER
from newsroom import localdb
from tests.serving import database_url

pytestmark = pytest.mark.django_db(transaction=True)


def setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def ask(path: str, view=None) -> list[str]:
    """What a view at this address finds itself to be."""
    found: list[str] = []

    def look(request) -> HttpResponse:
        found.extend([setting("role"), setting("default_transaction_read_only")])
        found.append(setting("statement_timeout"))
        return HttpResponse(b"")

    session.role_of_request(view or look)(RequestFactory().get(path))
    return found


@pytest.mark.parametrize("path", ["/", "/stadt/2026/11/x/", "/adminfake/", "/x/admin/"])
def test_the_public_reads_as_the_reader(path):
    assert ask(path) == [READER, "on", "2s"]


def test_the_desk_works_as_the_editor():
    assert ask("/admin/articles/") == [EDITOR, "off", "0"]


def test_nothing_is_left_behind_not_even_by_an_error(monkeypatch):
    monkeypatch.setattr(session, "RESTING", "none")

    def boom(request) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        return HttpResponse(b"")

    with pytest.raises(DatabaseError):
        ask("/", boom)
    assert setting("role") == "none"
    assert setting("default_transaction_read_only") == "off"


def test_a_reader_cannot_write_even_by_mistake():
    def write(request) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_beat SET beat = 0")
        return HttpResponse(b"")

    with pytest.raises(DatabaseError, match=r"permission denied|read-only"):
        ask("/", write)


def test_no_moment_and_no_preview_reach_the_next_request(monkeypatch):
    monkeypatch.setattr(session, "RESTING", "none")
    tomorrow = clock.now() + timedelta(days=1)
    found = []

    def walk(request) -> HttpResponse:
        with session.as_of(tomorrow):
            found.extend([setting("role"), setting("default_transaction_read_only")])
            found.append(clock.now() == tomorrow)
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        return HttpResponse(b"")

    with pytest.raises(DatabaseError):
        ask("/admin/as-of/", walk)
    assert found == [PREVIEW, "on", True]
    assert (setting("role"), setting("newsroom.moment")) == ("none", "")
    assert ask("/") == [READER, "on", "2s"]


def test_the_pools_own_reset_ends_a_preview_too(monkeypatch):
    monkeypatch.setattr(session, "RESTING", "none")
    session.take(connection.connection, PREVIEW, "2199-01-01T00:00:00+00:00")
    session.rest(connection.connection)
    assert (setting("role"), setting("newsroom.moment")) == ("none", "")


def serve(module: str, login: str) -> subprocess.CompletedProcess:
    """Load an entry point against the test database, logging in as `login`."""
    return subprocess.run(
        [sys.executable, "-c", f"import {module}; print('serving')"],
        env=os.environ
        | {"DATABASE_URL": database_url(login), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("module", ["newsroom.wsgi", "newsroom.public"])
def test_an_entry_point_serves_behind_the_wall_only(module):
    assert serve(module, "newsroom_app").stdout == "serving\n"
    for login in ["newsroom_owner"] if localdb.elsewhere() else ["newsroom_owner", "postgres"]:
        refused = serve(module, login)
        assert refused.returncode == 1
        assert "Refusing to serve" in refused.stderr
        assert "Traceback" not in refused.stderr
