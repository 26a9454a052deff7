"""The same question of the database, asked once for many texts."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

Found = TypeVar("Found")
#: Found by the name of a function and what it was asked for: it goes from process to process.
Memory = dict[tuple[str, str], Any]
#: What was found so far; None where nothing is kept.
MEMORY: ContextVar[Memory | None] = ContextVar("memory", default=None)
Many = Callable[[Collection[str]], dict[str, Found]]


@contextmanager
def remembering(before: Memory | None = None) -> Iterator[Memory]:
    """Within it, functions marked as `remembered` look a name up once; some were `before`."""
    memory = dict(before or {})
    token = MEMORY.set(memory)
    try:
        yield memory
    finally:
        MEMORY.reset(token)


def called(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def remembered(look_up: Callable[[str], Found]) -> Callable[[str], Found]:
    own = called(look_up)

    @wraps(look_up)
    def inner(name: str) -> Found:
        memory = MEMORY.get()
        if memory is None:
            return look_up(name)
        key = (own, name)
        if key not in memory:
            memory[key] = look_up(name)
        found: Found = memory[key]
        return found

    return inner


def remembered_all(look_up: Many[Found]) -> Many[Found]:
    """The same for several names at once: only those are asked for that are new."""

    own = called(look_up)

    @wraps(look_up)
    def inner(names: Collection[str]) -> dict[str, Found]:
        memory = MEMORY.get()
        if memory is None:
            return look_up(names)
        if new := [one for one in names if (own, one) not in memory]:
            found = look_up(new)
            memory.update({(own, one): found.get(one) for one in new})
        rows = {one: memory[own, one] for one in names}
        return {one: row for one, row in rows.items() if row is not None}

    return inner
