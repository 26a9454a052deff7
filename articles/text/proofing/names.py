"""One name in two spellings: Meyer and Meier, Kim Jong Un and Kim Jong-un."""

import re
from collections.abc import Iterator

from articles.text.folding import fold

from .spots import Spot

NAME = re.compile(r"(?<![\w-])[^\W\d_a-zäöüß][\w’-]*(?:[ \u00a0][^\W\d_a-zäöüß][\w’-]*)+")
#: Names looked at, and letters from which on two words can be told apart.
MOST, SHORTEST = 200, 5
#: Parts of a name.
LONGEST = 5
#: What sounds alike.
SOUNDS = (("ph", "f"), ("th", "t"), ("y", "i"), ("ck", "k"))
#: What differs by these only is the same word in another case.
ENDINGS = ("", "s", "’s", "'s", "e", "n", "en", "er", "es", "in", "innen", "ern")
NO_NAMES = {
    *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "im", "am", "in", "an"),
    *("auf", "bei", "mit", "nach", "von", "vom", "zum", "zur", "und", "aber", "doch", "auch"),
    *("the", "a", "an", "and", "but", "of", "at", "on", "for", "from", "with", "this", "that"),
    *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "dezember", "january", "february", "march", "may", "june", "july"),
    *("october", "december", "montag", "dienstag", "sonntag", "monday", "sunday", "tuesday"),
}


def two_spellings(text: str, language: str) -> Iterator[Spot]:
    """The second spelling of a name, where a text has two; `said` is the first."""
    known: list[list[str]] = []
    for match in NAME.finditer(text):
        ends = tails(match.group().replace("\u00a0", " ").split(" "))
        if not ends or ends[0] in known:
            continue
        pairs = ((one, other) for one in ends for other in known)
        if found := next((pair for pair in pairs if alike(*pair)), None):
            start = match.end() - len(" ".join(found[0]))
            yield Spot(start, match.end(), " ".join(found[1]))
        known += ends
        if len(known) > MOST:
            return


def tails(parts: list[str]) -> list[list[str]]:
    """A name, and what of it is one, too: a sentence may begin right before it."""
    return [
        parts[at:]
        for at in range(len(parts) - 1)
        if parts[at].lower() not in NO_NAMES and len(parts) - at <= LONGEST
    ]


def alike(one: list[str], other: list[str]) -> bool:
    """Whether both are very likely one name."""
    if one != other and together(one) == together(other):
        return True
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and near(*differing[0])


def together(parts: list[str]) -> str:
    return "".join(fold(" ".join(parts)).split())


def near(one: str, other: str) -> bool:
    """One or, in long words, two letters apart, and not by an ending."""
    if {one.lower(), other.lower()} & NO_NAMES or min(len(one), len(other)) < SHORTEST:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and long.removeprefix(short) in ENDINGS:
        return False
    most = 2 if len(short) > 7 else 1
    return one[0] == other[0] and apart(sound(one), sound(other)) <= most


def sound(word: str) -> str:
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return word


def apart(one: str, other: str) -> int:
    """How many letters must be added, taken away or exchanged."""
    row = list(range(len(other) + 1))
    for at, left in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, right in enumerate(other, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (left != right)),
            )
    return row[-1]
