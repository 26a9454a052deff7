"""Keeping what is typed, a few seconds after it was, for the one who typed it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Now

from .models import Article, Autosave, User

#: A tab not heard of for this long is closed. It says something every 15 seconds.
SILENCE = timedelta(seconds=45)


def keep(
    article: Article | None, *, by: User, tab: UUID, seen: int, words: dict[str, str] | None
) -> Autosave:
    """Keep the words of a tab, or only that it is open (`words` None)."""
    said: dict[str, Any] = {"article": article, "seen": seen, "heard_at": Now()}
    if words is not None:
        said |= {"words": words, "at": Now()}
    kept, _made = Autosave.objects.update_or_create(by=by, tab=tab, defaults=said)
    return kept


def forget(tab: UUID, *, by: User) -> None:
    """The words of this tab are saved, or not wanted."""
    Autosave.objects.filter(by=by, tab=tab).delete()


def unsaved(article: Article | None, *, by: User) -> QuerySet[Autosave]:
    """What this person typed into this article (None: into a new one) and did not save."""
    return Autosave.objects.filter(article=article, by=by, words__isnull=False)


def present(article: Article, *, by: User) -> list[str]:
    """Who else has this article open, by name."""
    rows = Autosave.objects.filter(article=article, heard_at__gt=Now() - SILENCE).exclude(by=by)
    people = User.objects.filter(pk__in=rows.values("by")).order_by("username")
    return [str(one) for one in people]
