"""What a reader typed into the search field, understood: words, "phrases", or, -without."""

import re
from dataclasses import dataclass, field

from .folding import Readings, readings

#: Of what was typed, and of the words and phrases in it, the rest is passed over.
LONGEST, MOST = 200, 12
MARKS = str.maketrans(dict.fromkeys("„“”«»‟″", '"'))
UNIT = re.compile(r'(-?)"([^"]*)(?:"|$)|(-?)([^\s"]+)')
OR = frozenset({"or", "OR", "ODER", "|"})


@dataclass(frozen=True)
class Unit:
    """A word or a phrase; a word with marks in it, such as E-Mail, is a phrase of its parts."""

    readings: Readings
    #: As it was typed.
    text: str
    quoted: bool = False

    @property
    def single(self) -> bool:
        return not self.quoted and " " not in self.readings.literal


@dataclass
class Asked:
    """Each group must be found, any one unit of a group will do; of `without` none may be."""

    groups: list[list[Unit]] = field(default_factory=list)
    without: list[Unit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def units(self) -> list[Unit]:
        return [unit for group in self.groups for unit in group]


def understand(text: str) -> Asked:
    """Never fails: what is no word is passed over."""
    asked, joined = Asked(), False
    cut = text[:LONGEST].translate(MARKS)
    for number, found in enumerate(UNIT.finditer(cut)):
        if number >= MOST:
            break
        minus, words = found[1] or found[3] or "", found[2] or found[4] or ""
        if words in OR and found[2] is None and asked.groups:
            joined = True
            continue
        unit = Unit(readings(words), words, quoted=found[2] is not None)
        if not unit.readings.literal:
            continue
        if minus:
            asked.without.append(unit)
        elif joined:
            asked.groups[-1].append(unit)
        else:
            asked.groups.append([unit])
        joined = False
    return asked
