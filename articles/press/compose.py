"""Setting the type: an article as it would be printed."""

from datetime import datetime
from typing import Any

from articles.drafts.frozen import frozen
from articles.drafts.models import Article
from articles.reader.models import Edition
from articles.text.digest import digest


def compose(article: Article, *, live_from: datetime | None = None) -> Edition:
    """The edition this article would be: unsaved, of no story yet.

    Preview draws it and publish saves it, so the preview is the print. `live_from` is the moment
    it will carry, in UTC; a preview may leave it to the caller.
    """
    return set_words(frozen(article), version=article.version, live_from=live_from)


def set_words(words: dict[str, Any], *, version: int, live_from: datetime | None = None) -> Edition:
    """The edition that these words would be, as `drafts.frozen` gives them."""
    edition = Edition(**words, version=version, digest=digest(words))
    if live_from:
        edition.live_from = live_from
    return edition
