"""Two people's saves of one article, brought together: field by field, the text by block."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.dateparse import parse_datetime

from articles.text import merging

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Clash:
    """What both changed: a field's values, or a block's HTML. Answered by one of `answers`."""

    key: str
    name: str
    base: Any
    mine: Any
    theirs: Any

    @property
    def answers(self) -> tuple[str, ...]:
        return (MINE, THEIRS, BOTH) if self.name == "body" else (MINE, THEIRS)

    def settle(self, answer: str) -> Any:
        return self.mine + self.theirs if answer == BOTH else getattr(self, answer)


@dataclass
class Merged:
    """The values that hold both people's changes, and what is still to be decided."""

    values: dict[str, Any] = field(default_factory=dict)
    #: Fields in which the other one's change was taken over.
    taken: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def merge(
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    answers: Mapping[str, str],
) -> Merged:
    """Bring `mine` and `theirs` together, both written over `base`; all have the names of `mine`.

    `answers` maps a clash's key to "mine", "theirs" or "both". A key names what the other one
    wrote, so an answer counts only for the very text it was given for.
    """
    merged = Merged()
    for name in mine:
        three = [plain(name, one.get(name)) for one in (base, mine, theirs)]
        merged.values[name] = FIELDS.get(name, merge_value)(name, *three, answers, merged)
        if merged.values[name] != three[1] and name not in merged.taken:
            merged.taken.append(name)
    return merged


def plain(name: str, value: Any) -> Any:
    """A value as all three may be compared: nothing is "", moments count by the minute."""
    if name == "live_from" and value:
        moment = parse_datetime(value) if isinstance(value, str) else value
        return moment.replace(second=0, microsecond=0) if moment else ""
    return "" if value is None else value


def merge_value(
    name: str, base: Any, mine: Any, theirs: Any, answers: Mapping[str, str], merged: Merged
) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    return decide(Clash(key_of(name, theirs), name, base, mine, theirs), answers, merged)


def merge_tags(
    name: str, base: Any, mine: Any, theirs: Any, answers: Mapping[str, str], merged: Merged
) -> list[str]:
    """What either added is there, what either took away is not."""
    was, ours, other = set(base or ()), set(mine), set(theirs)
    return sorted((other | (ours - was)) - (was - ours))


def merge_body(
    name: str, base: Any, mine: Any, theirs: Any, answers: Mapping[str, str], merged: Merged
) -> str:
    pieces: list[str] = []
    for part in merging.merge(base, mine, theirs):
        if isinstance(part, merging.Clash):
            key = key_of(part.key, part.theirs)
            clash = Clash(key, name, part.base, part.mine, part.theirs)
            pieces.append(decide(clash, answers, merged))
        else:
            pieces.append(part)
    return "".join(pieces)


def decide(clash: Clash, answers: Mapping[str, str], merged: Merged) -> Any:
    answer = answers.get(clash.key, "")
    if answer in clash.answers:
        return clash.settle(answer)
    merged.clashes.append(clash)
    return clash.mine


def key_of(name: str, theirs: Any) -> str:
    return f"{name}-{sha256(str(theirs).encode()).hexdigest()[:10]}"


FIELDS = {"body": merge_body, "tags": merge_tags}
