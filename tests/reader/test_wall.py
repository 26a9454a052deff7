"""A draft cannot leak: not by a wrong view, not by a crafted statement."""

import re

import pytest
from django.db import ProgrammingError, connection, transaction

from articles.press.publish import publish
from articles.reader.wall.grants import apply
from articles.reader.wall.manifest import (
    READER_COLUMNS,
    READER_FUNCTIONS,
    READER_TABLES,
    editor_rights,
    reader_rights,
)
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db

INSIDE = (
    "articles_article",
    "articles_version",
    "articles_signature",
    "articles_decision",
    "articles_contribution",
    "articles_credit",
    "articles_taggedarticle",
    "articles_storylink",
    "articles_unrelated",
    "articles_headline",
    "articles_concordance",
    "articles_word",
    "articles_source",
    "articles_user",
    "auth_group",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
    "auth_permission",
    "django_session",
    "django_admin_log",
    "django_migrations",
    "procrastinate_jobs",
    "taggit_taggeditem",
)
ATTACKS = (
    "SELECT headline FROM articles_edition UNION SELECT headline FROM articles_article",
    "INSERT INTO articles_beat (scope, beat) VALUES ('x', 1)",
    "UPDATE articles_story SET withdrawn = true",
    "DELETE FROM articles_edition",
    "TRUNCATE articles_story CASCADE",
    "CREATE TABLE x (a int)",
    "CREATE TEMPORARY TABLE x (a int)",
    "CREATE FUNCTION leak(text) RETURNS bool LANGUAGE sql AS 'SELECT true'",
    "COPY articles_story TO PROGRAM 'id'",
    "COPY articles_article TO STDOUT",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT newsroom_purge('00000000-0000-0000-0000-000000000000', 1, 'x')",
    "SELECT procrastinate_defer_jobs_v1(ARRAY[]::procrastinate_job_to_defer_v1[])",
    "ALTER TABLE articles_story DISABLE ROW LEVEL SECURITY",
    "CREATE OR REPLACE FUNCTION newsroom_clock() RETURNS timestamptz LANGUAGE sql AS"
    " 'SELECT timestamptz ''infinity'''",
    "LOCK TABLE articles_story IN ACCESS EXCLUSIVE MODE",
)


@pytest.fixture
def succeeded(as_reader, record_property):
    """Which of these statements a reader gets through with, each counted for the bench."""

    def ask(*statements: str) -> list[str]:
        with as_reader():
            found = [sql for sql in statements if not refused(sql)]
        record_property("statements beyond the manifest", len(statements))
        record_property("statements that succeeded", len(found))
        return found

    return ask


def refused(sql: str) -> bool:
    """By its rights: a statement that is merely wrong proves nothing, and raises."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except ProgrammingError as error:
        if not re.search(r"permission denied|must be (owner|superuser)", str(error)):
            raise
        return True
    return False


@pytest.mark.parametrize("table", INSIDE)
def test_a_reader_cannot_even_count_what_is_inside(table, succeeded):
    assert succeeded(f"SELECT count(*) FROM {table}") == []


@pytest.mark.parametrize("sql", ATTACKS, ids=[sql[:40] for sql in ATTACKS])
def test_a_reader_is_refused(sql, succeeded):
    assert succeeded(sql) == []


def test_a_reader_can_do_nothing_with_any_table_beyond_the_manifest(as_owner, succeeded):
    """Whatever tables there will be: this list is the database's own."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, is_identity = 'YES' FROM information_schema.columns"
            " WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        )
        columns = cursor.fetchall()
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        counters = [name for (name,) in cursor.fetchall()]
    statements = []
    for table, name, counted in columns:
        if table not in READER_TABLES and name not in READER_COLUMNS.get(table, ()):
            statements.append(f'SELECT "{name}" FROM {table}')
        same = "DEFAULT" if counted else f'"{name}"'
        statements.append(f'UPDATE {table} SET "{name}" = {same}')
    for table in {table for table, _name, _counted in columns}:
        statements += [f"INSERT INTO {table} DEFAULT VALUES", f"DELETE FROM {table}"]
        statements += [f"TRUNCATE {table} CASCADE", f"LOCK TABLE {table} IN SHARE MODE"]
    statements += [f"SELECT nextval('{one}'), setval('{one}', 1)" for one in counters]
    assert len(statements) > 500
    assert succeeded(*statements) == []


