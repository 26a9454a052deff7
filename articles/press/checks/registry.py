"""The checks there are: ours, and those that a newsroom names in PROOF_CHECKS."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext as _

from .paper import Finding, Paper

logger = logging.getLogger(__name__)

Look = Callable[[Paper], Iterable[Finding]]
#: Findings of one check that are listed; who sees five sees where to look.
MOST = 5


@dataclass(frozen=True)
class Check:
    """One check: its name, the languages it speaks (none: all), whether it stops printing."""

    name: str
    look: Look
    languages: tuple[str, ...] = ()
    blocking: bool = False

    def speaks(self, language: str) -> bool:
        """`de` speaks of de-CH, too."""
        return not self.languages or language.split("-")[0] in self.languages


REGISTRY: dict[str, Check] = {}


def check(
    name: str, *, languages: tuple[str, ...] = (), blocking: bool = False
) -> Callable[[Look], Look]:
    """Enter a function in the list under this name; of two with one name the second is refused."""

    def enter(look: Look) -> Look:
        if name in REGISTRY and REGISTRY[name].look.__module__ != look.__module__:
            raise ValueError(f"{REGISTRY[name].look.__module__} has a check “{name}” already.")
        REGISTRY[name] = Check(name, look, languages, blocking)
        return look

    return enter


@cache
def checks() -> tuple[Check, ...]:
    """All of them, in the order they were entered; the newsroom's own come last."""
    for module in settings.PROOF_CHECKS:
        import_module(module)
    return tuple(REGISTRY.values())


def found_by(one: Check, paper: Paper) -> Iterator[Finding]:
    """What one check finds. One that fails says so, and keeps nobody from writing."""
    if not one.speaks(paper.language):
        return
    try:
        for number, finding in enumerate(one.look(paper)):
            if number == MOST:
                return
            yield finding
    except Exception:
        logger.exception("The check “%s” failed", one.name)
        yield Finding(_("The check “%(name)s” failed; the log says why.") % {"name": one.name})
