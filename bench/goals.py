"""Figures beside their goals."""

from collections.abc import Iterable
from typing import NamedTuple


class Goal(NamedTuple):
    """A figure that is to be `most` at most; with `least`, that much at least."""

    name: str
    figure: float
    most: float = float("inf")
    least: float = float("-inf")

    @property
    def met(self) -> bool:
        return self.least <= self.figure <= self.most

    @property
    def bound(self) -> str:
        """As it is printed."""
        return f"≥ {self.least:,.2f}" if self.most == float("inf") else f"≤ {self.most:,.2f}"


def report(goals: Iterable[Goal]) -> int:
    """Print each; the exit code is 1 where one is missed."""
    missed = False
    for one in goals:
        missed |= not one.met
        said = "met" if one.met else "MISSED"
        print(f"{one.name:<36}{one.figure:>12,.2f}   goal {one.bound:>11}   {said}")
    return int(missed)
