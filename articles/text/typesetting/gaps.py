"""Spaces at which no line may break: in "5 km", "z. B." and "13 000"."""

import re
from collections.abc import Iterable, Iterator

from .edits import Edit, Span, applied, outside

FIRM, NARROW = "\u00a0", "\u202f"
GROUPS = re.compile(r"(?<!\d )(?<![\d.,:/-])\d{1,3}(?: \d{3})+(?![\d])")
_UNITS = r"km/h|km|cm|mm|m²|m³|m|kg|mg|g|t|l|ha|kWh|MWh|kW|MW|GW|Hz|°C|°F|%|‰|€|\$|£|Mio\.|Mrd\."
UNITS = {
    "de": rf"{_UNITS}|Prozent|Grad|Euro|Franken|Dollar|Uhr|Millionen|Milliarden|Meter|Kilometer"
    r"|Tonnen|Liter|Hektar|Kilogramm",
    "en": rf"{_UNITS}|per cent|percent|degrees|euros|pounds|dollars|million|billion|trillion|miles"
    r"|metres|meters|kilometres|kilometers|tonnes|tons|acres|am|pm|a\.m\.|p\.m\.|GMT",
}
#: Abbreviations of two parts and more, which belong closer together.
SHORT = {
    "de": r"z\. ?B\.|d\. h\.|u\. a\.|o\. ä\.|i\. d\. R\.|v\. a\.|z\. T\.|s\. o\.|s\. u\.|n\. Chr\."
    r"|v\. Chr\.|a\. D\.|u\. U\.|i\. A\.|z\. Zt\.|a\. M\.|e\. V\.",
    "en": r"i\. e\.|e\. g\.|p\. m\.|a\. m\.",
}
#: What belongs to the word or number behind it.
LEADING = {
    "de": r"(?:Nr|S|Art|Abs|Kap|Bd)\.(?= \d)|§§?(?= \d)|(?:Dr|Prof|St)\.(?= [A-ZÄÖÜ])",
    "en": r"(?:No|p|pp|vol|Fig)\.(?= \d)|§§?(?= \d)|(?:Dr|Mr|Mrs|Ms|Prof|St)\.(?= [A-Z])",
}
_MONATE = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATES = {
    "de": rf"(?<![\d.])\d{{1,2}}\.(?= (?:{_MONATE})\b)",
    "en": rf"(?<![\d.])\d{{1,2}}(?= (?:{_MONTHS})\b)|\b(?:{_MONTHS})(?= \d{{1,2}}\b)",
}


def firm(tongue: str) -> re.Pattern[str]:
    """What has a space behind it that is to be firm."""
    units = rf"(?<=\d)(?= (?:{UNITS[tongue]})(?!\w))"
    return re.compile(rf"{units}|(?<!\w)(?:{LEADING[tongue]})|{DATES[tongue]}")


FIRMS = {tongue: firm(tongue) for tongue in UNITS}
SHORTS = {tongue: re.compile(rf"(?<![\w.])(?:{SHORT[tongue]})") for tongue in SHORT}


def found(text: str, language: str) -> Iterator[Edit]:
    """Every plain space that ought to be a firm or a narrow one."""
    tongue = language.split("-")[0].lower()
    narrow = [GROUPS, *([SHORTS[tongue]] if tongue in SHORTS else [])]
    for one in narrow:
        for match in one.finditer(text):
            for at in range(*match.span()):
                if text[at] == " ":
                    yield Edit(at, at + 1, NARROW)
    if tongue in FIRMS:
        for match in FIRMS[tongue].finditer(text):
            yield Edit(match.end(), match.end() + 1, FIRM)


def edits(text: str, language: str, away: Iterable[Span] = ()) -> list[Edit]:
    """The firm spaces, each once: a group's comes before a unit's."""
    first = {one.start: one for one in reversed(list(found(text, language)))}
    return outside(first.values(), text, away)


def glued(text: str, language: str) -> str:
    """`text` with its firm spaces: what may be done to any text without asking."""
    return applied(text, edits(text, language))
