"""Setting the type: an article as it would be printed."""

from datetime import datetime

from articles.drafts.frozen import digest, frozen
from articles.drafts.models import Article
from articles.reader.models import Edition


def compose(article: Article, *, live_from: datetime | None = None) -> Edition:
    """The edition this article would be: unsaved, of no story yet.

    Preview draws it and publish saves it, so the preview is the print. `live_from` is the moment
    it will carry, in UTC; a preview may leave it to the caller.
    """
    edition = Edition(**frozen(article), version=article.version, digest=digest(article))
    if live_from:
        edition.live_from = live_from
    return edition
