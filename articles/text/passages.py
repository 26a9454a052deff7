"""Finding words in printed text, however they are marked up, spaced or hyphenated."""

import html
import re
from collections.abc import Iterable

#: Fewer characters would take half the text along.
FEWEST = 3
#: Marks inside a block: words in two blocks are not one passage.
MARK = r"</?(?:a|br|em|span|strong|sub|sup)\b[^<>]*>"
SOFT = rf"(?:\u00ad|&shy;|{MARK})*"
GAP = rf"(?:[\s\u00ad]|&nbsp;|&shy;|{MARK})+"
TOKEN = re.compile("<[^<>]*>|[^<]+")
LINK = re.compile('(href|data-embed)="[^"]*"')
#: What stands in the place of an address that holds the words: a way to the front, and no embed.
NOWHERE = {"href": 'href="/"', "data-embed": 'data-embed="removed"'}


def passages(words: str, texts: Iterable[str]) -> list[str]:
    """Every spelling in which `words` stand in these texts, the longest first.

    Case, kind of space, soft hyphens, entities and marks in between do not matter.
    """
    pattern = pattern_of(words)
    found = {match.group() for text in texts for match in pattern.finditer(text)}
    return sorted(found, key=lambda one: (-len(one), one))


def struck(text: str, found: list[str], marker: str) -> str:
    """Plain text with a marker in the place of these passages."""
    for passage in found:
        text = text.replace(passage, marker)
    return text


def struck_html(body: str, found: list[str], marker: str) -> str:
    """The same for a body: tags stay, and of a link's address nothing does that holds them."""
    for passage in found:
        if "<" in passage:
            tags = "".join(one for one in TOKEN.findall(passage) if one[0] == "<")
            body = body.replace(passage, marker + tags)

    def strike(token: re.Match[str]) -> str:
        text = token.group()
        if text[0] != "<":
            return struck(text, found, marker)
        link = LINK.search(text)
        holds = link and struck(link.group(), found, "") != link.group()
        return text.replace(link.group(), NOWHERE[link[1]]) if link and holds else text

    return TOKEN.sub(strike, body)


def pattern_of(words: str) -> re.Pattern[str]:
    parts = (SOFT.join(letter(one) for one in word) for word in words.split())
    return re.compile(GAP.join(parts), re.IGNORECASE)


def letter(one: str) -> str:
    """A character, plain or as HTML escapes it."""
    escaped = html.escape(one)
    plain = re.escape(one)
    return plain if escaped == one else f"(?:{re.escape(escaped)}|{plain})"
