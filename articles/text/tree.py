"""A body as a tree of blocks, and the one way it is written down."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

#: An inline element around words: its tag and its attributes, ready to be written.
Mark = tuple[str, str]
#: What stands between the words of a node's children, where it is not an empty line.
BETWEEN = {
    "ul": "\n", "ol": "\n", "li": "\n", "tr": "\t",
    "table": "\n", "thead": "\n", "tbody": "\n", "figure": "\n",
}  # fmt: skip
#: Cells and items whose one paragraph needs no tag of its own.
PLAIN_HOLDERS = ("li", "td", "th")
PARAGRAPHS = ("p", "h2", "h3")
#: Without children these say nothing; a cell, a picture or a key does.
HOLLOW = ("ul", "ol", "li", "table", "thead", "tbody", "tr", "blockquote", "caption", "figcaption")
#: Inner order of marks, so that <em><strong> and <strong><em> are one and the same text.
RANK = ("a", "strong", "em", "sub", "sup", "span")
BLANKS = re.compile(r"[ \t\n\f\r]+")
LINE_BREAK, STROKE = "\n", "\u0338"


def escape(text: str) -> str:
    """Words as nh3 writes them, so that it finds nothing to change."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\u00a0", "&nbsp;")


@dataclass(slots=True)
class Run:
    """Words under the same marks; a line break is a run of its own."""

    marks: tuple[Mark, ...]
    text: str


@dataclass(slots=True)
class Node:
    """A block: it holds either blocks or, if it is a leaf, runs."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    leaf: bool = False

    def write(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Add words; blanks and line ends count as one blank, as a browser shows them."""
        text = BLANKS.sub(" ", text)
        last = self.runs[-1] if self.runs else None
        same = last is not None and last.marks == marks and last.text != LINE_BREAK
        blank = last is None or last.text.endswith((" ", LINE_BREAK))
        text = text.lstrip((" " if blank else "") + ("" if same else STROKE))
        if text and last and same:
            last.text += text
        elif text:
            self.runs.append(Run(marks, text))

    def break_line(self) -> None:
        """Begin a new line, if there is one already."""
        self._trim(" ")
        if self.runs:
            self.runs.append(Run((), LINE_BREAK))

    def finish(self) -> None:
        """No blanks and line breaks at the end; letters in their composed form."""
        self._trim(" " + LINE_BREAK)
        for run in self.runs:
            # Here and not on the HTML: there a > and a following U+0338 would become one letter.
            run.text = unstruck(unicodedata.normalize("NFC", run.text))

    def _trim(self, ends: str) -> None:
        while self.runs:
            last = self.runs[-1]
            if last.text != LINE_BREAK or LINE_BREAK in ends:
                last.text = last.text.rstrip(ends)
            if last.text:
                return
            self.runs.pop()

    def prune(self) -> None:
        """Leave out what holds no word and no key."""
        for child in self.children:
            child.prune()
        self.children = [child for child in self.children if not child.empty()]

    def empty(self) -> bool:
        """Whether a reader would see nothing of it."""
        if self.tag in HOLLOW and not self.leaf:
            return not self.children
        blank = self.tag in PARAGRAPHS or self.tag in HOLLOW or self.tag == "cite"
        return blank and not any(run.text.strip() for run in self.runs)

    def text(self) -> str:
        """Its words."""
        if self.leaf:
            return "".join(run.text for run in self.runs)
        parts = [child.text() for child in self.children]
        return BETWEEN.get(self.tag, "\n\n").join(part for part in parts if part)

    def html(self) -> str:
        """The node written out; the same tree is always the same characters."""
        inner = "".join(self._pieces())
        pairs = "".join(f' {name}="{_value(text)}"' for name, text in self.attributes.items())
        return f"<{self.tag}{pairs}>{inner}</{self.tag}>"

    def _pieces(self) -> list[str]:
        if self.leaf:
            return written(self.runs)
        pieces = [child.html() for child in self.children]
        paragraphs = sum(child.tag == "p" for child in self.children)
        others = {child.tag for child in self.children} - {"p"}
        simple = paragraphs == 1 and others <= {"ul", "ol"} and self.tag in PLAIN_HOLDERS
        if simple and self.children[0].tag == "p":
            pieces[0] = "".join(written(self.children[0].runs))
        return pieces


def unstruck(text: str) -> str:
    """`text` without a stroke before its first letter: behind a tag, that is no letter's.

    It would make one character with the tag's > as soon as anybody composes the HTML.
    """
    marks = 0
    while marks < len(text) and unicodedata.combining(text[marks]):
        marks += 1
    return text[:marks].replace(STROKE, "") + text[marks:]


def written(runs: list[Run]) -> list[str]:
    """The runs as HTML; a mark stays open as long as the following words share it."""
    pieces: list[str] = []
    open_marks: tuple[Mark, ...] = ()
    for place, run in enumerate(runs):
        marks = run.marks
        if run.text == LINE_BREAK:
            # Only a mark that goes on behind the line break stays open over it.
            marks = shared(open_marks, runs[place + 1].marks)
        pieces += _turn(open_marks, marks)
        pieces.append("<br>" if run.text == LINE_BREAK else escape(run.text))
        open_marks = marks
    return pieces + _turn(open_marks, ())


def shared(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The outer marks that both have."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return one[:count]


def _turn(old: tuple[Mark, ...], new: tuple[Mark, ...]) -> list[str]:
    kept = len(shared(old, new))
    closing = [f"</{tag}>" for tag, _ in reversed(old[kept:])]
    return closing + [f"<{tag}{source}>" for tag, source in new[kept:]]


@lru_cache(maxsize=256)
def ordered(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Marks without repetition, in the order in which they are always written.

    Of two links or two languages the inner one counts.
    """
    inner = {mark[0]: mark for mark in marks}
    return tuple(inner[tag] for tag in RANK if tag in inner)


def mark(tag: str, attributes: dict[str, str]) -> Mark:
    """A mark with its attributes written out."""
    return tag, "".join(f' {name}="{_value(text)}"' for name, text in attributes.items())


def _value(text: str) -> str:
    return escape(text).replace('"', "&quot;")
