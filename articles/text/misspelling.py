"""What somebody may have meant who hit one wrong key."""

from string import ascii_lowercase

#: A longer word has too many neighbours to be looked up one by one; its trigrams tell enough.
SHORTEST, LONGEST = 4, 16


def neighbours(word: str) -> set[str]:
    """Every word that is one letter more, less, other or exchanged away; `word` is folded."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    shorter = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    others = {left + one + right[1:] for left, right in cuts if right for one in ascii_lowercase}
    longer = {left + one + right for left, right in cuts for one in ascii_lowercase}
    return (shorter | swapped | others | longer) - {word}
