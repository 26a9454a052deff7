"""Pages of a list by key: the moment and number of the last story shown, never an offset."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = TypeVar("Row", bound=Model)


def encode(moment: datetime, pk: int) -> str:
    """Microseconds since 1970, a dot, the story's key."""
    return f"{(moment - EPOCH) // timedelta(microseconds=1)}.{pk}"


def decode(text: str) -> tuple[datetime, int] | None:
    """The other way; None for anything that was not encoded here."""
    micros, _dot, pk = text.partition(".")
    whole = micros.removeprefix("-").isdecimal() and pk.isdecimal()
    if not whole or len(micros) > 17 or len(pk) > 18:
        return None
    try:
        return EPOCH + timedelta(microseconds=int(micros)), int(pk)
    except OverflowError:  # before the year 1
        return None


def older(rows: QuerySet[Row], before: tuple[datetime, int], key: str) -> QuerySet[Row]:
    """The rows below a place in the list, as one row comparison that an index serves."""
    return rows.filter(TupleLessThan(Tuple(F("live_from"), F(key)), before))
