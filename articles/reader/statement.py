"""Statements that the ORM writes once: writing one takes longer than PostgreSQL takes to answer."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Func, JSONField, QuerySet
from psycopg import _queries

# psycopg takes a text apart at its placeholders and remembers how, but not of one that is longer
# than 4,096 bytes: those are seldom asked twice. Ours are asked with every page.
_queries.MAX_CACHED_STATEMENT_LENGTH = 65_536

#: By the type of a value: what stands for it while the statement is written.
MOMENT, KEY, WORD = datetime(1801, 1, 1, tzinfo=UTC), -71_001, "<%s>"
Convert = Callable[[Any], Any]


class Statement:
    """A query of rows of values, asked again and again with other values in the same places.

    `write` makes it, from a mark for each of `values` (name=type: str, int or datetime). What it
    builds may not look at the marks, only compare columns with them.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], **values: type) -> None:
        self.write = write
        self.marks = {name: mark(kind, at) for at, (name, kind) in enumerate(values.items())}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """All rows, as the ORM would give them."""
        sql, given, columns = self.written
        known = {self.marks[name]: value for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [known.get(one, one) for one in given])
            found = cursor.fetchall()
        return [converted(row, columns) for row in found] if columns else found

    @cached_property
    def written(self) -> tuple[str, tuple[Any, ...], dict[int, list[Convert]]]:
        """The text, its values with the marks among them, and which columns need the ORM's care."""
        compiler = self.write(**self.marks).query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        columns = compiler.get_converters([one for one, _sql, _name in compiler.select])
        return sql, tuple(given), {at: converters(*one) for at, one in columns.items()}


def in_one(rows: QuerySet[Any, Any]) -> Func:
    """These rows, each a JSON object, as one column: read at one go, where an array of the database
    is taken apart and each of its parts read for itself. Empty where there are none."""
    return Func(ArraySubquery(rows), function="to_jsonb", output_field=JSONField())


def mark(kind: type, at: int) -> Any:
    if kind is datetime:
        return MOMENT + timedelta(days=at)
    return WORD % at if kind is str else KEY - at


def converters(found: Iterable[Callable[..., Any]], expression: Any) -> list[Convert]:
    """The ORM's, for this column, as functions of the value alone."""

    def of_value(one: Callable[..., Any]) -> Convert:
        return lambda value: one(value, expression, connection)

    return [of_value(one) for one in found]


def converted(row: tuple[Any, ...], columns: dict[int, list[Convert]]) -> tuple[Any, ...]:
    values = list(row)
    for at, care in columns.items():
        for one in care:
            values[at] = one(values[at])
    return tuple(values)
