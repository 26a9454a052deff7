"""Likely related stories beside the form, each with its reasons; and "you reported this on …"."""

from dataclasses import dataclass, field
from typing import Any

from articles.catalog.links import kinds
from articles.drafts.linking import link, part
from articles.drafts.models import Article, User
from articles.drafts.models.story_link import MOST
from articles.drafts.suggesting import NAMED, Candidate, suggest
from articles.text.likeness import likeness

from .standing import with_standing

#: From here on two headlines are probably of one story.
SAME_STORY = 0.6
#: In the form: which article, and what became of it.
PREFIX, NO = "suggested-", "no"


@dataclass
class Suggestions:
    """Articles to choose from, and those that have said the same before."""

    likely: list[Candidate] = field(default_factory=list)
    #: Live stories under nearly the same headline.
    already: list[Article] = field(default_factory=list)


def suggestions(article: Article) -> Suggestions:
    found = suggest(article, 2 * NAMED)
    with_standing([one.article for one in found])
    already = [
        one.article
        for one in found
        if likeness(article.headline, one.article.headline) >= SAME_STORY
        and one.article.standing.live  # type: ignore[attr-defined]
    ]
    return Suggestions(found[:NAMED], already)


def answers(data: Any) -> dict[int, str]:
    """What was chosen for each suggested article: a kind, or "no"."""
    return {
        int(name.removeprefix(PREFIX)): data[name]
        for name in data
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal() and data[name]
    }


def accepted(data: Any) -> dict[int, str]:
    return {pk: kind for pk, kind in answers(data).items() if kind in kinds()}


def take(article: Article, chosen: dict[int, str]) -> None:
    """Link what was accepted; the caller has claimed the article."""
    linked = set(article.links.values_list("to", "kind"))
    for other in Article.objects.filter(pk__in=chosen).exclude(pk=article.pk):
        if (other.pk, chosen[other.pk]) not in linked and len(linked) < MOST:
            linked.add((other.pk, chosen[other.pk]))
            link(article, chosen[other.pk], to=other)


def refuse(article: Article, data: Any, *, by: User) -> None:
    """Remember what does not belong together; no word changes, so no version is made."""
    refused = [pk for pk, answer in answers(data).items() if answer == NO and pk != article.pk]
    part(article, Article.objects.filter(pk__in=refused), by=by)
