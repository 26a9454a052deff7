"""Whom a text credits, and what it says was reported before: recognised, never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A name: capitalised words, as in "Compakt.DE", or anything between quotation marks.
NAME = (
    r"(?:[«„“](?P<quoted>[^»“”„«]{2,60})[»“”]"
    r"|(?P<bare>(?:[A-ZÄÖÜ][\w.&-]{1,30}|dpa|lpd|afp|epd)(?: [A-ZÄÖÜ][\w.&-]{1,30}){0,3}))"
)
#: Words before a name that make it a credit, and how strong it is.
BEFORE = {
    "quoted": (
        r"(?:schreibt|schrieb|berichtete?n?|meldete?n?)(?: zuerst)?(?: die| der| das)?",
        r"(?:nach einem Bericht|einem Bericht)(?: der| des| von)",
        r"[Aa]ccording to(?: the)?",
        r"(?:reports|reported by|as reported by)(?: the)?",
    ),
    "rewritten": (r"[Mm]it Material(?: der| des| von)(?: Agentur)?", r"[Ww]ith material from"),
}
CLOSERS = re.compile(
    r"(?:^|(?<=[.!?…»“”] ))((?:Zuvor berichteten wir|Wie (?:wir )?bereits (?:gemeldet|berichtet)"
    r"|Wir berichteten bereits|Zuvor hatten wir berichtet|(?:As we|Earlier we|We earlier|Previously"
    r" we) reported|As (?:we )?(?:previously )?reported)\b[^\n]{0,500})$"
)


@dataclass(frozen=True)
class Mention:
    """A source by the name the text gives it, and the words that credit it."""

    name: str
    relation: str
    phrase: str


def mentions(passages: list[str]) -> tuple[Mention, ...]:
    """Every source once, in order."""
    found: dict[str, Mention] = {}
    for passage in passages:
        for one in mentions_in(passage[:4000]):
            found.setdefault(one.name, one)
    return tuple(found.values())


def mentions_in(passage: str) -> Iterator[Mention]:
    for relation, openings in BEFORE.items():
        for opening in openings:
            for match in re.finditer(rf"\b{opening} {NAME}", passage):
                name = (match["quoted"] or match["bare"]).rstrip(".,;:")
                yield Mention(name, relation, match[0].rstrip(".,;:"))


def closing_sentence(passage: str) -> str:
    """The sentence at the end that says what was reported before, or ""."""
    match = CLOSERS.search(passage[-700:])
    return match[1] if match else ""
