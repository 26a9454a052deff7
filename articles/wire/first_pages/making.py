"""Drafts of the first pages: what only the newsroom knows stands in square brackets."""

from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from articles.catalog.kinds import Kind
from articles.catalog.models import House
from articles.drafts import saving
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.routing import Way
from articles.wire import drafting
from articles.wire.reading.markdown import pieces

HERE = Path(__file__).parent
LANGUAGES = ("de", "en")


@transaction.atomic
def make(*, by: User, language: str, known: Mapping[str, str] | None = None) -> list[Article]:
    """A draft of each page whose slug nobody has taken, in this language. Raises NotYours.

    `known`: what to write in place of which brackets.
    """
    require(by, "add_article")
    files = sorted((HERE / language).glob("*.md"))
    taken = set(
        Article.objects.filter(slug__in=[one.stem for one in files]).values_list("slug", flat=True)
    )
    words = dict(known or {}) | {"{site}": House.objects.newest().name}
    return [draft(one, language, by, words) for one in files if one.stem not in taken]


def draft(file: Path, language: str, by: User, words: Mapping[str, str]) -> Article:
    """The file's name is the page's slug."""
    text = file.read_text(encoding="utf-8")
    for blank, word in words.items():
        text = text.replace(blank, word)
    (piece,) = pieces(text.encode(), file.name)
    article = drafting.begin(piece, by=by, way=Way(), note="first pages")
    article.kind, article.slug, article.language = Kind.PAGE, file.stem, language
    saving.save(article, by=by)
    return article
