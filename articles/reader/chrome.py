"""Head, foot and the section tree, kept in memory per stamp of the catalog: never stale."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.utils.safestring import SafeString

from articles.catalog.hues import colours, shared_out
from articles.catalog.kinds import Kind
from articles.catalog.models import House, Section
from articles.text.folding import letters

from .models import Edition, Story
from .seen import Seen
from .topics import Topics

#: Names that templates ask for on every page, though few have them. One that is missing costs
#: Django an exception, which takes as long as ten that are there.
NOTHING = dict.fromkeys(
    (
        *("archived", "branch", "canonical", "children", "dossier", "earlier", "feed", "later"),
        *("noon", "noon_of", "person", "picture", "placed", "section", "social", "subject"),
        *("told", "topic"),
    )
)


@dataclass(frozen=True)
class Chrome:
    """What stands around every page."""

    tops: tuple[Section, ...]
    by_path: dict[str, Section]
    by_id: dict[int | None, Section]
    house: House
    #: Path and title of each simple page: the imprint, whom to write to.
    pages: tuple[tuple[str, str], ...] = ()
    #: What topics are called, as far as anybody asked.
    topics: Topics = field(default_factory=Topics, compare=False)
    #: The frame's pieces as rendered: see the `frame` tag.
    rendered: dict[tuple[Any, ...], SafeString] = field(default_factory=dict, compare=False)

    @cached_property
    def hues(self) -> str:
        """A rule for each top section: its hue by day and by night."""
        oldest_first = sorted((one for one in self.tops), key=lambda one: one.pk)
        found = shared_out((one.slug, one.hue) for one in oldest_first)
        rule = '[data-section="{}"]{{--hue:light-dark({},{})}}'
        return "".join(rule.format(slug, *colours(hue)) for slug, hue in found.items())

    def children(self, section: Section) -> list[Section]:
        return [one for one in self.by_id.values() if one.parent_id == section.pk]


def chrome(catalog: int) -> Chrome:
    """Sections, simple pages, the house as of this stamp; three queries where it is new.

    What is in memory is what the next answer is begun with.
    """
    found = read(catalog)
    Seen.latest = catalog
    return found


def forget() -> None:
    """All of it: only where the database goes back, as after a test."""
    read.cache_clear()
    Seen.latest = None


@lru_cache(maxsize=2)
def read(catalog: int) -> Chrome:
    sections = list(Section.objects.in_order())
    return Chrome(
        tops=tuple(one for one in sections if one.parent_id is None),
        by_path={one.path: one for one in sections},
        by_id={one.pk: one for one in sections},
        house=House.objects.shown(),
        pages=tuple(standing_pages()),
    )


def standing_pages() -> list[tuple[str, str]]:
    """The simple pages that readers have, by title."""
    live = Edition.objects.current().filter(story__in=Story.objects.live().filter(kind=Kind.PAGE))
    return sorted(
        ((one.story.path, one.title) for one in live.select_related("story")),
        key=lambda one: letters(one[1]),
    )
