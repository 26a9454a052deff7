"""Slips of the fingers: a word twice, a hyphen for a dash, quotation marks of another language."""

import re
from collections.abc import Iterator

from .spots import Spot, inside, kept, quotations

TWICE = re.compile(r"(?<![\w-])(?P<one>[^\W\d_]{2,})\s+(?P<two>[^\W\d_]{2,})(?![\w-])")
#: Pronoun and article, or an exclamation: right as they stand.
MEANT = {
    "de": {"sie", "ja", "nein", "na", "ha", "bla", "so"},
    "en": {"had", "that", "bye", "no", "ha", "hear", "knock", "so", "her", "blah"},
}
#: The same word twice after a comma: relative pronoun and article, a preposition between or not.
RELATIVE = {"der", "die", "das", "den", "dem"}
CLAUSE = re.compile(r",\s+(?:(?:an|auf|aus|bei|durch|für|gegen|in|mit|nach|ohne|über|um|unter|von"
                    r"|vor|zu|zwischen|neben|hinter)\s+)?$")  # fmt: skip
#: Letters before a word that tell how it is meant.
NEAR = 40
NAMED = {"Baden", "Bora", "Duran", "Walla", "Wagga", "Pago"}

DASH = re.compile(r"(?<!\S)\S{1,60}[ \u00a0\u202f]--?[ \u00a0\u202f]\S{1,60}|\w{1,60}--\w{1,60}")
YEARS = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d(?![\w-])")

#: Pairs of quotation marks that a language knows, the usual one first.
FAMILIES = {
    "de": ("„“", "«»", "»«"),
    "de-CH": ("«»", "„“"),
    "de-AT": ("„“", "»«", "«»"),
    "en": ("“”",),
}


def doubled(text: str, language: str) -> Iterator[Spot]:
    """A word that stands there twice."""
    at = 0
    while found := TWICE.search(text, at):
        at = found.start("two")
        if same(text, found) and not meant(text, found, language.split("-")[0]):
            yield Spot(found.start(), found.end(), found["two"])


def same(text: str, found: re.Match[str]) -> bool:
    """The same letters; a capital makes it another word, save where a sentence begins."""
    one, two = found["one"], found["two"]
    before = text[max(0, found.start() - NEAR) : found.start()].rstrip()
    begins = not before or before[-1] in ".!?…:«„“"
    return one == two or (begins and one[0].lower() + one[1:] == two)


def meant(text: str, found: re.Match[str], tongue: str) -> bool:
    word = found["two"]
    if (
        tongue == "de"
        and word in RELATIVE
        and CLAUSE.search(text[max(0, found.start() - NEAR) : found.start()])
    ):
        return True
    return word in NAMED or word.lower() in MEANT.get(tongue, ())


def hyphens(text: str, language: str) -> Iterator[Spot]:
    """Hyphens where a dash belongs: between words, and between years."""
    away = kept(text)
    for found in sorted([*DASH.finditer(text), *YEARS.finditer(text)], key=lambda one: one.start()):
        if not inside(found.start(), away):
            yield Spot(*found.span(), found[0])


def families(language: str) -> tuple[str, ...]:
    """The pairs of marks that may stand in a text of this language."""
    return FAMILIES.get(language) or FAMILIES.get(language.split("-")[0]) or ()


def foreign_marks(text: str, language: str, house: str = "") -> Iterator[Spot]:
    """Quotations in marks that neither the language nor, if it has one, the house's style knows."""
    known = (house,) if house else families(language)
    away = kept(text)
    for one in quotations(text):
        if known and one.marks not in known and not inside(one.start, away):
            yield Spot(one.start, one.end, known[0])


def marks_used(text: str) -> list[str]:
    """The pairs of marks around the outermost quotations, each once."""
    return list(dict.fromkeys(one.marks for one in quotations(text)))
