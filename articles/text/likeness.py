"""How alike two short texts are, by the letters in them."""

import unicodedata
from collections.abc import Callable, Iterable

from .headlines import normal


def threes(text: str) -> set[str]:
    """Every run of three letters of each word, its ends counted."""
    return {
        padded[at : at + 3]
        for word in normal(text).split()
        for padded in [f"  {word} "]
        for at in range(len(padded) - 2)
    }


def likeness(one: str, other: str) -> float:
    """0 for nothing in common, 1 for the same words in any order."""
    return likeness_to(one)(other)


def likeness_to(one: str) -> Callable[[str], float]:
    """How alike another text is to this one, which is taken apart once."""
    left = threes(one)

    def of(other: str) -> float:
        right = threes(other)
        return len(left & right) / len(left | right) if left and right else 0.0

    return of


def spellings(stems: Iterable[str], text: str) -> dict[str, str]:
    """For each stem of a database's the first word of the text that it was made of, else itself."""
    words = list(dict.fromkeys(normal(text).split()))
    bare = [(word, unaccented(word)) for word in words]
    return {
        stem: next(
            (word for word, plain in bare if word.startswith(stem) or plain.startswith(stem)), stem
        )
        for stem in stems
    }


def unaccented(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(one for one in letters if not unicodedata.combining(one))
