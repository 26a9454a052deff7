"""What changed from one text to another: by word, and by block."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from .blocks import Block, split, without_ids

WORD = re.compile(r"\s+|\w+|[^\w\s]")
#: Comparisons of word with word in one look at two texts; then what is left is gone and new.
MOST = 1_000_000
#: What two texts cost, and each of their words, before a word is compared with any.
BEGUN, READING = 400, 4
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


@dataclass
class Patience:
    """Comparisons of word with word that are left; pass one on where many texts are compared."""

    left: int = MOST


def words(before: str, after: str, patience: Patience | None = None) -> list[Piece]:
    """The words of both, in order: same and new make `after`, same and gone make `before`."""
    patience = patience or Patience()
    if before == after:
        return [Piece("same", after)] if after else []
    if patience.left < 0 or not before or not after:
        return list(change_of(before, after))
    old, new = WORD.findall(before), WORD.findall(after)
    return list(settled(joined(list(raw(old, new, patience)))))


def raw(old: list[str], new: list[str], patience: Patience) -> Iterator[Piece]:
    a = c = 0
    for at, there, size in [*runs(old, new, patience), (len(old), len(new), 0)]:
        if at > a or there > c:
            yield Piece("gone", "".join(old[a:at]))
            yield Piece("new", "".join(new[c:there]))
        a, c = at + size, there + size
        if size:
            yield Piece("same", "".join(old[at:a]))


def runs(old: list[str], new: list[str], patience: Patience) -> list[tuple[int, int, int]]:
    """Words in a row that both have: where in the old ones, where in the new, and how many.

    As difflib finds them, who has no such patience: two texts of the same few words, each often,
    take it the square of their length for every row.
    """
    if old == new:
        return [(0, 0, len(old))] if old else []
    patience.left -= BEGUN + READING * (len(old) + len(new))
    if patience.left < 0:
        return []
    matcher = SequenceMatcher(None, old, new, False)
    often = Counter(new)
    steps = [0, *accumulate(often[word] for word in old)]
    found, waiting = [], [(0, len(old), 0, len(new))]
    while waiting and patience.left > 0:
        a, b, c, d = waiting.pop()
        patience.left -= steps[b] - steps[a]
        if patience.left < 0:
            break
        at, there, size = matcher.find_longest_match(a, b, c, d)
        if size:
            found.append((at, there, size))
            waiting += [(a, at, c, there), (at + size, b, there + size, d)]
    return touching(sorted(found))


def touching(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Rows that follow each other on both sides are one."""
    kept: list[tuple[int, int, int]] = []
    for at, there, size in found:
        if kept and (kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]) == (at, there):
            kept[-1] = (*kept[-1][:2], kept[-1][2] + size)
        else:
            kept.append((at, there, size))
    return kept


def joined(pieces: list[Piece]) -> Iterator[Piece]:
    """A blank or an "of" between two changes belongs to both: else it reads like confetti."""
    for place, piece in enumerate(pieces):
        inside = piece.op == "same" and 0 < place < len(pieces) - 1
        if inside and sum(letter.isalnum() for letter in piece.text) < ISLAND:
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
    patience = Patience()
    for place, block in enumerate(new):
        partner = partners.get(place)
        while left and partner in kept and partner is not None and left[0] < partner:
            found.append(removed(old[left.popleft()]))
        if partner is None:
            found.append(Change("added", "", block.html, words("", block.text)))
        else:
            found.append(change(old[partner], block, patience, moved=partner not in kept))
    return found + [removed(old[place]) for place in left]


def removed(block: Block) -> Change:
    return Change("removed", block.html, "", words(block.text, ""))


def change(old: Block, new: Block, patience: Patience, *, moved: bool) -> Change:
    same = key(old) == key(new)
    kind = "moved" if moved else "same" if same else "changed"
    formatted = not same and old.text == new.text
    return Change(kind, old.html, new.html, words(old.text, new.text, patience), formatted)


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
