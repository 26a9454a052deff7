"""What a reader sees by the server's clock, the preview sees by its own: two policies, one text.

Migrations write one, `reader_sees`, that asks `newsroom_clock()`, whoever asks. A statement spends
a fifth of its time on setting up that question once for every table of every policy, so readers'
text gets the server's own clock, and the preview keeps the question under `preview_sees`.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.errors import LockNotAvailable

from .migrating import PATIENCE
from .roles import PREVIEW, READER

ASKED, PLAIN = "newsroom_clock()", "newsroom_server_clock()"
ONE_TEXT = """
SELECT format('%%I.%%I', schemaname, tablename), qual FROM pg_policies
    WHERE policyname = 'reader_sees' AND strpos(qual, %s) > 0
        AND to_regprocedure(%s) IS NOT NULL ORDER BY 1
"""
WIDOWED = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_policies p
    WHERE policyname = 'preview_sees' AND NOT EXISTS (SELECT FROM pg_policies r
        WHERE r.policyname = 'reader_sees'
            AND (r.schemaname, r.tablename) = (p.schemaname, p.tablename))
"""


def after_migrate(app_config: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Signal handler: after every migrate, since what a lock was in the way of is done by the
    next one."""
    if app_config.name == "articles":
        part(using)


def part(using: str) -> None:
    """Part what migrations have written since. Each table by itself: it is locked for a moment,
    and a reader who has one of them and waits for another must not be waited for.

    Where the lock does not come in time all is right already, only slower.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(WIDOWED)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP POLICY preview_sees ON {table}")
        cursor.execute(ONE_TEXT, [ASKED, PLAIN])
        for table, rule in cursor.fetchall():
            try:
                with transaction.atomic(using):
                    part_one(cursor, table, rule)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise


def part_one(cursor: CursorWrapper, table: str, rule: str) -> None:
    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
    cursor.execute(f"DROP POLICY IF EXISTS preview_sees ON {table}")
    cursor.execute(f"CREATE POLICY preview_sees ON {table} FOR SELECT TO {PREVIEW} USING ({rule})")
    plain = rule.replace(ASKED, PLAIN)
    cursor.execute(f"ALTER POLICY reader_sees ON {table} TO {READER} USING ({plain})")
