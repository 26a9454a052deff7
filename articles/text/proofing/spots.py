"""What a finder finds, and what it passes over: addresses, code, and other people's words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Addresses, and what stands between back ticks: no typesetter touches them.
KEPT = re.compile(
    r"`[^`\n]{0,500}`"
    r"|\b(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|(?<![\w.])(?:[a-z0-9-]{1,63}\.){1,4}(?:de|at|ch|com|org|net|eu|io|info|uk)(?:/\S*)?(?!\w)"
)
#: What opens a quotation, and the marks that may close it, the right one first.
CLOSES = {"„": '“”"', "«": "»", "»": "«", "“": "”“", '"': '"'}
OPENING = re.compile(f"[{''.join(CLOSES)}]")
CLOSING = {mark: re.compile(f"[{ends}]") for mark, ends in CLOSES.items()}
#: Behind these a quotation may begin; before these it may not end.
BEFORE = " \t\n\u00a0\u202f([{–—-/:"
BLANK = " \t\n\u00a0\u202f"


@dataclass(frozen=True)
class Spot:
    """A place in a text, and what there is to say of it."""

    start: int
    end: int
    said: str = ""


@dataclass(frozen=True)
class Quotation:
    """Somebody's words with the marks around them: `start` and `end` include both."""

    start: int
    end: int
    marks: str


def kept(text: str) -> list[tuple[int, int]]:
    """Where nothing is to be changed."""
    return [one.span() for one in KEPT.finditer(text)]


def quotations(text: str) -> Iterator[Quotation]:
    """The outermost quotations, whatever marks they have; an unclosed mark is none."""
    closed: dict[str, bool] = {}
    at = 0
    while found := OPENING.search(text, at):
        at, one = found.start(), found[0]
        if closed.get(one) is not False and opens(text, at):
            end = closing(text, at)
            closed[one] = end > 0
            if end > 0:
                yield Quotation(at, end + 1, one + text[end])
                at = end
        at += 1


def opens(text: str, at: int) -> bool:
    """Whether the mark at this place begins something: a word follows, and none stands before."""
    return (
        at + 1 < len(text)
        and text[at + 1] not in BLANK
        and (not at or text[at - 1] in BEFORE or text[at - 1] in CLOSES)
    )


def closing(text: str, start: int) -> int:
    """Where the quotation that begins here ends, or -1."""
    for found in CLOSING[text[start]].finditer(text, start + 1):
        if text[found.start() - 1] not in BLANK:
            return found.start()
    return -1


def inside(at: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of these."""
    return any(start <= at < end for start, end in spans)
