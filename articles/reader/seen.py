"""How what a page shows stands, asked along with what the page reads first.

A look of its own is a round trip to the database, and after each wait a process does its work more
slowly for a while. Asked in one statement both are of the same moment.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from django.db import InterfaceError, OperationalError, connection
from django.http import Http404

from .statement import Statement, fetched

#: The look: the stamp of a page's scope, and the catalog's.
STAMPS = ("newsroom_stamp(%s)", "newsroom_stamp('catalog')")
Found = TypeVar("Found")
Rows = list[tuple[Any, ...]]


class Outdated(Exception):
    """The catalog has moved since this process read it."""


class Seen:
    """The look at one scope, for one answer; `first` are its columns, the stamps before all else.

    Until something was asked the catalog is taken to be the one that this process has in memory.
    What was made by that is made anew where it has moved: see `sure`.
    """

    #: See `chrome`.
    latest: ClassVar[int | None] = None

    def __init__(
        self, scope: str, first: tuple[str, ...] = STAMPS, more: tuple[str, ...] = ()
    ) -> None:
        self.first, self.values = first, [scope, *more]
        self.found: tuple[Any, ...] | None = None
        self.guess: int | None = None

    @property
    def catalog(self) -> int:
        """The catalog's stamp."""
        if self.found is None and Seen.latest is not None:
            self.guess = Seen.latest
            return self.guess
        return int(self.look()[1])

    def look(self) -> tuple[Any, ...]:
        """The columns of the look, asked alone where nothing has brought them along."""
        if self.found is None:
            (found,) = held(partial(fetched, f"SELECT {', '.join(self.first)}", self.values))
            self.learn(found)
            return found
        return self.found

    def learn(self, found: tuple[Any, ...]) -> None:
        """Raises Outdated where something may have been made by an older catalog."""
        self.found = found
        guess, self.guess = self.guess, None
        if guess not in {None, found[1]}:
            raise Outdated

    def rows(self, statement: Statement, /, **values: Any) -> Rows:
        """The rows of a statement; of the page's first one with the look."""
        if self.found is not None:
            return statement.rows(**values)
        found, rows = held(partial(statement.rows_along, self.first, self.values, **values))
        self.learn(found)
        return rows

    def rows_beside(
        self, one: Statement, given: dict[str, Any], statement: Statement, /, **values: Any
    ) -> tuple[Any, Rows]:
        """The value of a statement of one column and one row, and the rows of another."""
        looked = self.found is not None
        first = () if looked else self.first
        asked = [] if looked else self.values
        first, asked = (*first, one.column), [*asked, *one.given(given)]
        found, rows = held(partial(statement.rows_along, first, asked, **values))
        if not looked:
            self.learn(found[:-1])
        return one.read(found[-1]), rows


def sure(seen: Seen, make: Callable[[], Found]) -> Found:
    """What `make` makes; once more where the catalog it was made by is past, or where it asked for
    nothing along with the look: then that comes first."""
    try:
        made = make()
    except Outdated:
        return make()
    except Http404:
        if seen.found is not None:
            raise
    else:
        if seen.found is not None:
            return made
    seen.guess = None
    seen.look()
    return make()


def held(ask: Callable[[], Found]) -> Found:
    """What a request asks first. A connection that was lost since the last one is opened anew.

    So none has to be tried before it is used, which would cost every request a statement more.
    """
    try:
        return ask()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block or not lost():
            raise
        connection.close()
        return ask()


def lost() -> bool:
    return connection.connection is not None and bool(connection.connection.closed)
