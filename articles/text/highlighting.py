"""Words found in a text, marked for the eye; and the passage that holds most of them."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from itertools import takewhile

from .folding import fold

WORD = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")
#: Letters of a passage, and of a text that are looked through for one.
PASSAGE, LOOKED_AT = 220, 8_000
#: Endings differ by as many letters; what is shorter must be the same.
ENDING, SHORTEST = 3, 4
SOFT = "\u00ad"
#: Where letters stand of which folding makes others: Latin, Greek, Cyrillic, wide ones.
ALPHABETS = (*range(0x30, 0x530), *range(0x1E00, 0x2000), *range(0xFF10, 0xFF5B))


def marked(text: str, words: Iterable[str]) -> str:
    """Escaped HTML, with `mark` around each word that is one of the folded `words`."""
    out, at = [], 0
    for start, end in places(text, frozenset(words)):
        out.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
        at = end
    return "".join(out) + escape(text[at:])


def passage(text: str, words: Iterable[str]) -> str:
    """About two lines around the most words found; the beginning where there is none."""
    text = " ".join(text[:LOOKED_AT].split())
    found = [start for start, _end in places(text, frozenset(words))]
    if not found:
        return cut(text, 0)
    best = max(found, key=lambda place: sum(place <= one < place + PASSAGE for one in found))
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


def places(text: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where a word begins and ends that is one of these. Most words of a text are none, so what
    cannot be one is passed over by a pattern, and only the rest is folded."""
    pattern, at = beginnings(wanted), 0
    while pattern and (found := pattern.search(text, at)):
        word = around(text, found.start(), at)
        if hit(word[0], wanted):
            yield word.span()
        at = word.end()


def around(text: str, place: int, start: int) -> re.Match[str]:
    """The word in which the letter at `place` stands; no letter before `start` is one of it."""
    begin = place
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] == SOFT):
        begin -= 1
    return next(one for one in WORD.finditer(text, begin) if one.end() > place)


@lru_cache(maxsize=256)
def beginnings(wanted: frozenset[str]) -> re.Pattern[str] | None:
    """Finds what a word that is one of these has in it: its first letters, in any spelling.

    The letters between hyphenation's marks; an umlaut with or without its e; ß for one s or two.
    """
    stems = {one[:SHORTEST] for one in wanted if one}
    return re.compile("|".join(sorted(map(spelt, stems)))) if stems else None


def spelt(stem: str) -> str:
    pieces = []
    for before, letter in zip(f" {stem}", stem, strict=False):
        rest = {"a": "e?", "o": "e?", "u": "e?"}.get(letter, "")
        twice = "?" if before == letter else ""
        pieces.append(f"[{re.escape(''.join(spellings().get(letter, letter)))}]{twice}{rest}")
    return f"{SOFT}?".join(pieces)


@cache
def spellings() -> dict[str, str]:
    """Folded letter: every letter of which folding makes it, or what begins with it."""
    found: dict[str, str] = {}
    for number in ALPHABETS:
        for made in set(fold(chr(number))):
            found[made] = found.get(made, made) + chr(number)
    return found


folded = lru_cache(maxsize=20_000)(fold)


def hit(word: str, wanted: frozenset[str]) -> bool:
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
