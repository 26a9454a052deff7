"""How search reads words: without case, marks and umlauts, whatever the database's locale."""

import re
import unicodedata
from typing import NamedTuple

from .headlines import INVISIBLE

#: What no decomposition takes apart.
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
#: An umlaut as it is written where there is none on the keyboard; not in "neue" or "Quelle".
DIGRAPH = re.compile(r"(?<![aeiouq])([aou])e")
#: Stop words of German that folding hides from the database's own list.
STOPS = frozenset({"fur", "uber", "wahrend", "konnen", "konnte", "wurde", "wurden"})


class Readings(NamedTuple):
    """The same words three times: to be stemmed as German, as English, and as they stand."""

    german: str
    english: str
    literal: str


def letters(text: str) -> str:
    """Lower-case words of letters and digits, a blank between them; no accents."""
    plain = unicodedata.normalize("NFKD", text.translate(INVISIBLE)).casefold().translate(LETTERS)
    bare = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    whole = unicodedata.normalize("NFC", bare)
    return " ".join("".join(one if one.isalnum() else " " for one in whole).split())


def fold(text: str) -> str:
    """`letters` of which ä, ae and a are one: Südkorea, suedkorea and sudkorea are the same."""
    return DIGRAPH.sub(r"\1", letters(text))


def readings(text: str) -> Readings:
    plain = letters(text)
    literal = DIGRAPH.sub(r"\1", plain)
    german = " ".join(word for word in literal.split() if word not in STOPS)
    return Readings(german, plain, literal)
