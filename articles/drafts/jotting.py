"""Keeping an unfinished entry of a ticker for the one who types it, on whatever device."""

from typing import Any

from django.db.models.functions import Now

from articles.text.ids import block_id

from .models import Article, Unsent, User

#: Unfinished entries of one person in one ticker; of more the oldest go.
MOST = 20


def keep(article: Article, *, by: User, key: str, words: dict[str, Any]) -> Unsent:
    """Keep these words under the key that the entry will have; nothing typed is nothing kept."""
    kept, _made = Unsent.objects.update_or_create(
        article=article, by=by, key=key, defaults={"words": words, "at": Now()}
    )
    old = mine(article, by=by).values_list("pk", flat=True)[MOST:]
    Unsent.objects.filter(pk__in=list(old)).delete()
    return kept


def forget(article: Article, *, by: User, key: str) -> None:
    """It was sent, or is not wanted."""
    Unsent.objects.filter(article=article, by=by, key=key).delete()


def mine(article: Article, *, by: User) -> Any:
    """The newest first."""
    return Unsent.objects.filter(article=article, by=by).order_by("-at", "-id")


def taken_up(article: Article, *, by: User) -> dict[str, Any]:
    """What the form opens with: the newest unfinished entry, or a new one with a key of its own."""
    kept = mine(article, by=by).first()
    return {**kept.words, "key": kept.key} if kept else {"key": block_id()}
