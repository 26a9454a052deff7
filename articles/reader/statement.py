"""Statements that the ORM writes once: writing one takes longer than PostgreSQL takes to answer."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from json import loads
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
BESIDE = """
SELECT * FROM (SELECT {first}) AS one
    FULL JOIN (SELECT true AS there, given.* FROM ({rows}) AS given) AS found ON false
"""
Convert = Callable[[Any], Any]


class Statement:
    """A query of rows of values, asked again and again with other values in the same places.

    `write` makes it, from a mark for each of `values` (name=type: str, int or datetime). What it
    builds may not look at the marks, only compare columns with them.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], **values: type) -> None:
        self.write = write
        self.marks = {name: mark(kind, at) for at, (name, kind) in enumerate(values.items())}
        self.beside: dict[tuple[str, ...], str] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """All rows, as the ORM would give them."""
        sql, _given, columns = self.written
        found = fetched(sql, self.given(values))
        return [converted(row, columns) for row in found] if columns else found

    def rows_along(
        self, first: tuple[str, ...], asked: list[Any], /, **values: Any
    ) -> tuple[tuple[Any, ...], list[tuple[Any, ...]]]:
        """The values of these expressions, and the rows: all of one moment, in one statement."""
        found = fetched(self.along(first), [*asked, *self.given(values)])
        at, columns = len(first), self.written[2]
        (one,) = (row[:at] for row in found if not row[at])
        rows = [row[at + 1 :] for row in found if row[at]]
        return one, [converted(row, columns) for row in rows] if columns else rows

    def along(self, first: tuple[str, ...]) -> str:
        """This statement beside those expressions, which have a row of their own."""
        if first not in self.beside:
            self.beside[first] = BESIDE.format(first=", ".join(first), rows=self.written[0])
        return self.beside[first]

    @cached_property
    def column(self) -> str:
        """This statement, of one column and at most one row, as an expression of another."""
        return f"({self.written[0]})"

    def read(self, value: Any) -> Any:
        """The value of its one column, as the ORM would give it; None where there was no row."""
        return value if value is None else converted((value,), self.written[2])[0]

    def given(self, values: dict[str, Any]) -> list[Any]:
        """The values in the places of their marks."""
        known = {self.marks[name]: value for name, value in values.items()}
        return [known.get(one, one) for one in self.written[1]]

    @cached_property
    def written(self) -> tuple[str, tuple[Any, ...], dict[int, list[Convert]]]:
        """The text, its values with the marks among them, and which columns need the ORM's care."""
        compiler = self.write(**self.marks).query.get_compiler(connection=connection)
        sql, given = compiler.as_sql()
        columns = compiler.get_converters([one for one, _sql, _name in compiler.select])
        return sql, tuple(given), {at: converters(*one) for at, one in columns.items()}


class Written(Statement):
    """One that no model writes, such as a call of a function; its values by name, in order."""

    def __init__(self, sql: str, *names: str) -> None:
        self.names = names
        self.beside = {}
        self.written = (sql, (), {})

    def given(self, values: dict[str, Any]) -> list[Any]:
        return [values[name] for name in self.names]


def fetched(sql: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


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
    if type(expression.output_field) is JSONField and expression.output_field.decoder is None:
        return [parsed]  # as the ORM's, which asks after keys first

    def of_value(one: Callable[..., Any]) -> Convert:
        return lambda value: one(value, expression, connection)

    return [of_value(one) for one in found]


def parsed(text: str | None) -> Any:
    return text if text is None else loads(text)


def converted(row: tuple[Any, ...], columns: dict[int, list[Convert]]) -> tuple[Any, ...]:
    values = list(row)
    for at, care in columns.items():
        for one in care:
            values[at] = one(values[at])
    return tuple(values)
