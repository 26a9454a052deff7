"""Finding words in printed text, however they are marked up, spaced or hyphenated."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache

#: Fewer characters would take half the text along.
FEWEST = 3
#: Letters in which the words of links are looked for: no article has as many.
FAR = 200_000
#: Marks inside a block: words in two blocks are not one passage.
MARK = r"</?(?:a|br|em|span|strong|sub|sup)\b[^<>]*>"
SOFT = rf"(?:\u00ad|&shy;|{MARK})*"
GAP = rf"(?:[\s\u00ad]|&nbsp;|&shy;|{MARK})+"
TOKEN = re.compile("<[^<>]*>|[^<]+")
#: What a text is made of: letters, one letter as HTML escapes it, gaps, and tags between blocks.
RUN = re.compile(
    rf"(?P<escaped>&(?:amp|lt|gt|quot|\#x27);)|&nbsp;|&shy;|{MARK}|[\s\u00ad]+"
    r"|(?P<parting><[^<>]*>)|(?P<letters>[^\s\u00ad<&]+|[<&])"
)
BLANK = re.compile(r"[\s\u00ad]+|&nbsp;|&shy;")
MARKS = re.compile(MARK)
#: Letters whose small ones are two, or are another letter's as well: as patterns take them.
LOWER = {"İ": "i", "ı": "i", "\ufb05": "\ufb06", "\u0390": "\u1fd3", "\u03b0": "\u1fe3"}
LINK = re.compile('(href|data-embed)="[^"]*"')
#: What stands in the place of an address that holds the words: a way to the front, and no embed.
NOWHERE = {"href": 'href="/"', "data-embed": 'data-embed="removed"'}


def passages(words: str, texts: Iterable[str]) -> list[str]:
    """Every spelling in which `words` stand in these texts, the longest first.

    Case, kind of space, soft hyphens, entities and marks in between do not matter.
    """
    pattern, needle = pattern_of(words), needle_of(words)
    found = {
        match.group()
        for text in texts
        if may_stand(needle, text)
        for match in pattern.finditer(text)
    }
    return sorted(found, key=lambda one: (-len(one), one))


def may_stand(needle: str, text: str) -> bool:
    """Whether the letters are there at all, in a tag or outside: looking closer takes long."""
    plain = BLANK.sub("", text)
    bare = BLANK.sub("", MARKS.sub("", text))
    forms = (plain, bare, html.unescape(plain), html.unescape(bare))
    return any(needle in "".join(map(small, one)) for one in dict.fromkeys(forms))


def needle_of(words: str) -> str:
    return "".join(small(one) for one in words if not one.isspace() and one != "\u00ad")


class Letters:
    """A text outside of its tags by its letters alone, in which words are found in one pass.

    Only the first are looked at. The pattern alone would begin anew at every letter: in two
    megabytes of one letter that takes seconds for a word. So it looks where the letters are right.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        #: Where each run of letters begins in the text, and in what is kept of it.
        self.starts, self.kept = [0], [0]
        parts, length = [], 0
        for found in RUN.finditer(text):
            letters = told(found)
            if letters:
                self.starts.append(found.start())
                self.kept.append(length)
                parts.append(letters)
                length += len(letters)
            if length > FAR:
                break
        self.letters = "".join(parts)[:FAR]

    def find(self, words: str) -> Iterator[re.Match[str]]:
        """Wherever they stand, however marked up; places do not overlap."""
        needle = needle_of(words)
        if not needle:
            return
        at = self.letters.find(needle)
        if at < 0:
            return
        pattern = pattern_of(words)  # which takes as long as all the rest
        while at >= 0:
            found = pattern.match(self.text, self.place(at))
            if found:
                yield found
            at = self.letters.find(needle, self.count(found.end()) if found else at + 1)

    def place(self, at: int) -> int:
        """Where a kept letter stands in the text."""
        run = bisect_right(self.kept, at) - 1
        return self.starts[run] + at - self.kept[run]

    def count(self, place: int) -> int:
        """How many letters are kept of what stands before this place."""
        run = bisect_left(self.starts, place) - 1
        following = self.kept[run + 1] if run + 1 < len(self.kept) else len(self.letters)
        return min(self.kept[run] + place - self.starts[run], following)


def told(run: re.Match[str]) -> str:
    """The letters of a run; "" for what may stand inside a word or between two."""
    if run["letters"]:
        return "".join(map(small, run["letters"]))
    if run["escaped"]:
        return small(html.unescape(run["escaped"]))
    return "\0" if run["parting"] else ""


@lru_cache(maxsize=4096)
def small(letter: str) -> str:
    """One letter for all that a pattern without case takes for it."""
    lower = LOWER.get(letter) or letter.lower()
    folded = lower.casefold()
    return folded if len(folded) == 1 else lower


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
