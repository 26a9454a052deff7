"""Where a long German word may be parted: soft hyphens, which a reader sees only at a line's end.

The patterns are those of TeX; the algorithm is Liang's: of all patterns found in a word, the
highest digit at each place counts, and at odd digits the word may be parted.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

SOFT = "\u00ad"
#: Only words of this many letters are parted, none that is longer than any word, and this many
#: letters stay on either side.
LONG, LONGEST, EDGE = 14, 100, 4
#: Letters of the longest pattern, its stops counted.
REACH = 14
WORD = re.compile(rf"(?<![\w{SOFT}])[^\W\d_]{{{LONG},{LONGEST}}}(?![\w{SOFT}])")


def soften(text: str, language: str) -> str:
    """`text` with soft hyphens in its long words; other languages than German stay as they are."""
    if language.split("-")[0].lower() != "de":
        return text
    return WORD.sub(lambda word: softened(word.group()), text)


@lru_cache(maxsize=2048)
def softened(word: str) -> str:
    """One word, in all the places where it may be parted."""
    digits = weigh(f".{word.lower()}.")
    return "".join(
        (SOFT if EDGE <= at <= len(word) - EDGE and digits[at + 1] % 2 else "") + letter
        for at, letter in enumerate(word)
    )


def weigh(word: str) -> list[int]:
    """The highest digit before each letter of a word between two stops."""
    known, found = patterns(), [0] * (len(word) + 1)
    for start in range(len(word)):
        for end in range(start + 1, min(start + REACH, len(word)) + 1):
            for at, digit in enumerate(known.get(word[start:end], ()), start):
                found[at] = max(found[at], digit)
    return found


@cache
def patterns() -> dict[str, tuple[int, ...]]:
    """Letters, and the digit before each of them and after the last."""
    text = Path(__file__).with_name("hyphens-de.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return dict(parsed(one) for line in lines for one in line.split())


def parsed(pattern: str) -> tuple[str, tuple[int, ...]]:
    """`.ab1a` as `.aba` and (0, 0, 0, 1, 0)."""
    letters, digits = "", [0]
    for one in pattern:
        if one.isdecimal():
            digits[-1] = int(one)
        else:
            letters += one
            digits.append(0)
    return letters, tuple(digits)
