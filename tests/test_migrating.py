"""A migration that does not get its lock gives up soon, and is the only one so impatient."""

import psycopg
import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import OperationalError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles.reader.wall import migrating

PLAN = [(MigrationLoader(None).disk_migrations["sessions", "0001_initial"], False)]
QUIETLY = {"verbosity": 0, "interactive": False, "db": "default"}


def patience() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


def test_migrations_are_impatient_and_nothing_else(db):
    assert patience() == "0"
    emit_pre_migrate_signal(**QUIETLY, plan=[])
    assert patience() == "0"
    emit_pre_migrate_signal(**QUIETLY, plan=PLAN)
    assert patience() == "4s"
    emit_post_migrate_signal(**QUIETLY, plan=[])
    assert patience() == "0"


def test_a_lock_that_somebody_holds_ends_the_migration(transactional_db, as_owner, monkeypatch):
    monkeypatch.setattr(migrating, "PATIENCE", "100ms")
    with psycopg.connect(connection.connection.info.dsn) as somebody, as_owner():
        somebody.execute("SELECT FROM articles_article LIMIT 1")
        emit_pre_migrate_signal(**QUIETLY, plan=PLAN)
        try:
            with (
                pytest.raises(OperationalError, match="lock timeout"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute("ALTER TABLE articles_article ADD COLUMN fad int")
        finally:
            migrating.be_patient("default", "0")
