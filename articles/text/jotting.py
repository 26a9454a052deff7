"""What is typed in haste, as a text: every line a paragraph, every address a link."""

import re
import unicodedata
from html import escape

from .blocks import clean, plain
from .typography import first

#: Characters of one entry, and of the line that stands for it.
LONGEST, LINE = 20_000, 200
#: Punctuation at the end belongs to the sentence.
ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)'’]")


def jotted(text: str) -> str:
    """Cleaned HTML of plain text. Raises Unclean."""
    lines = unicodedata.normalize("NFC", text.replace("\0", "")).splitlines()
    return clean("".join(f"<p>{paragraph(one)}</p>" for line in lines if (one := line.strip())))


def paragraph(line: str) -> str:
    """Its words escaped, the addresses among them as links."""
    done, at = "", 0
    for found in ADDRESS.finditer(line):
        address = escape(found[0])
        done += f'{escape(line[at : found.start()], quote=False)}<a href="{address}">{address}</a>'
        at = found.end()
    return done + escape(line[at:], quote=False)


def line_of(headline: str, body: str) -> str:
    """What stands for an entry elsewhere: its headline, or its first sentence."""
    said = headline or first(plain(body))
    return said if len(said) <= LINE else f"{said[: LINE - 2].rsplit(' ', 1)[0]} …"
