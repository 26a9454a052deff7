"""Plain text as it comes to the desk: what is headline, what is lead, what is text."""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from html import escape
from itertools import groupby

from articles.text.blocks import LONGEST, Unclean, clean

from .mentions import Mention, closing_sentence, mentions

#: Characters of a second, short headline and of a subhead, at the most.
SHORT, SUBHEAD = 120, 100
#: A no-break space is somebody's decision and stays.
BLANKS = re.compile(r"[ \t]+")
CLOSING = tuple('.!?…:;,"»“”')
GERMAN = "der die das und ist nicht ein eine den von mit zu im auf für dem des sich"
ENGLISH = "the and of to in is that for on with was as at by from are be has"


class Unreadable(Exception):
    """A file that cannot become an article; says which and why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name, self.why = name, why

    def __str__(self) -> str:
        return self.why


class WrongEncoding(Unreadable):
    """Its bytes are no UTF-8."""


class EmptyFile(Unreadable):
    """There is nothing in it."""


@dataclass(frozen=True)
class Copy:
    """What was read: every word of the file, each in one place."""

    headline: str
    short_headline: str
    standfirst: str
    #: Cleaned HTML; the closing sentence stands in it as well.
    body: str
    language: str
    credits: tuple[Mention, ...]
    #: "Zuvor berichteten wir, dass …", word for word, or "".
    closing: str


def decode(data: bytes, name: str) -> str:
    """The file's text. Raises Unreadable: nothing is guessed, since a wrong guess changes words."""
    if len(data) > LONGEST:
        raise Unreadable(name, "It is larger than two megabytes; split it.")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongEncoding(
            name, f"It is not UTF-8 (byte {error.start + 1}); save it as UTF-8 and try again."
        ) from error
    if "\0" in text:
        raise Unreadable(name, "It is not a text: there are NUL bytes in it.")
    if not text.strip():
        raise EmptyFile(name, "It is empty.")
    return text


def read(text: str, language: str = "") -> Copy:
    """Headline, perhaps a short headline, lead, and the rest with its subheads."""
    parts = paragraphs(unicodedata.normalize("NFC", text))
    if not parts:
        raise EmptyFile("", "It is empty.")
    headline, rest = parts[0], parts[1:]
    short = rest.pop(0) if has_short_headline(rest) else ""
    standfirst = rest.pop(0) if rest and not is_subhead(rest, 0) else ""
    return Copy(
        headline=headline,
        short_headline=short,
        standfirst=standfirst,
        body=marked_up(rest),
        language=language or guess(text),
        credits=mentions([standfirst, *rest[:2]]),
        closing=closing_sentence(rest[-1] if rest else standfirst),
    )


def marked_up(parts: list[str]) -> str:
    """The body's HTML."""
    try:
        return clean("".join(block(parts, at) for at in range(len(parts))))
    except Unclean as refusal:
        raise Unreadable("", str(refusal)) from refusal


def paragraphs(text: str) -> list[str]:
    """Parted by empty lines; where there are none, every line is one."""
    lines = [BLANKS.sub(" ", line).strip(" ") for line in text.splitlines()]
    lines = [line if line.strip() else "" for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    if "" not in lines[next((at for at, line in enumerate(lines) if line), 0) :]:
        return [line for line in lines if line]
    parts = (" ".join(group) for full, group in groupby(lines, bool) if full)
    return list(parts)


def has_short_headline(rest: list[str]) -> bool:
    """A line without closing punctuation between headline and a lead that is longer."""
    return (
        len(rest) > 1
        and len(rest[0]) <= SHORT
        and not rest[0].endswith(CLOSING)
        and len(rest[1]) > len(rest[0])
        and not is_title(rest[1])
    )


def is_subhead(parts: list[str], at: int) -> bool:
    """A short line without closing punctuation, before something that is none."""
    return is_title(parts[at]) and at + 1 < len(parts) and not is_title(parts[at + 1])


def is_title(part: str) -> bool:
    return len(part) <= SUBHEAD and not part.rstrip('»“”"').endswith(CLOSING)


def block(parts: list[str], at: int) -> str:
    tag = "h2" if is_subhead(parts, at) else "p"
    return f"<{tag}>{escape(parts[at], quote=False)}</{tag}>"


def guess(text: str) -> str:
    """German unless there are more English words of the commonest kind."""
    words = Counter(re.findall(r"[a-zäöüß]+", text.lower()))
    german, english = (sum(words[word] for word in few.split()) for few in (GERMAN, ENGLISH))
    return "en" if english > german else "de"
