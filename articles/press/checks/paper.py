"""What a check reads: an article as it stands, saved or not, in passages of plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from articles.drafts.models import Article
from articles.press import wire_faults
from articles.text.blocks import split

#: Letters of a passage, and of a whole text, that are read for advice.
LONGEST, MOST = 20_000, 200_000


@dataclass(frozen=True)
class Finding:
    """What a check has to say, and where: a field, and in the text a block and the letters."""

    message: str
    field: str = ""
    block: str = ""
    start: int = 0
    words: str = ""
    #: A name of its own where one check says several things.
    code: str = ""


@dataclass(frozen=True)
class Passage:
    """A headline, a standfirst or one block of the text; `tag` is the block's."""

    field: str
    text: str
    block: str = ""
    tag: str = ""

    def finding(self, message: str, start: int, end: int) -> Finding:
        """Something about these letters of it."""
        return Finding(message, self.field, self.block, start, self.text[start:end])


@dataclass(frozen=True)
class Paper:
    """An article under proof. `words` are what an edition would freeze of it."""

    article: Article
    words: dict[str, Any]
    #: When readers are to have it.
    moment: datetime

    @property
    def language(self) -> str:
        return str(self.words["language"])

    @property
    def title(self) -> str:
        """What cards, tabs and search results say."""
        return str(self.words["short_headline"] or self.words["headline"])

    @cached_property
    def wire(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What its source has said since: what stops it, and what is news."""
        return wire_faults.findings(self.article, self.moment) if self.article.pk else ([], [])

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The blocks of the text that have words, as far as they are read."""
        found, letters = [], 0
        for one in split(str(self.words["body"])):
            letters += len(one.text)
            if one.text.strip() and letters <= MOST:
                found.append(Passage("body", one.text[:LONGEST], one.id, one.tag))
        return tuple(found)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything readers read, in order."""
        heads = ("headline", "short_headline", "standfirst")
        return (
            *(Passage(one, str(self.words[one])) for one in heads if self.words[one]),
            *self.body,
        )

    def search(self, pattern: str) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Where a pattern is found."""
        for passage in self.passages:
            for match in re.finditer(pattern, passage.text):
                yield passage, match
