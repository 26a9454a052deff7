"""How the database's values are read: moments by psycopg's own loader.

Django puts one before it that reads the text of each by a pattern, and then names its zone. A page
of cards has dozens of them, which took a tenth of the front's time.
"""

from datetime import tzinfo
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.base import TIMESTAMPTZ_OID
from django.db.backends.postgresql.psycopg_any import get_adapters_template
from psycopg import adapters
from psycopg.abc import AdaptContext, Loader
from psycopg.pq import Format


class Moments:
    """psycopg's loader under the one thing that Django asks of its own: the zone it reads into,
    since it puts another there where that is not the connection's."""

    format = Format.TEXT

    def __init__(self, timezone: tzinfo | None) -> None:
        self.timezone = timezone
        self.kind = adapters.get_loader(TIMESTAMPTZ_OID, self.format)

    def __call__(self, oid: int, context: AdaptContext | None = None) -> Loader:
        assert self.kind is not None  # noqa: S101  # psycopg has one
        return self.kind(oid, context)


def read_moments_at_once() -> None:
    """In all connections that are opened from now on. They speak UTC, and so do the moments."""
    template = get_adapters_template(settings.USE_TZ, connection.timezone)
    template.register_loader("timestamptz", cast(Any, Moments(connection.timezone)))
