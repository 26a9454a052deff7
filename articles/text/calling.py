"""Who is called by @name in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping

#: As Django allows them in names of accounts; an address has no blank before its @.
CALL = re.compile(r"(?<![\w@.+-])@(\w[\w.@+-]*)")
#: What may end a sentence as well as a name.
ENDS = ".@+-"
#: People called in one text.
MOST = 50


def spellings(name: str) -> Iterator[str]:
    """What was typed, and the same without what may belong to the sentence."""
    yield name
    while name[-1:] and name[-1] in ENDS:
        name = name[:-1]
        if name:
            yield name


def called(text: str) -> list[str]:
    """Every name that may be meant, without its @, each once."""
    found = dict.fromkeys(
        one for match in CALL.finditer(text) for one in spellings(match[1]) if one
    )
    return list(found)[:MOST]


def strangers(text: str, known: Iterable[str]) -> list[str]:
    """Names called that are none of these, whatever their case."""
    here = {one.casefold() for one in known}
    calls = dict.fromkeys(match[1].rstrip(ENDS) for match in CALL.finditer(text))
    return [
        name
        for name in calls
        if name and not {one.casefold() for one in (*spellings(name), name)} & here
    ]


def pieces(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The text in pieces: (words, "") or (call, whose); `known` has names by folded account."""
    done = 0
    for match in CALL.finditer(text):
        name = next((one for one in spellings(match[1]) if one.casefold() in known), "")
        if name:
            end = match.start() + 1 + len(name)
            yield text[done : match.start()], ""
            yield text[match.start() : end], known[name.casefold()]
            done = end
    yield text[done:], ""
