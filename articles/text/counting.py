"""How long a text is, in words and in a reader's minutes."""

import re
from math import ceil

WORDS_A_MINUTE = 200
#: «13.000», «Kriegs-Ende», «t-online.de» and «don’t» are one word each.
WORD = re.compile(r"\w+(?:[-.,:’'/\u00ad]\w+)*")


def words(text: str) -> int:
    """How many words `text` has; punctuation on its own is none."""
    return sum(1 for _ in WORD.finditer(text))


def minutes(text: str) -> int:
    """Reading time in whole minutes, rounded up, never less than one."""
    return max(1, ceil(words(text) / WORDS_A_MINUTE))
