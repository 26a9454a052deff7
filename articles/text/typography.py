"""What a typesetter would do by hand."""

import re

from .promises import END

#: Marks that hang in the margin, so that the first letter stands flush.
OPENING = ("«", "„", "“")
#: Between two sentences, the first of them not too short to say something.
CUT = re.compile(r"(?<=.{60})(?<![ .(]\w\.)(?<![ .(]\w\w\.)(?<=[.!?…»“”\"])\s+(?=[«„“\"]?[A-ZÄÖÜ])")


def hangs(text: str) -> bool:
    """Whether a headline opens with a quotation mark."""
    return text.lstrip().startswith(OPENING)


def first(text: str) -> str:
    """The first sentence."""
    text = text.strip()
    found = END.search(text)
    return text[: found.end()] if found else text


def opening(text: str) -> tuple[str, str]:
    """The first sentence or two of a standfirst, and the rest: beside a lead a glance is enough.

    An abbreviation ends no sentence: what stands before the cut has some length.
    """
    found = CUT.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")
