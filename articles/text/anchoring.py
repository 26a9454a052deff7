"""Where a remark's passage stands in a text that went on changing.

The form follows every letter that is typed, by the same rules in static/desk/anchor.js.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

#: Letters of context that are kept on either side, and of a passage itself.
CONTEXT, LONGEST = 32, 1000
#: Places of one passage that are compared by what stands around them.
MOST = 10_000
#: From so many letters on, the same words elsewhere are the same passage.
TELLING = 12
#: So many letters of context make a short passage known elsewhere.
KNOWN = 4
#: What a typesetter changes is the same letter here; what nobody sees is none.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
BLANKS = re.compile(r"\s+")
SAME = str.maketrans(
    dict.fromkeys("„“”‟«»″", '"') | dict.fromkeys("‚‘’‛‹›′", "'") | dict.fromkeys("‐‑–—−", "-")
)


@dataclass(frozen=True)
class Anchor:
    """A passage as somebody marked it: its block's key or "", its words, what stood around it."""

    block: str
    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Spot:
    """Where it stands now: the block's place among all, and letters of its folded text."""

    block: int
    start: int
    end: int
    #: Whether the words are still those that were marked.
    exact: bool = True


def fold(text: str) -> str:
    """A text as it is compared: no matter which blanks, dashes and quotation marks it has."""
    return BLANKS.sub(" ", UNSEEN.sub("", text)).strip().translate(SAME)


def find(blocks: Iterable[tuple[str, str]], anchor: Anchor) -> Spot | None:
    """Where the passage is, among blocks of (key, text); None if it is gone.

    Looked for in its own block, then anywhere; then its block says what now stands in its place.
    """
    texts = [(key, fold(text)) for key, text in blocks]
    words = fold(anchor.quote)
    if not words:
        return None
    own = [at for at, (key, _text) in enumerate(texts) if anchor.block and key == anchor.block]
    if inside := ranking(texts, own, words, anchor):
        return best(inside)[1]
    if ranked := ranking(texts, range(len(texts)), words, anchor):
        likeness, spot = best(ranked)
        if len(words) >= TELLING or likeness >= KNOWN or len(ranked) == 1:
            return spot
    rest = (instead(at, texts[at][1], words, anchor) for at in own)
    return next(filter(None, rest), None)


def ranking(
    texts: list[tuple[str, str]], among: Iterable[int], words: str, anchor: Anchor
) -> list[tuple[int, Spot]]:
    """Places in these blocks with their likeness; of a passage that is everywhere, the first."""
    return list(islice(places(texts, among, words, anchor), MOST))


def best(ranked: list[tuple[int, Spot]]) -> tuple[int, Spot]:
    return max(ranked, key=lambda one: one[0])


def places(
    texts: list[tuple[str, str]], among: Iterable[int], words: str, anchor: Anchor
) -> Iterator[tuple[int, Spot]]:
    """Wherever these words stand, with how many letters around them are those of before."""
    before, after = fold(anchor.before), fold(anchor.after)
    for number in among:
        text = texts[number][1]
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            left = alike(before[::-1], text[max(0, at - CONTEXT - 1) : at].rstrip()[::-1])
            right = alike(after, text[end : end + CONTEXT + 1].lstrip())
            yield left + right, Spot(number, at, end)
            at = text.find(words, at + 1)


def alike(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def instead(number: int, text: str, words: str, anchor: Anchor) -> Spot | None:
    """What stands between the passage's old neighbours, if they are there and not far apart."""
    before, after = fold(anchor.before)[-TELLING:], fold(anchor.after)[:TELLING]
    found = text.find(before)
    start = found + len(before)
    end = text.find(after, start) if after else len(text)
    if found < 0 or end < 0 or not (before or after) or end - start > 2 * len(words) + 40:
        return None
    middle = text[start:end]
    if not middle.strip():
        return None
    start += len(middle) - len(middle.lstrip())
    return Spot(number, start, start + len(middle.strip()), exact=False)
