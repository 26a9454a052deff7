"""What rounds have measured of each kind of page, and its goals."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from .goals import Goal

BARE, STORY = "bare view, 30 KB", "story"
#: Milliseconds of processor time an answer may take, application and database together.
GOALS = {
    STORY: 1.2,
    "front": 1.5,
    "section, page 1": 1.6,
    "section, page 50": 1.6,
    "feed, 20 full texts": 1.5,
    "feed, not modified": 0.5,
    "search, a common word": 8.0,
    "search, a rare word": 8.0,
}
#: A story's processor time as a multiple of the bare view's; a row's in the largest newsroom as a
#: multiple of that in the smallest; MiB of a process that answers.
RATIO, GROWTH, MEMORY = 6.0, 1.3, 120.0


@dataclass(frozen=True)
class Sample:
    """One round of one row: answers a second; milliseconds waited, and worked an answer."""

    rate: float
    p50: float
    p99: float
    application: float
    database: float

    @property
    def cost(self) -> float:
        return self.application + self.database


@dataclass
class Figures:
    """All rounds of one row of one newsroom."""

    newsroom: str
    row: str
    samples: list[Sample] = field(default_factory=list)

    @property
    def best(self) -> Sample:
        """The round that others disturbed least."""
        return min(self.samples, key=lambda one: one.cost)

    def median(self, name: str) -> float:
        return statistics.median(getattr(one, name) for one in self.samples)

    @property
    def spread(self) -> float:
        """From the best round to the worst, in parts of the median."""
        costs = [one.cost for one in self.samples]
        return (max(costs) - min(costs)) / (statistics.median(costs) or 1)

    def as_json(self, bare: "Figures") -> dict[str, Any]:
        best = self.best
        return {
            "newsroom": self.newsroom,
            "row": self.row,
            "rounds": [vars(one) | {"cost": one.cost} for one in self.samples],
            "rate": self.median("rate"),
            "p50": self.median("p50"),
            "p99": self.median("p99"),
            "best": {
                "application": best.application,
                "database": best.database,
                "cost": best.cost,
            },
            "median": self.median("cost"),
            "spread": self.spread,
            "ratio": best.cost / bare.best.cost,
            "ratio_of_medians": self.median("cost") / bare.median("cost"),
            "goal": GOALS.get(self.row),
        }


Table = dict[tuple[str, str], Figures]


def goals_of(table: Table, memory: dict[str, float], order: list[str]) -> list[Goal]:
    """Everything there is a goal for; `order` are the newsrooms from the smallest on."""
    found = []
    for (newsroom, row), one in table.items():
        if row in GOALS:
            found.append(Goal(f"{newsroom}: {row}, ms", one.best.cost, GOALS[row]))
        if row == STORY:
            ratio = one.best.cost / table[newsroom, BARE].best.cost
            found.append(Goal(f"{newsroom}: {row}, × the bare view", ratio, RATIO))
    found += [Goal(f"{name}: MiB of a worker", most, MEMORY) for name, most in memory.items()]
    return found + [Goal(f"{row}, growth", by, GROWTH) for row, by in growth(table, order)]


def growth(table: Table, order: list[str]) -> Iterable[tuple[str, float]]:
    """Of each row, from the smallest newsroom to the largest."""
    if len(order) < 2:
        return
    for newsroom, row in table:
        large = table.get((order[-1], row))
        if newsroom == order[0] and row != BARE and large:
            yield row, large.best.cost / table[newsroom, row].best.cost
