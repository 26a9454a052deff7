"""Watching: an article, a section, a colleague."""

from typing import Any

from django.db.models import QuerySet

from articles.catalog.models import Section

from .errors import NoSuchThing
from .models import Article, User, Watch
from .seeing import require_sight

#: What can be watched, by the name of its column.
KINDS: dict[str, type[Article] | type[Section] | type[User]] = {
    "article": Article,
    "section": Section,
    "account": User,
}


def watch(kind: str, key: int, *, by: User) -> None:
    """From now on. A second time changes nothing. Raises NotYours."""
    require_sight(by)
    asked: dict[str, Any] = {f"{kind}_id": key}
    Watch.objects.get_or_create(by=by, **asked)


def unwatch(kind: str, key: int, *, by: User) -> None:
    Watch.objects.filter(by=by, **{f"{kind}_id": key}).delete()


def watched(user: User) -> QuerySet[Watch]:
    """What somebody watches, the oldest first."""
    return Watch.objects.filter(by=user).select_related("article", "section__parent", "account")


def turn(what: str, on: str, *, by: User) -> None:
    """`watch` or `unwatch` what a form names: `section:12`. Raises NotYours, or NoSuchThing."""
    kind, _colon, number = on.partition(":")
    key = int(number) if number.isdecimal() and len(number) < 19 else 0
    if kind not in KINDS or not KINDS[kind].objects.filter(pk=key).exists():
        raise NoSuchThing
    (watch if what == "watch" else unwatch)(kind, key, by=by)
