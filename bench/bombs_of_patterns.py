"""Every pattern of the application on long rows of what patterns stumble over: one that tries
things twice takes the square of their length."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from time import process_time

import articles

#: Letters of one row, and processor seconds that a pattern may take for it.
LETTERS, SECONDS = 20_000, 0.05
#: What rows are made of.
UNITS = (
    *("a", "A", "Aa ", "a ", "1", "1 ", "1.", " ", "\n", " \n", "<", "<a ", "<a>", '<p a="', '"'),
    *("„", "[", "[a ", "*", "_", "(", "/", ".", "a.", "a-", "&", "=", "https://", "@a", "a@a."),
    *("\u00ad", "! ", "Siehe auch: ", "zuvor ", "Nach Angaben ", "gab ", "ab ab ", "teilt "),
)
#: These meet what we have written ourselves, match at one place only, or in few letters.
SPARED = {
    "articles.desk.aiming.SCHEME": "from the first letter of an address only",
    "articles.desk.house.SENDER": "a sender, as long as the form lets it be",
    "articles.desk.moment.OWN": "pages of ours",
    "articles.reader.related.IN_TEXT": "printed bodies, where each mark is closed",
    "articles.reader.tags.OWN_LINK": "pages of ours",
    "articles.text.access_log.LINE": "from the first letter of a line only",
    "articles.text.hrefs.LINK": "cleaned bodies, where each link is closed",
    "articles.text.manual.ITEM": "the guide",
    "articles.text.promising.LINKED": "cleaned bodies",
    "articles.text.sheets.TIGHT": "style sheets of ours",
    "articles.text.tables.ROW": "cleaned bodies",
    "articles.text.tables.CELL": "cleaned bodies",
    "articles.text.tokens.TAG": "until it fails once: then a blunt one takes over",
    "articles.wire.baking.hashed.HASHED": "names of files of ours",
    "articles.wire.drafting.AFTER_PLACE": "500 letters of a dateline",
    "articles.wire.knowing.BETWEEN": "500 letters of a byline",
    "articles.wire.reading.nitf.VERSIONED": "the whole of a name, from its first letter",
}
#: Modules with patterns for what nobody from outside sends.
AWAY = (".migrations", ".management", "provider")


def slowest() -> tuple[int, float, str]:
    """How many patterns; processor seconds of the slowest with its worst row, and its name."""
    found = {name: worst(one) for name, one in patterns().items()}
    name = max(found, key=lambda one: found[one])
    return len(found), found[name], name


def patterns() -> dict[str, re.Pattern[str]]:
    """Those that meet words of strangers, by where they stand."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(articles.__path__, "articles."):
        if any(one in module.name for one in AWAY):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if f"{module.name}.{name}" not in SPARED:
                found |= {f"{module.name}.{name} {at}": one for at, one in listed(value)}
    return found


def listed(value: object) -> Iterator[tuple[int, re.Pattern[str]]]:
    """A pattern, or all that a list or a table of them has."""
    several = list(value.values()) if isinstance(value, dict) else value
    rows = several if isinstance(several, list | tuple) else [value]
    for at, one in enumerate(rows):
        if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
            yield at, one


def worst(pattern: re.Pattern[str]) -> float:
    """To the end of each row; the better of two times, since others use the machine."""
    rows = (unit * (LETTERS // len(unit)) + "!" for unit in UNITS)
    return max(min(once(pattern, row), once(pattern, row)) for row in rows)


def once(pattern: re.Pattern[str], row: str) -> float:
    begun = process_time()
    for _found in pattern.finditer(row):
        pass
    return process_time() - begun
