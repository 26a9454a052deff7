"""Reprint: what is derived from an edition's words, made again."""

from collections.abc import Iterable

from articles.reader.models import Edition, Rendering, Story
from articles.reader.printing import render

FIELDS = ("head", "top", "body", "card", "item")


def reprint(editions: Iterable[Edition]) -> int:
    """Render these editions anew; returns how many. Their words are not touched."""
    count = 0
    for edition in editions:
        fresh = render(edition)
        values = {name: getattr(fresh, name) for name in FIELDS}
        Rendering.objects.update_or_create(edition=edition, defaults=values)
        count += 1
    return count


def reprint_story(story: Story) -> int:
    return reprint(story.editions.select_related("story__section__parent"))
