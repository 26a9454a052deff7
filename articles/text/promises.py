"""Sentences that say what was reported before: recognised in German and English, never changed.

Only what a newsroom says of itself counts ("we"), and only where something is named: after "that",
after a colon, or between quotation marks. What is found is offered to an editor as a promise.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .headlines import normal

#: Characters of a passage in which promises are looked for, and of what one may quote.
LONGEST, MOST = 20_000, 300
#: Fewer words name no story.
FEWEST = 2

_TAG = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_WEEK = r"(?:[Vv]ergangene|[Vv]orige|[Ll]etzte) (?:Woche|Nacht)"
_WANN = rf"(?:zuvor|bereits|schon|früher|gestern|vorgestern|kürzlich|neulich|am {_TAG}|{_WEEK})"
_ERST = (
    rf"(?:(?:[Bb]ereits|[Ss]chon) )?"
    rf"(?:[Zz]uvor|[Ff]rüher|[Vv]orgestern|[Gg]estern|[Kk]ürzlich|[Aa]m {_TAG}|{_WEEK})"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_LAST = rf"[Ll]ast (?:week|month|year|night|{_DAY})"
_ADV = r"(?:earlier|previously|already)"
_LATER = rf"(?:{_ADV}|yesterday|on {_DAY}|{_LAST})"
_FIRST = (
    r"(?:Earlier(?: (?:today|this (?:week|month|year)))?|Previously|Yesterday|This morning"
    rf"|On {_DAY}|{_LAST})"
)
#: What joins the opening to what it names: a clause, a colon, or a quotation.
_DASS = r"(?:, da(?:ss|ß) |: | über (?=[«„\"]))"
_THAT = r"(?: that |: | (?:on|about) (?=[“‘\"]))"
OPENING = re.compile(
    "|".join(
        (
            rf"(?:{_ERST}) (?:berichteten|meldeten) wir{_DASS}",
            rf"(?:{_ERST}) (?:haben|hatten) wir (?:berichtet|gemeldet){_DASS}",
            rf"Wir (?:berichteten|meldeten) (?:{_WANN} ?)+{_DASS}",
            rf"Wir (?:haben|hatten) (?:{_WANN} )+(?:berichtet|gemeldet){_DASS}",
            rf"Wie (?:{_WANN} )*(?:berichtet|gemeldet)(?:, |: )",
            rf"Wie wir (?:{_WANN} )*(?:berichteten|meldeten|(?:berichtet|gemeldet) ha(?:ben|tten))"
            r"(?:, |: )",
            r"(?:Lesen Sie (?:auch|dazu|dazu auch|hierzu|mehr dazu)|Mehr (?:dazu|zum Thema)"
            r"|Siehe (?:auch|dazu)): ",
            rf"As (?:we (?:ha(?:ve|d) )?)?(?:{_ADV} )?reported(?: {_LATER})?(?:, |: )",
            rf"{_FIRST},? we reported{_THAT}",
            rf"We (?:ha(?:ve|d) )?{_ADV} reported{_THAT}",
            rf"We (?:ha(?:ve|d) )?reported (?:{_LATER}){_THAT}",
            r"(?:Read also|Also read|Read more(?: on this)?|See also|Related(?: stor(?:y|ies))?"
            r"|Previously reported): ",
        )
    )
)
#: Where a sentence may begin: only there an opening is looked for.
BEGINNING = re.compile(r"\A\s*|[.!?…:»“”\"’]\s+")
#: Every opening has one of these. Looked for first, since most passages promise nothing.
HINTS = (
    *("bericht", "gemeldet", "meldete", "reported", "Lesen Sie", "Mehr ", "Siehe "),
    *("Read also", "Also read", "Read more", "See also", "Related"),
)
#: A full stop behind a number, a single letter or a title ends no sentence.
END = re.compile(
    r"(?<![\s.(]\w)(?<!\d)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bNr)[.!?…]+[»“”\"’]?(?=\s|$)"
)
CLOSING = {"«": "»", "„": "“", "“": "”", "‘": "’", '"': '"', "»": "«"}


@dataclass(frozen=True)
class Promise:
    """A sentence, and what it names, both as they stand in the text."""

    sentence: str
    quoted: str


def promises(passages: Iterable[str]) -> list[Promise]:
    """Every promise once, in order; `passages` are blocks of plain text."""
    found: dict[str, Promise] = {}
    for passage in passages:
        for one in promises_in(passage[:LONGEST]):
            found.setdefault(normal(one.quoted), one)
    return list(found.values())


def promises_in(passage: str) -> Iterator[Promise]:
    """The promises of one block."""
    passage = passage.replace("\u00ad", "")
    if not any(hint in passage for hint in HINTS):
        return
    for beginning in BEGINNING.finditer(passage):
        opening = OPENING.match(passage, beginning.end())
        if opening is None or inside_quotation(passage[: opening.start()]):
            continue
        end = END.search(passage, opening.end())
        rest = passage[opening.end() : end.end() if end else len(passage)]
        quoted = named(rest)
        if len(normal(quoted).split()) >= FEWEST and len(quoted) <= MOST:
            yield Promise(passage[opening.start() : opening.end() + len(rest)], quoted)


def inside_quotation(before: str) -> bool:
    """Whether a quotation is open after these words."""
    german = "„" in before
    pairs = (("„", "“"), ("«", "»")) if german else (("«", "»"), ("“", "”"))
    unclosed = any(before.count(a) > before.count(b) for a, b in pairs)
    return unclosed or before.count('"') % 2 == 1


def named(rest: str) -> str:
    """What a sentence names: without its full stop and without the marks around all of it."""
    text = rest.strip().rstrip(".!… ")
    close = CLOSING.get(text[:1])
    if close:
        end = text.find(close, 1)
        if end > 0 and not text[end + 1 :].strip(".!?… "):
            return text[1:end].strip()
    return text
