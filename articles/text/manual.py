"""A manual kept as Markdown, as sections, blocks and words: the few marks our own guides use."""

import re
from typing import NamedTuple

from .slugs import slugify

#: Strong, stressed, as typed, a key. Marks do not stand inside each other.
MARKED = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|<kbd>(.+?)</kbd>")
KINDS = ("strong", "em", "code", "kbd")
ITEM = re.compile(r"(?:[-*]|(\d+)\.) +(.*)")
RULE = re.compile(r"\|[-| :]+\|?")


class Piece(NamedTuple):
    """Words and what they are: `strong`, `em`, `code`, `kbd`, or nothing in particular."""

    kind: str
    words: str


class Block(NamedTuple):
    """A paragraph `p`, a list `ul` or `ol`, or a `table`: rows of cells, of which only a table
    has more than one in a row; its first row is the head."""

    kind: str
    rows: list[list[list[Piece]]]


class Section(NamedTuple):
    """What stands under a heading of the second rank."""

    title: str
    blocks: list[Block]

    @property
    def key(self) -> str:
        return slugify(self.title)


def sections(markdown: str) -> list[Section]:
    """What comes before the first heading of the second rank is left out."""
    found: list[Section] = []
    for part in re.split(r"^## +", markdown, flags=re.M)[1:]:
        title, _line, rest = part.partition("\n")
        found.append(Section(title.strip(), blocks(rest)))
    return found


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    open_ = False
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            open_ = False
            continue
        kind, cells = read(line)
        if RULE.fullmatch(line):
            continue
        if open_ and found[-1].kind == kind and kind != "p":
            found[-1].rows.append(cells)
        elif open_ and kind == "p":
            found[-1].rows[-1][-1] += [Piece("", " "), *cells[0]]
        else:
            found.append(Block(kind, [cells]))
        open_ = True
    return found


def read(line: str) -> tuple[str, list[list[Piece]]]:
    """What a line is, and its cells."""
    if line.startswith("|"):
        return "table", [pieces(cell.strip()) for cell in line.strip("|").split("|")]
    item = ITEM.fullmatch(line)
    if item:
        return ("ol" if item[1] else "ul"), [pieces(item[2])]
    return "p", [pieces(line)]


def pieces(words: str) -> list[Piece]:
    found, at = [], 0
    for mark in MARKED.finditer(words):
        found += [Piece("", words[at : mark.start()])] if mark.start() > at else []
        number = mark.lastindex or 1
        found.append(Piece(KINDS[number - 1], mark[number]))
        at = mark.end()
    return found + ([Piece("", words[at:])] if at < len(words) else [])
