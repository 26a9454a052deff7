"""The same question of the database, asked once for many texts."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Found = TypeVar("Found")
#: What was found so far, by function and what it was asked for; None where nothing is kept.
MEMORY: ContextVar[dict[tuple[Any, str], Any] | None] = ContextVar("memory", default=None)


Many = Callable[[Collection[str]], dict[str, Found]]


@contextmanager
def remembering() -> Iterator[None]:
    """Within it, functions marked as `remembered` look a name up once."""
    token = MEMORY.set({})
    try:
        yield
    finally:
        MEMORY.reset(token)


def remembered(look_up: Callable[[str], Found]) -> Callable[[str], Found]:
    @wraps(look_up)
    def inner(name: str) -> Found:
        memory = MEMORY.get()
        if memory is None:
            return look_up(name)
        key = (look_up, name)
        if key not in memory:
            memory[key] = look_up(name)
        found: Found = memory[key]
        return found

    return inner


def remembered_all(look_up: Many[Found]) -> Many[Found]:
    """The same for several names at once: only those are asked for that are new."""

    @wraps(look_up)
    def inner(names: Collection[str]) -> dict[str, Found]:
        memory = MEMORY.get()
        if memory is None:
            return look_up(names)
        if new := [one for one in names if (look_up, one) not in memory]:
            found = look_up(new)
            memory.update({(look_up, one): found.get(one) for one in new})
        rows = {one: memory[look_up, one] for one in names}
        return {one: row for one, row in rows.items() if row is not None}

    return inner
