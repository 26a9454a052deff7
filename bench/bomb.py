"""One hostile input: how it is made, what eats it, and how that is to end."""

from collections.abc import Callable
from typing import Any, NamedTuple

#: How it ends where the input is only large, and what is made of it is right.
TAKEN = "taken"


class Bomb(NamedTuple):
    """`make` gives what `eat` is called with; making it is not measured."""

    name: str
    make: Callable[[], tuple[Any, ...]]
    eat: Callable[..., object]
    #: TAKEN, or the refusal: its class, and its reason where it has one.
    ends: str


def text_of(name: str, unit: str, size: int, eat: Callable[..., object], ends: str) -> Bomb:
    """`unit` over and over, to `size` bytes."""
    return Bomb(name, lambda: (unit * (size // len(unit.encode())),), eat, ends)


def ended(error: BaseException) -> str:
    """A refusal by its name, as `ends` has it."""
    reason = getattr(error, "reason", None)
    return f"{type(error).__name__} {reason.name}" if reason else type(error).__name__
