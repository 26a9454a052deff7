"""Where sentences begin and end, and which of them nobody reads to the end."""

import re
from collections.abc import Iterator

from articles.text.counting import words
from articles.text.promises import END

from .spots import Spot

#: Words above which a sentence is very long.
MOST = 40
#: What stands before a full stop that ends no sentence.
SHORT = re.compile(
    r"(?:\b(?:bzw|ca|usw|etc|evtl|ggf|inkl|vgl|Mio|Mrd|Prof|Dr|Str|Nr|Abs|Art|Jh|Inc|Ltd|Corp"
    r"|Gen|Gov|Sen|Rep|Mrs|Ms|vs|approx|No|Jr|Sr|Jan|Feb|Aug|Sept|Okt|Oct|Nov|Dez|Dec))\.$"
)
LINE = re.compile(r"\n+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence; the end of a line ends one, too."""
    begin = 0
    for line in LINE.split(text):
        at = text.find(line, begin) if line else begin
        yield from in_line(text, at, at + len(line))
        begin = at + len(line)


def in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in END.finditer(text, start, end):
        after = text[found.end() : found.end() + 2].lstrip()
        if SHORT.search(text, max(start, found.start() - 8), found.start() + 1):
            continue
        if after and after[0].islower():
            continue
        yield start, found.end()
        start = found.end() + 1
    if text[start:end].strip():
        yield start, end


def long_sentences(text: str, language: str) -> Iterator[Spot]:
    """Sentences with more words than one keeps in mind."""
    for start, end in sentences(text):
        count = words(text[start:end])
        if count > MOST:
            yield Spot(start, end, str(count))
