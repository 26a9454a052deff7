"""The manifest, said to the database after every migration that did something."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from .manifest import READER_COLUMNS, READER_FUNCTIONS, editor_rights, reader_rights
from .roles import EDITOR, PREVIEW, READER

OUR_FUNCTIONS = r"""
SELECT p.oid::regprocedure::text FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND (proname LIKE 'newsroom\_%' OR proname LIKE 'procrastinate\_%')
"""
COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
READERS_ALONE = """
SELECT quote_ident(policyname), format('%%I.%%I', schemaname, tablename) FROM pg_policies p
    WHERE %s = ANY(roles) AND NOT %s = ANY(roles) AND NOT EXISTS (SELECT FROM pg_policies own
        WHERE own.policyname = 'preview_sees'
            AND (own.schemaname, own.tablename) = (p.schemaname, p.tablename))
"""


def after_migrate(
    app_config: Any, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **kwargs: Any
) -> None:
    """Signal handler: once per migrate, when the tables may have changed."""
    if app_config.name == "articles" and plan:
        apply(using)


def apply(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every right away, then give what the manifest names, in one transaction."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        tables = connections[using].introspection.table_names(cursor)
        for role in (EDITOR, READER, PREVIEW):
            revoke(cursor, role)
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {EDITOR}")
        grant(cursor, EDITOR, editor_rights(tables))
        for role in (READER, PREVIEW):
            grant(cursor, role, reader_rights(tables))
            grant_columns(cursor, role, tables)
        same_policies(cursor)
        functions(cursor)
        nothing_temporary(cursor)


def revoke(cursor: CursorWrapper, role: str) -> None:
    for kind in ("TABLES", "SEQUENCES"):
        cursor.execute(f"REVOKE ALL ON ALL {kind} IN SCHEMA public FROM PUBLIC, {role}")


def grant(cursor: CursorWrapper, role: str, rights: dict[str, tuple[str, ...]]) -> None:
    for table, verbs in rights.items():
        cursor.execute(f'GRANT {", ".join(verbs)} ON "{table}" TO {role}')


def grant_columns(cursor: CursorWrapper, role: str, tables: list[str]) -> None:
    """Of those that are there: a database migrated back lacks what younger migrations add."""
    for table, columns in READER_COLUMNS.items():
        if table in tables:
            cursor.execute(COLUMNS, [table])
            there = {name for (name,) in cursor.fetchall()}
            named = ", ".join(f'"{one}"' for one in columns if one in there)
            cursor.execute(f'GRANT SELECT ({named}) ON "{table}" TO {role}')


def same_policies(cursor: CursorWrapper) -> None:
    """What lets a reader see a row lets the preview see it: none is forgotten. Where it asks for
    the time, the preview has a policy of its own: see `clocks`."""
    cursor.execute(READERS_ALONE, [READER, PREVIEW])
    for name, table in cursor.fetchall():
        cursor.execute(f"ALTER POLICY {name} ON {table} TO {READER}, {PREVIEW}")


def functions(cursor: CursorWrapper) -> None:
    """Functions are open to everyone by default; ours are not."""
    cursor.execute(OUR_FUNCTIONS)
    for (signature,) in cursor.fetchall():
        cursor.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC, {READER}, {PREVIEW}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {EDITOR}")
    for signature in READER_FUNCTIONS:
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {READER}, {PREVIEW}")


def nothing_temporary(cursor: CursorWrapper) -> None:
    """Temporary tables are a way to write, and PUBLIC may make them by default."""
    cursor.execute("SELECT quote_ident(current_database())")
    (name,) = cursor.fetchone()
    cursor.execute(f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC")
