"""Whether a headline fits where it will stand: a list, a feed, a search result, a shared card."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .paper import Finding, Paper
from .registry import check

#: Characters each place shows before it cuts.
LIST, FEED, RESULT, CARD = 110, 130, 60, 95


@check("long")
def in_lists(paper: Paper) -> Iterator[Finding]:
    if (length := len(paper.title)) > LIST:
        said = _("The headline has %(length)d characters; lists show %(most)d.")
        yield too_long(said, length, LIST)


@check("long-feed")
def in_feeds(paper: Paper) -> Iterator[Finding]:
    if (length := len(paper.words["headline"])) > FEED:
        said = _("The headline has %(length)d characters; feed readers show about %(most)d.")
        yield too_long(said, length, FEED)


@check("long-result")
def in_search_results(paper: Paper) -> Iterator[Finding]:
    if (length := len(paper.words["search_title"] or paper.title)) > RESULT:
        said = _(
            "A search result shows about %(most)d characters of the title; it has %(length)d."
            " A short headline helps."
        )
        yield too_long(said, length, RESULT)


@check("long-card")
def on_cards(paper: Paper) -> Iterator[Finding]:
    if (length := len(paper.words["headline"])) > CARD:
        said = _("The headline has %(length)d characters; networks show about %(most)d of a link.")
        yield too_long(said, length, CARD)


def too_long(said: str, length: int, most: int) -> Finding:
    return Finding(said % {"length": length, "most": most}, "headline")
