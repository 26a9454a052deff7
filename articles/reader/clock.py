"""The one clock: PostgreSQL's, so that no server's own time can publish early."""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Func


class Clock(Func):
    """`newsroom_clock()` in a query."""

    function = "newsroom_clock"
    arity = 0
    output_field = DateTimeField()


def now() -> datetime:
    """The moment by which the policies judge, aware, in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_clock()")
        moment: datetime = cursor.fetchone()[0]
    return moment
