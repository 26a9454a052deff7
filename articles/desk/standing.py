"""What readers have of an article: derived for a whole page of them in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from articles.drafts.models import Article, Version
from articles.reader.clock import Clock
from articles.reader.models import Edition, Story


@dataclass(frozen=True)
class Standing:
    """One story as readers have it, or have it not. Moments are aware."""

    path: str = ""
    live_from: datetime | None = None
    due_from: datetime | None = None
    #: When readers got the edition they have.
    edition_from: datetime | None = None
    number: int = 0
    digest: str = ""
    withdrawn: bool = False
    words: str = ""

    @property
    def live(self) -> bool:
        return bool(self.number) and not self.withdrawn

    @property
    def due(self) -> bool:
        return self.due_from is not None

    @property
    def changed(self) -> bool:
        """Whether the working copy says something else than what readers have."""
        return self.live and self.digest != self.words

    @property
    def printable(self) -> bool:
        """Whether publishing would give readers anything new."""
        return not (self.due or self.withdrawn) and (self.changed or not self.live)

    @property
    def marks(self) -> list[str]:
        names = ("live", "due", "changed", "withdrawn")
        return [name for name in names if getattr(self, name)]


def with_standing(articles: Iterable[Article]) -> list[Any]:
    """The same articles, each with its `standing`."""
    found = list(articles)
    stories = {row["uid"]: row for row in standings([article.uid for article in found])}
    words = dict(latest_digests([article.pk for article in found]))
    for article in found:
        row = stories.get(article.uid, {})
        fields = {name: value for name, value in row.items() if name != "uid" and value is not None}
        article.standing = Standing(**fields, words=words.get(article.pk, ""))  # type: ignore[attr-defined]
    return found


def standing_of(article: Article) -> Standing:
    standing: Standing = with_standing([article])[0].standing  # type: ignore[attr-defined]
    return standing


def standings(uids: list[UUID]) -> Iterable[Any]:
    """Address, and what is live and what is due, of the stories of these articles."""
    editions = Edition.objects.filter(story=OuterRef("pk")).order_by("-number")
    current, due = editions.filter(live_from__lte=Clock()), editions.filter(live_from__gt=Clock())
    return (
        Story.objects.filter(uid__in=uids)
        .annotate(
            number=Subquery(current.values("number")[:1]),
            digest=Subquery(current.values("digest")[:1]),
            edition_from=Subquery(current.values("live_from")[:1]),
            due_from=Subquery(due.values("live_from")[:1]),
        )
        .values(
            "uid", "path", "live_from", "withdrawn", "number", "digest", "due_from", "edition_from"
        )
    )


def latest_digests(keys: list[int]) -> Iterable[tuple[int, str]]:
    """What each working copy says now, as its newest version counted it."""
    newest = Version.objects.filter(article__in=keys, number=F("article__version"))
    return newest.values_list("article_id", "digest")
