"""How much of a text is word for word another one, and where it says something else than that."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

#: Figures with what stands inside them, and words.
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d]+")
#: Words in a row from which they are a copy; fewer are everybody's.
ROW = 5
#: Characters of a text that are looked at.
FAR = 100_000
#: What closes a quotation that this opens.
MARKS = {"„": "“”", "«": "»", "»": "«", "“": "”", '"': '"', "‹": "›", "›": "‹", "‚": "‘’"}


@dataclass(frozen=True)
class Word:
    """A word where it stands, whether it is quoted, and whether it is a copy."""

    text: str
    start: int
    end: int
    quoted: bool

    @property
    def figure(self) -> bool:
        return self.text[0].isdigit()


@dataclass
class Check:
    """What a comparison found. Quoted words are copies by nature and count nowhere."""

    #: Unquoted words that stand in the source in the same row, of all unquoted words: 0 to 1.
    share: float = 0.0
    #: Unquoted words in the longest row that both have.
    longest: int = 0
    #: Figures that the source does not have, or not in this place.
    figures: list[str] = field(default_factory=list)
    #: Quotations that the source does not have in these words.
    quotations: list[str] = field(default_factory=list)
    #: Where copied words begin and end in the draft.
    copies: list[tuple[int, int]] = field(default_factory=list)


def check(draft: str, sources: Sequence[str]) -> Check:
    """A draft against its source, of which there may be versions, the newest first."""
    words = read(draft)
    known = [one for source in sources for one in (*(word.text for word in read(source)), "\n")]
    rows = Rows(known).along([word.text for word in words])
    copied = covered(rows, ROW)
    free = [not word.quoted for word in words]
    before = [0, *accumulate(free)]
    longest = max(
        (before[at + 1] - before[at + 1 - long] for at, (long, _end) in enumerate(rows)), default=0
    )
    both = sum(one and other for one, other in zip(copied, free, strict=True))
    return Check(
        share=both / sum(free) if any(free) else 0.0,
        longest=longest if longest >= ROW else 0,
        figures=figures(words, known[: known.index("\n")]) if sources else [],
        quotations=quotations(draft, words, rows),
        copies=spans(words, [one and other for one, other in zip(copied, free, strict=True)]),
    )


def read(text: str) -> list[Word]:
    """The words, without case."""
    text = text[:FAR]
    starts, ends = quoted(text)
    return [
        Word(one[0].casefold(), one.start(), one.end(), inside(one.start(), starts, ends))
        for one in WORD.finditer(text)
    ]


def quoted(text: str) -> tuple[list[int], list[int]]:
    """Where quotations begin and end. One that is never closed in its paragraph is none."""
    starts: list[int] = []
    ends: list[int] = []
    opened, closing = -1, ""
    for at, letter in enumerate(text):
        if letter == "\n":
            opened = -1
        elif opened < 0 and letter in MARKS:
            opened, closing = at, MARKS[letter]
        elif opened >= 0 and letter in closing:
            starts.append(opened)
            ends.append(at)
            opened = -1
    return starts, ends


def inside(at: int, starts: list[int], ends: list[int]) -> bool:
    found = bisect_right(starts, at) - 1
    return found >= 0 and at < ends[found]


class Rows:
    """Every row of words of a source, as a suffix automaton: built and asked in linear time.

    Blumer et al., 1985. A state has its ways on, the state of its longest ending, the length of
    its longest row, and where that row ends first.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.ways: list[dict[str, int]] = [{}]
        self.links, self.lengths, self.ends = [-1], [0], [-1]
        last = 0
        for word in words:
            last = self.extend(last, word)

    def state(self, ways: dict[str, int], link: int, length: int, end: int) -> int:
        self.ways.append(ways)
        self.links.append(link)
        self.lengths.append(length)
        self.ends.append(end)
        return len(self.ways) - 1

    def extend(self, last: int, word: str) -> int:
        length = self.lengths[last] + 1
        new = self.state({}, 0, length, length - 1)
        at = last
        while at >= 0 and word not in self.ways[at]:
            self.ways[at][word] = new
            at = self.links[at]
        if at >= 0:
            self.links[new] = self.split(at, word)
        return new

    def split(self, at: int, word: str) -> int:
        """The state behind this way, alone with the rows that come from here."""
        there = self.ways[at][word]
        if self.lengths[there] == self.lengths[at] + 1:
            return there
        ways, link, end = dict(self.ways[there]), self.links[there], self.ends[there]
        copy = self.state(ways, link, self.lengths[at] + 1, end)
        self.links[there] = copy
        while at >= 0 and self.ways[at].get(word) == there:
            self.ways[at][word] = copy
            at = self.links[at]
        return copy

    def along(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """For each word: how long a row of the source ends with it, and where it ends there."""
        found = []
        at = length = 0
        for word in words:
            while at and word not in self.ways[at]:
                at = self.links[at]
                length = self.lengths[at]
            if word in self.ways[at]:
                at, length = self.ways[at][word], length + 1
            found.append((length, self.ends[at]))
        return found


def covered(rows: list[tuple[int, int]], least: int) -> list[bool]:
    """Which words stand in a row of at least so many."""
    found = [False] * len(rows)
    free = len(rows)  # what stands from here on is decided already
    for at in range(len(rows) - 1, -1, -1):
        if rows[at][0] >= least:
            first = at + 1 - rows[at][0]
            for each in range(first, min(at + 1, free)):
                found[each] = True
            free = min(free, first)
    return found


def figures(words: list[Word], known: list[str]) -> list[str]:
    """Those the newest version has nowhere, or has others for in the same row of words."""
    copied = covered(Rows(known).along([word.text for word in words]), ROW)
    there = {one for one in known if one[0].isdigit()}
    rows = Rows([mask(one) for one in known]).along([mask(one.text) for one in words])
    widest = around(rows)
    found = []
    for at, word in enumerate(words):
        if not word.figure:
            continue
        end = widest[at]
        same = copied[at] or end < 0 or known[rows[end][1] - (end - at)] == word.text
        if word.text not in there or not same:
            found.append(word.text)
    return list(dict.fromkeys(found))


def mask(word: str) -> str:
    return "#" if word[0].isdigit() else word


def around(rows: list[tuple[int, int]]) -> list[int]:
    """For each word: where the longest row of at least ROW that it stands in ends; -1 for none.

    A row that ends later and is longer begins earlier or reaches further: one pass, longest first,
    with what is decided skipped, keeps it linear but for the sorting.
    """
    found = [-1] * len(rows)
    onward = list(range(len(rows) + 1))

    def free(at: int) -> int:
        while onward[at] != at:
            onward[at] = onward[onward[at]]
            at = onward[at]
        return at

    for end in sorted(range(len(rows)), key=lambda one: -rows[one][0]):
        if rows[end][0] < ROW:
            break
        at = free(end + 1 - rows[end][0])
        while at <= end:
            found[at] = end
            onward[at] = at + 1
            at = free(at)
    return found


def quotations(draft: str, words: list[Word], rows: list[tuple[int, int]]) -> list[str]:
    """Quoted passages of two words and more that are not in the source as they stand."""
    found = []
    starts = [word.start for word in words]
    for start, end in zip(*quoted(draft[:FAR]), strict=True):
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1) - 1
        if last > first and rows[last][0] < last - first + 1:
            found.append(draft[start : end + 1])
    return found


def spans(words: list[Word], copied: list[bool]) -> list[tuple[int, int]]:
    """Neighbouring copied words as one."""
    found: list[tuple[int, int]] = []
    before = False
    for word, one in zip(words, copied, strict=True):
        if one and before:
            found[-1] = (found[-1][0], word.end)
        elif one:
            found.append((word.start, word.end))
        before = one
    return found
