"""A story's page: its current edition as printed, and what stands around it, in one statement."""

from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from . import lists
from .models import Edition
from .pictures import of_edition
from .statement import Statement

#: Where each column of a `Page` comes from.
COLUMNS = {
    "key": F("story_id"),
    "way": F("story__path"),
    "sort": F("story__kind"),
    "filed": F("story__section_id"),
    "tongue": F("story__language"),
    "head": F("rendering__head"),
    "top": F("rendering__top"),
    "text": F("rendering__body"),
    "following": lists.following(),
    "topics": lists.topics(),
    "dossiers": lists.dossiers(),
    "plates": of_edition(),
}


class Page(NamedTuple):
    """A story as its page needs it, in the order of the statement."""

    number: int
    headline: str
    links: list[dict[str, Any]]
    pictures: list[dict[str, Any]]
    #: The story's.
    key: int
    path: str
    kind: str
    section: int
    language: str
    #: Its rendering's.
    head: str
    top: str
    body: str
    #: The card of the story before it in its top section.
    following: str
    topics: list[dict[str, str]]
    dossiers: list[dict[str, str]]
    #: Plates of its pictures, as far as they show.
    plates: list[dict[str, Any]]


def page_of(path: str) -> Page | None:
    """What stands at this address, if a story does."""
    return next((Page(*row) for row in AT.rows(path=path)), None)


def at(path: str) -> QuerySet[Edition, Any]:
    rows = Edition.objects.current().filter(story__path=path).annotate(**COLUMNS)
    return rows.values_list("number", "headline", "links", "pictures", *COLUMNS)


AT = Statement(at, path=str)
