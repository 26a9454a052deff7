"""Whether two texts tell the same in the same words, from a small sketch of each."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest

WORD = re.compile(r"\w+")
#: Words that stand together in one shingle, and shingles that a sketch keeps.
TOGETHER, KEPT = 3, 64
#: Characters of a text that are looked at.
FAR = 100_000


def sketch(text: str) -> list[int]:
    """The smallest numbers that stand for three words in a row; empty for a text too short.

    The same few are the smallest in every text that has them: so sketches can be compared in the
    place of texts (Broder, 1997: "On the resemblance and containment of documents").
    """
    words = WORD.findall(text[:FAR].casefold())
    runs = {" ".join(words[at : at + TOGETHER]) for at in range(len(words) - TOGETHER + 1)}
    return nsmallest(KEPT, (number(one) for one in runs))


def number(run: str) -> int:
    """Of 64 bits, signed, as databases keep them."""
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), signed=True)


def resemblance(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of what both have in what either has, 0 to 1, estimated from their sketches."""
    both = nsmallest(KEPT, set(one) | set(other))
    shared = set(one) & set(other)
    return sum(each in shared for each in both) / len(both) if both else 0.0
