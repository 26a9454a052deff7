"""Reading proof: what must not be printed, and what had better be looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.drafts.frozen import frozen
from articles.drafts.models import Article
from articles.reader import clock

from .checks import Check, Finding, Paper, checks, complete, found_by, lengths, outward, wording

__all__ = ["OURS", "Fault", "blocking", "proof"]

#: The checks that come with the house, by being imported.
OURS = (complete, lengths, wording, outward)


@dataclass(frozen=True)
class Fault:
    """One finding. A blocking one keeps the door shut; the others are advice."""

    code: str
    message: str
    blocking: bool
    #: Where: a field of the form; in the text a block, the first letter and the words.
    field: str = ""
    block: str = ""
    start: int = 0
    words: str = ""


def proof(
    article: Article, at: datetime | None = None, words: dict[str, Any] | None = None
) -> list[Fault]:
    """Every fault of an article as it stands, blocking ones first.

    `at` is when readers are to have it; without one, when somebody wants it to appear, or now.
    `words` are what an edition would freeze, where a form says something else than what is saved.
    """
    paper = paper_of(article, at, words)
    ordered = sorted(checks(), key=lambda one: not one.blocking)
    return [fault for one in ordered for fault in faults(one, paper)]


def blocking(article: Article, at: datetime | None = None) -> list[Fault]:
    """Only what keeps the door shut; nobody reads advice while the press runs."""
    paper = paper_of(article, at)
    return [fault for one in checks() if one.blocking for fault in faults(one, paper)]


def paper_of(
    article: Article, at: datetime | None = None, words: dict[str, Any] | None = None
) -> Paper:
    wanted, now = at or article.live_from, clock.now()
    return Paper(article, words or frozen(article), wanted if wanted and wanted > now else now)


def faults(one: Check, paper: Paper) -> Iterator[Fault]:
    for found in found_by(one, paper):
        yield fault(one, found)


def fault(one: Check, found: Finding) -> Fault:
    return Fault(
        found.code or one.name,
        found.message,
        one.blocking,
        found.field,
        found.block,
        found.start,
        found.words,
    )
