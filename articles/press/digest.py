"""Whether a story's words and an article's are still the same."""

from articles.drafts.frozen import PLAIN
from articles.drafts.frozen import digest as digest_of_article
from articles.drafts.models import Article
from articles.reader.models import Edition
from articles.text.digest import digest

#: Everything an edition freezes.
FIELDS = (*PLAIN, "story_kind", "format", "bylines", "credits", "links", "pictures")


def digest_of_edition(edition: Edition) -> str:
    """Counted anew from the edition's columns; unless it is `edition.digest`, a row was forged."""
    return digest({name: getattr(edition, name) for name in FIELDS})


def changed_since(article: Article, edition: Edition) -> bool:
    """Saved is not live: derived here, never kept in a flag."""
    return digest_of_article(article) != edition.digest