def test_a_statement_that_is_within_the_manifest_is_counted_as_one_that_succeeds(as_reader):
    with as_reader():
        assert not refused("SELECT path FROM articles_story")
        with pytest.raises(ProgrammingError):
            refused("SELECT never_there FROM articles_story")


def test_statistics_tell_a_reader_nothing_of_drafts(reporter, as_reader, as_owner):
    draft(reporter)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article, articles_edition")
    with as_reader(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename LIKE 'articles\\_a%'")
        assert cursor.fetchone() == (0,)


def test_the_grants_are_the_manifest_and_nothing_else(as_owner, record_property):
    with as_owner(), connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            "SELECT grantee, table_name, array_agg(privilege_type::text ORDER BY privilege_type)"
            " FROM information_schema.role_table_grants WHERE table_schema = 'public'"
            " AND grantee IN ('newsroom_reader', 'newsroom_editor', 'newsroom_preview', 'PUBLIC',"
            " 'newsroom_app') GROUP BY 1, 2"
        )
        granted = {(who, table): tuple(verbs) for who, table, verbs in cursor.fetchall()}
    wanted = {("newsroom_reader", t): v for t, v in reader_rights(tables).items()}
    wanted |= {("newsroom_preview", t): v for t, v in reader_rights(tables).items()}
    wanted |= {("newsroom_editor", t): v for t, v in editor_rights(tables).items()}
    record_property("rights beyond the manifest", len(granted.items() - wanted.items()))
    assert granted == wanted


def test_every_table_a_reader_may_select_has_its_policies(as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        walled = {name for (name,) in cursor.fetchall()}
    assert set(READER_TABLES) <= walled
    assert {name for name in walled if name not in READER_TABLES} == {
        "articles_source",
        "articles_house",
    }


def test_no_function_is_open_to_readers_but_those_of_the_manifest(as_owner, record_property):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p"
            " WHERE pronamespace = 'public'::regnamespace"
            " AND has_function_privilege('newsroom_reader', p.oid, 'EXECUTE')"
        )
        found = {name for (name,) in cursor.fetchall()}
    record_property("rights beyond the manifest", len(found - set(READER_FUNCTIONS)))
    assert found == set(READER_FUNCTIONS)


def test_the_login_itself_may_do_nothing(reporter, chief, as_owner):
    publish(approved(reporter, chief), by=chief)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolinherit, rolsuper, rolbypassrls FROM pg_roles"
            " WHERE rolname IN ('newsroom_app', 'newsroom_owner') ORDER BY 1"
        )
        assert cursor.fetchall() == [
            ("newsroom_app", False, False, False),
            ("newsroom_owner", True, False, False),
        ]
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege('newsroom_app', oid, 'SELECT')"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("role", ["newsroom_reader", "newsroom_editor", "newsroom_owner"])
def test_a_moment_asked_for_moves_nobody_elses_clock(role, as_owner):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
        cursor.execute("SELECT set_config('newsroom.moment', '2199-01-01T00:00:00+00:00', true)")
        cursor.execute("SELECT newsroom_clock() < timestamptz '2198-01-01'")
        assert cursor.fetchone() == (True,)


def test_a_database_that_lacks_a_column_yet_gets_its_rights(as_owner, monkeypatch):
    monkeypatch.setitem(READER_COLUMNS, "articles_house", ("name", "never_there"))
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        apply()
        cursor.execute(
            "SELECT has_column_privilege('newsroom_reader', 'articles_house', one, 'SELECT')"
            " FROM unnest(ARRAY['name', 'mail_from']) one"
        )
        assert [right for (right,) in cursor.fetchall()] == [True, False]
        transaction.set_rollback(True)
