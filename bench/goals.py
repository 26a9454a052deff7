"""Figures beside their goals."""

from collections.abc import Iterable
from typing import NamedTuple


class Goal(NamedTuple):
    """A figure that is to be `most` at most."""

    name: str
    figure: float
    most: float

    @property
    def met(self) -> bool:
        return self.figure <= self.most


def report(goals: Iterable[Goal]) -> int:
    """Print each; the exit code is 1 where one is missed."""
    missed = False
    for one in goals:
        missed |= not one.met
        said = "met" if one.met else "MISSED"
        print(f"{one.name:<34}{one.figure:>10,.2f}   goal {one.most:>8,.2f}   {said}")
    return int(missed)
