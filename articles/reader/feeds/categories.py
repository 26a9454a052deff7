"""Where a story stands among others: its section and its topics, under today's names."""

from typing import NamedTuple

from django.conf import settings

from articles.reader.chrome import Chrome

from .channel import Line


class Category(NamedTuple):
    """A name, and the list of names that it is one of."""

    term: str
    scheme: str
    label: str


def categories(line: Line, known: Chrome) -> list[Category]:
    section = known.by_id.get(line.section or 0)
    own = [Category(section.path, f"{settings.SITE_URL}/", section.title)] if section else []
    scheme = f"{settings.SITE_URL}/topics/"
    return own + [
        Category(one.slug, scheme, one.name) for one in known.topics.of(line.topics or ())
    ]
