"""How alike two short texts are, by the letters in them."""

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
