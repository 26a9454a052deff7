"""How alike two short texts are, by the letters in them."""

import unicodedata

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
    left, right = threes(one), threes(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def spelled(stem: str, text: str) -> str:
    """The first word of a text that a database's stem was made of; the stem where none is found."""
    for word in normal(text).split():
        bare = "".join(
            one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one)
        )
        if bare.startswith(stem) or word.startswith(stem):
            return word
    return stem
