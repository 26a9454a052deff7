"""A story as every format of the trade tells it, and the notice that there is none any more."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from articles.catalog.kinds import LISTED, Kind
from articles.catalog.models import Person, Section
from articles.catalog.people import people as people_by_key
from articles.reader import figures
from articles.reader.body import for_feed
from articles.reader.chrome import Chrome
from articles.reader.models import Edition, Gone, StoryTag
from articles.reader.tags import absolute
from articles.text.blocks import without_ids

from .ticker import Said, said_in


@dataclass(frozen=True)
class News:
    """The current edition of a live story. `version` only grows, through withdrawals as well."""

    edition: Edition
    section: Section | None
    #: [{"name", "slug", "kind"}, …]
    topics: list[dict[str, str]]
    #: [{"name", "slug", "role"}, …] under the names people have today.
    bylines: list[dict[str, Any]]
    #: The newest first.
    corrections: list[Edition]
    #: Of a ticker, the newest first.
    entries: list[Said] = field(default_factory=list)
    #: The newsroom, which holds the rights.
    owner: str = ""

    @property
    def uid(self) -> UUID:
        return self.edition.story.uid

    @property
    def version(self) -> int:
        story = self.edition.story
        return self.edition.number + 2 * story.withdrawals + story.turns

    @property
    def changed(self) -> datetime:
        """When it last said anything new, in an edition or in an entry."""
        return max(self.edition.live_from, self.edition.story.turned_at or self.edition.live_from)

    @property
    def url(self) -> str:
        return f"{settings.SITE_URL}{self.edition.story.path}"

    @property
    def body(self) -> str:
        """HTML whose links work anywhere, without its pictures: their rights are the site's."""
        return absolute(figures.for_feed(for_feed(without_ids(self.edition.body)), []))

    @property
    def by(self) -> str:
        return ", ".join(one["name"] for one in self.bylines if not one["role"])


@dataclass(frozen=True)
class Kill:
    """A story that was live and must be used no more."""

    uid: UUID
    version: int
    published: datetime
    at: datetime
    kind: str
    reason: str
    owner: str


def current() -> QuerySet[Edition]:
    """What `news_of` needs of the current editions."""
    rows = StoryTag.objects.filter(story=OuterRef("story")).order_by("tag__name")
    about = JSONObject(name="tag__name", slug="tag__slug", kind="tag__kind")
    found = Edition.objects.current().filter(story_kind__in=LISTED).select_related("story")
    return found.annotate(topics=ArraySubquery(rows.values(topic=about)))


def news_of(editions: Iterable[Edition], known: Chrome) -> list[News]:
    """Two queries, however many there are, and one more where there are tickers among them."""
    found = list(editions)
    people = {one["person"] for edition in found for one in edition.bylines}
    names = people_by_key(people)
    fixes: dict[int, list[Edition]] = {}
    rows = Edition.objects.filter(
        kind=Edition.Kind.CORRECTION, story__in=[one.story_id for one in found]
    )
    for one in rows.order_by("-number"):
        fixes.setdefault(one.story_id, []).append(one)
    tickers = [one.story_id for one in found if one.story.kind == Kind.TICKER]
    said = said_in(tickers) if tickers else {}
    return [
        News(
            edition,
            known.by_id.get(edition.story.section_id),
            getattr(edition, "topics", []),
            [named(one, names) for one in edition.bylines],
            fixes.get(edition.story_id, []),
            said.get(edition.story_id, []),
            known.house.name,
        )
        for edition in found
    ]


def named(byline: dict[str, Any], people: dict[int, Person]) -> dict[str, Any]:
    person = people.get(byline["person"])
    return byline | ({"name": person.name, "slug": person.slug} if person else {})


def kill_of(gone: Gone, known: Chrome) -> Kill | None:
    """None where all but the address has been purged."""
    if gone.uid is None:
        return None
    told = (gone.uid, gone.version, gone.published_at, gone.at, gone.kind, gone.reason)
    return Kill(*told, owner=known.house.name)
