"""Proofs of the suite at full length, and the figures that they record while they run.

A proof is a test that calls `record_property(name, figure)`; what several record by one name is
added up. A figure that none recorded is missed, whatever the tests say.
"""

import os
from collections.abc import Iterable
from math import nan

import pytest

from .goals import Goal, report


class Recorder:
    """Listens to pytest: figures by name, and the tests that failed."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(f"{report.nodeid} ({report.when})")
        if report.when == "call":
            for name, figure in report.user_properties:
                self.figures[name] = self.figures.get(name, 0) + float(figure)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(f"{report.nodeid} (not collected)")


def prove(tests: Iterable[str], wanted: Iterable[Goal], *more: str) -> int:
    """Run them, print each figure beside its goal; the exit code.

    `wanted` are goals without a figure; `more` is told to pytest.
    """
    os.environ["NEWSROOM_HARD"] = "1"
    found = Recorder()
    line = ["-q", "--no-header", "-p", "no:randomly", "-p", "no:cacheprovider", *more, *tests]
    code = int(pytest.main(line, plugins=[found]))
    goals = [one._replace(figure=found.figures.get(one.name, nan)) for one in wanted]
    missed = report(goals)
    for one in goals:
        if one.name not in found.figures:
            print(f"  no test recorded: {one.name}")
    for test in found.failed:
        print(f"  failed: {test}")
    return int(bool(code or missed or found.failed))


def at_most(name: str, most: float = 0) -> Goal:
    """A goal whose figure a proof will record."""
    return Goal(name, nan, most)


def at_least(name: str, least: float) -> Goal:
    return Goal(name, nan, least=least)
