"""What changed from one text to another: by word, and by block."""

import difflib
import re
from dataclasses import dataclass

from .blocks import Block, split, without_ids

WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words: `same`, `gone` or `new`."""

    op: str
    text: str


@dataclass(frozen=True)
class Change:
    """What became of a block: `same`, `changed`, `added`, `removed` or `moved`."""

    kind: str
    before: str
    after: str
    pieces: list[Piece]
    #: Whether only marks changed, and no word.
    formatted: bool = False


def words(before: str, after: str) -> list[Piece]:
    """The words of both, in order; those that are same or new make up `after`."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if op == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("gone", "".join(old[a:b]))] if b > a else []
        found += [Piece("new", "".join(new[c:d]))] if d > c else []
    return found


def blocks(before: str, after: str) -> list[Change]:
    """The blocks of both, in order."""
    old, new = split(before), split(after)
    matcher = difflib.SequenceMatcher(None, [key(one) for one in old], [key(one) for one in new])
    found: list[Change] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            found += [
                Change("same", one.html, one.html, words(one.text, one.text)) for one in new[c:d]
            ]
            continue
        pairs = min(b - a, d - c)
        found += [
            change(*both) for both in zip(old[a : a + pairs], new[c : c + pairs], strict=True)
        ]
        found += [
            Change("removed", one.html, "", words(one.text, "")) for one in old[a + pairs : b]
        ]
        found += [Change("added", "", one.html, words("", one.text)) for one in new[c + pairs : d]]
    return found


def change(old: Block, new: Block) -> Change:
    return Change(
        "changed", old.html, new.html, words(old.text, new.text), formatted=old.text == new.text
    )


def key(block: Block) -> str:
    return without_ids(block.html)
