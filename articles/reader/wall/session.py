"""Which role a request runs in, and the refusal to serve without the wall."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

import psycopg
from django.db import connection
from django.http import HttpRequest, HttpResponse
from psycopg.pq import TransactionStatus

from .roles import EDITOR, PREVIEW, READER

#: The role of a connection between requests: none, so that a forgotten role is an error.
RESTING = "none"

#: The id of the request that is being answered; the database's own lists and logs show it.
REQUEST: ContextVar[str] = ContextVar("request", default="")

#: One statement for all of it, so that it is one round trip and can be prepared.
_TAKE = (
    "SELECT set_config('role', %s, false),"
    " set_config('newsroom.moment', %s, false),"
    " set_config('default_transaction_read_only', %s, false),"
    " set_config('statement_timeout', %s, false),"
    " set_config('application_name', %s, false)"
)


def take(raw: psycopg.Connection, role: str, moment: str = "") -> None:
    """Put a connection into a role. Readers may only read, and for two seconds at most.

    `moment` is what the preview's clock shall say; no other role is heard.
    """
    reads = role in {READER, PREVIEW}
    name = f"newsroom {REQUEST.get()}".rstrip()
    raw.execute(_TAKE, (role, moment, "on" if reads else "off", "2s" if reads else "0", name))


def rest(raw: psycopg.Connection) -> None:
    """Take the role away again; also the pool's reset hook."""
    if raw.closed or raw.info.transaction_status == TransactionStatus.INERROR:
        return
    take(raw, RESTING)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """See what readers will see at a moment (aware); afterwards the desk is the desk again."""
    connection.ensure_connection()
    take(connection.connection, PREVIEW, moment.isoformat())
    try:
        yield
    finally:
        if connection.connection is not None:
            take(connection.connection, EDITOR)


def role_of_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware where one process serves both sides: /admin/ is the desk, all else is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        connection.ensure_connection()
        take(connection.connection, EDITOR if request.path.startswith("/admin/") else READER)
        try:
            return get_response(request)
        finally:
            if connection.connection is not None:
                rest(connection.connection)

    return middleware


def refuse_unwalled() -> None:
    """End the process if its login could see past the policies.

    Owners and superusers are not subject to row-level security: a site that logs in as one of
    them would show every draft that a wrong view asks for.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, bool_or(rolsuper OR rolbypassrls OR relowner = pg_roles.oid)"
            " FROM pg_roles, pg_class"
            " WHERE rolname = session_user AND pg_class.oid = to_regclass('articles_story')"
            " GROUP BY 1"
        )
        row = cursor.fetchone()
    connection.close()
    if row is None:
        sys.exit("The database has no tables yet: run `manage.py migrate` as the owner first.")
    if row[1]:
        sys.exit(
            f"Refusing to serve: {row[0]} owns the tables or is a superuser, so no policy holds."
            " Let DATABASE_URL log in as newsroom_app."
        )
