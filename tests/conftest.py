"""The cast, the clock, and the role every test plays its part in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import hypothesis
import pytest
from django.db import connection
from django.db.backends.signals import connection_created

from articles.drafts.models.original import private
from articles.reader.chrome import forget
from articles.reader.wall import session
from articles.reader.wall.roles import EDITOR, READER
from newsroom import localdb
from tests.cast import person_of_the_desk

localdb.start_if_ours()
# How long an example takes is the machine's affair.
hypothesis.settings.register_profile("newsroom", deadline=None)
hypothesis.settings.load_profile("newsroom")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Database tests ask for their role by the same words with which they ask for the database."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames):
            item.fixturenames.append("as_editor")


@pytest.fixture
def as_editor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests connect as the owner, who sees everything; they work as an editor, who does not."""
    request.getfixturevalue("_django_db_helper")
    monkeypatch.setattr(session, "RESTING", EDITOR)
    forget()  # a test's rollback is the one thing that takes a stamp back

    def enter(connection: object, **kwargs: object) -> None:
        session.take(connection.connection, EDITOR)

    connection_created.connect(enter)
    connection.ensure_connection()
    session.take(connection.connection, EDITOR)
    yield
    connection_created.disconnect(enter)
    reset_role()
    if not connection.in_atomic_block:
        forget_jobs()


def reset_role() -> None:
    if connection.connection is not None and not connection.connection.closed:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def forget_jobs() -> None:
    """Django's flush passes over tables that another package's own migrations manage."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@contextmanager
def role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {EDITOR}")


@pytest.fixture
def as_reader() -> Callable:
    """`with as_reader():` sees what the public sees."""
    return lambda: role(READER)


@pytest.fixture
def as_owner() -> Callable:
    return lambda: role("NONE")


@pytest.fixture
def clock(as_owner: Callable) -> Callable[[datetime | None], None]:
    """`clock(moment)` stops the newsroom's clock there; `clock(None)` lets it run again."""
    running: dict[str, str] = {}

    def stop(moment: datetime | None) -> None:
        with as_owner(), connection.cursor() as cursor:
            for name in ("newsroom_clock()", "newsroom_server_clock()"):
                if name not in running:
                    cursor.execute("SELECT pg_get_functiondef(%s::regprocedure)", [name])
                    running[name] = cursor.fetchone()[0]
                stopped = (
                    f"CREATE OR REPLACE FUNCTION {name} RETURNS timestamptz LANGUAGE sql"
                    f" STABLE AS $$ SELECT timestamptz '{moment.isoformat()}' $$"
                    if moment
                    else running[name]
                )
                cursor.execute(stopped)

    return stop


@pytest.fixture
def reporter(db: None):
    return person_of_the_desk("reporter", "reporter")


@pytest.fixture
def editor(db: None):
    return person_of_the_desk("editor", "editor")


@pytest.fixture
def chief(db: None):
    return person_of_the_desk("chief", "chief")


@pytest.fixture
def stranger(db: None):
    """An account with no group: staff in name only."""
    return person_of_the_desk("stranger")


@pytest.fixture
def originals(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Originals lie in a folder of the test's own."""
    folder = tmp_path / "originals"
    for name in ("base_location", "location"):
        monkeypatch.setitem(private().__dict__, name, str(folder))
    return folder
