"""One moment: everything that is read in it is of the same second, while people go on working."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: No time-out ends it: what is read in it may be a whole newsroom.
ONE_MOMENT = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    " SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
)


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside of a transaction that is open already, that one's moment has to do."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute(ONE_MOMENT)
        yield
