"""Two people's changes of one text, brought together by block."""

from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Block, split, without_ids


@dataclass(frozen=True)
class Clash:
    """A block that both changed, or one changed and the other removed: HTML, "" where removed."""

    key: str
    base: str
    mine: str
    theirs: str


Part = str | Clash
Blocks = dict[str, Block]


def merge(base: str, mine: str, theirs: str) -> list[Part]:
    """The blocks of a cleaned body that has both changes, and a Clash where they overlap.

    Blocks are the same by their `data-block`. A block that only one side changed, moved, added
    or removed is as that side has it; what both added at one place is a clash, too.
    If both moved blocks about, each in another way, the whole body is one clash.
    """
    was, ours, other = ({one.id: one for one in split(body)} for body in (base, mine, theirs))
    if moved(was, ours) and moved(was, other) and order(ours, other) != order(other, ours):
        return [Clash("body", base, mine, theirs)]
    sides = (other, ours) if moved(was, other) else (ours, other)
    found: list[Part] = []
    for anchor, fresh, extra in gaps(was, *sides):
        found += [settle(anchor, was, ours, other)] if anchor else []
        found += behind(fresh, extra, was, ours, other)
    return [one for one in found if one]


def moved(old: Blocks, new: Blocks) -> bool:
    return order(old, new) != order(new, old)


def order(blocks: Blocks, others: Blocks) -> list[str]:
    """The keys that both have, as they stand in the first."""
    return [key for key in blocks if key in others]


def gaps(was: Blocks, first: Blocks, second: Blocks) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each block of the first that is known elsewhere, with what stands behind it: the keys that
    only the first has, and those that only the second has. Before all blocks the key is "".
    """
    fresh: dict[str, list[str]] = {"": []}
    extra: dict[str, list[str]] = {}
    anchor = ""
    for key in first:
        if key in was or key in second:
            anchor = key
            fresh[anchor] = []
        else:
            fresh[anchor].append(key)
    anchor = ""
    for key in second:
        if key in first:
            anchor = key
        else:
            extra.setdefault(anchor, []).append(key)
    for anchor, keys in fresh.items():
        yield anchor, keys, extra.get(anchor, [])


def behind(
    fresh: list[str], extra: list[str], was: Blocks, ours: Blocks, other: Blocks
) -> Iterator[Part]:
    """What stands between two known blocks; where both added something, a clash."""
    added = [key for key in extra if key not in was]
    if not (fresh and added):
        yield from (settle(key, was, ours, other) for key in (*extra, *fresh))
        return
    yield from (settle(key, was, ours, other) for key in extra if key in was)
    mine, theirs = (fresh, added) if fresh[0] in ours else (added, fresh)
    ours_html = "".join(ours[key].html for key in mine)
    other_html = "".join(other[key].html for key in theirs)
    if bare(ours_html) == bare(other_html):
        yield other_html
    else:
        # The other one's key is stored; one of ours may be minted anew with every attempt.
        yield Clash(f"after-{theirs[0]}", "", ours_html, other_html)


def settle(key: str, was: Blocks, ours: Blocks, other: Blocks) -> Part:
    return part(was.get(key), ours.get(key), other.get(key))


def part(base: Block | None, mine: Block | None, theirs: Block | None) -> Part:
    """One block, settled if only one side touched it; "" is a block that is gone."""
    was, ours, other = html(base), html(mine), html(theirs)
    if bare(ours) in (bare(was), bare(other)):
        return other
    if bare(other) == bare(was):
        return ours
    key = next(one.id for one in (mine, theirs, base) if one)
    return Clash(key, was, ours, other)


def html(block: Block | None) -> str:
    return block.html if block else ""


def bare(block: str) -> str:
    return without_ids(block)
