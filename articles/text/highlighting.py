"""Words found in a text, marked for the eye; and the passage that holds most of them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from itertools import takewhile

from .folding import fold

WORD = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")
#: Letters of a passage, and of a text that are looked through for one.
PASSAGE, LOOKED_AT = 220, 8_000
#: Endings differ by as many letters; what is shorter must be the same.
ENDING, SHORTEST = 3, 4


def marked(text: str, words: Iterable[str]) -> str:
    """Escaped HTML, with `mark` around each word that is one of the folded `words`."""
    wanted = set(words)
    out, at = [], 0
    for found in WORD.finditer(text):
        if hit(found[0], wanted):
            out.append(f"{escape(text[at : found.start()])}<mark>{escape(found[0])}</mark>")
            at = found.end()
    return "".join(out) + escape(text[at:])


def passage(text: str, words: Iterable[str]) -> str:
    """About two lines around the most words found; the beginning where there is none."""
    wanted, text = set(words), " ".join(text[:LOOKED_AT].split())
    places = [found.start() for found in WORD.finditer(text) if hit(found[0], wanted)]
    if not places:
        return cut(text, 0)
    best = max(places, key=lambda place: sum(place <= one < place + PASSAGE for one in places))
    return cut(text, max(0, best - PASSAGE // 4))


def cut(text: str, start: int) -> str:
    """From the next word on; dots say what is left out."""
    if start:
        start = text.find(" ", start) + 1
    end = start + PASSAGE
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + PASSAGE // 2)
    dots = (" …" if end < len(text) else "", "… " if start else "")
    return f"{dots[1]}{text[start:end].rstrip()}{dots[0]}"


folded = lru_cache(maxsize=20_000)(fold)


def hit(word: str, wanted: set[str]) -> bool:
    """The same word, up to its ending; or a compound of it."""
    read = folded(word)
    return read in wanted or any(near(read, one) for one in wanted)


def near(read: str, one: str) -> bool:
    if min(len(read), len(one)) < SHORTEST:
        return False
    if len(one) > SHORTEST and one in read:
        return True
    same = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(read, one, strict=False)))
    return same >= SHORTEST and max(len(read), len(one)) <= same + ENDING
