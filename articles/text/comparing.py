"""What changed from one text to another: by word, and by block."""

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .blocks import Block, split, without_ids

WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Comparisons of word with word above which two texts count as different altogether.
MOST = 4_000_000
#: Letters that stand between two changes without being read: they join them.
ISLAND = 4


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
    """The words of both, in order: same and new make `after`, same and gone make `before`."""
    return list(settled(joined(list(raw(WORD.findall(before), WORD.findall(after))))))


def raw(old: list[str], new: list[str]) -> Iterator[Piece]:
    if len(old) * len(new) > MOST and old != new:
        yield Piece("gone", "".join(old))
        yield Piece("new", "".join(new))
        return
    for op, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if op == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        yield Piece("gone", "".join(old[a:b]))
        yield Piece("new", "".join(new[c:d]))


def joined(pieces: list[Piece]) -> Iterator[Piece]:
    """A blank or an "of" between two changes belongs to both: else it reads like confetti."""
    for place, piece in enumerate(pieces):
        letters = sum(letter.isalnum() for letter in piece.text)
        inside = 0 < place < len(pieces) - 1
        if piece.op == "same" and inside and letters < ISLAND:
            yield Piece("gone", piece.text)
            yield Piece("new", piece.text)
        else:
            yield piece


def settled(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Between two runs that are the same: everything gone, then everything new."""
    gone = new = ""
    for piece in pieces:
        if piece.op == "same":
            yield from change_of(gone, new)
            gone = new = ""
            yield piece
        elif piece.op == "gone":
            gone += piece.text
        else:
            new += piece.text
    yield from change_of(gone, new)


def change_of(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)


def blocks(before: str, after: str) -> list[Change]:
    """The blocks of both: those of `after` in its order, the removed ones where they stood."""
    old, new = split(before), split(after)
    partners = paired(old, new)
    kept = longest_rise([partners[place] for place in sorted(partners)])
    left = deque(sorted(set(range(len(old))) - set(partners.values())))
    found: list[Change] = []
    for place, block in enumerate(new):
        partner = partners.get(place)
        while left and partner in kept and partner is not None and left[0] < partner:
            found.append(removed(old[left.popleft()]))
        if partner is None:
            found.append(Change("added", "", block.html, words("", block.text)))
        else:
            found.append(change(old[partner], block, moved=partner not in kept))
    return found + [removed(old[place]) for place in left]


def removed(block: Block) -> Change:
    return Change("removed", block.html, "", words(block.text, ""))


def change(old: Block, new: Block, *, moved: bool) -> Change:
    same = key(old) == key(new)
    kind = "moved" if moved else "same" if same else "changed"
    formatted = not same and old.text == new.text
    return Change(kind, old.html, new.html, words(old.text, new.text), formatted)


def key(block: Block) -> str:
    return without_ids(block.html)


def paired(old: list[Block], new: list[Block]) -> dict[int, int]:
    """Which new block was which old one, place by place: by its key, by its text, by its place."""
    partners: dict[int, int] = {}
    pair_by([one.id for one in old], [one.id for one in new], partners)
    pair_by([key(one) for one in old], [key(one) for one in new], partners)
    taken = set(partners.values())
    for place, block in enumerate(new):
        # What stands behind the same neighbour and has the same tag was written over.
        candidate = partners.get(place - 1, -1) + 1
        free = place not in partners and candidate < len(old) and candidate not in taken
        if free and old[candidate].tag == block.tag and alike(old[candidate].text, block.text):
            partners[place] = candidate
            taken.add(candidate)
    return partners


def pair_by(old: list[str], new: list[str], partners: dict[int, int]) -> None:
    taken = set(partners.values())
    places: dict[str, deque[int]] = defaultdict(deque)
    for place, name in enumerate(old):
        if name and place not in taken:
            places[name].append(place)
    for place, name in enumerate(new):
        if place not in partners and places.get(name):
            partners[place] = places[name].popleft()


def alike(one: str, other: str) -> bool:
    """Whether a third of the longer text's different words are in both."""
    first, second = set(WORD.findall(one)), set(WORD.findall(other))
    return len(first & second) * 3 >= max(len(first), len(second))


def longest_rise(places: list[int]) -> set[int]:
    """The most of these that stand in their old order: all others have moved."""
    ends: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        heads[length : length + 1] = [index]
        before.append(heads[length - 1] if length else -1)
    kept: set[int] = set()
    index = heads[-1] if heads else -1
    while index >= 0:
        kept.add(places[index])
        index = before[index]
    return kept
