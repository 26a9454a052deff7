"""What topics are called, kept in memory per stamp of the catalog, which moves with every name.

A list has the same few hundred of them over and over. Asked with each story, they took a feed more
of the database's time than its stories: whoever reads a topic must first be shown to have one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from articles.catalog.models import Tag
from articles.text.folding import letters

#: Topics that are remembered; then all are forgotten, so that memory does not grow.
MOST = 20_000


class Topic(NamedTuple):
    """A topic as lines name it. `order` is its place among others, by the letters of its name."""

    order: tuple[str, str]
    name: str
    slug: str


class Topics:
    """Topics by their keys."""

    def __init__(self) -> None:
        self.known: dict[int, Topic] = {}

    def learn(self, keys: Iterable[int]) -> dict[int, Topic]:
        """So that these are known; one query where any is not. From what it returns nothing is
        taken away, whatever others ask for meanwhile."""
        asked, known = set(keys), self.known
        if missing := asked - known.keys():
            if len(known) > MOST:
                known, missing = {}, asked
                self.known = known
            found = Tag.objects.filter(pk__in=missing).values_list("pk", "name", "slug")
            for key, name, slug in found.order_by():
                known[key] = Topic((letters(name), name), name, slug)
        return known

    def of(self, keys: Iterable[int]) -> list[Topic]:
        """Those of these keys that there are, by name."""
        keys = list(keys)
        known = self.learn(keys)
        return sorted(known[key] for key in keys if key in known)
