"""Copying: a new article with the words of another one."""

from django.db import transaction
from django.utils.translation import gettext as _

from . import saving
from .log import decide
from .models import Article, User, Version
from .models.article import WRITTEN
from .restoring import KEPT, restore_rows
from .rights import require


@transaction.atomic
def copy(article: Article, *, by: User, why: str = "") -> Article:
    """A draft of its own with the same words, names, credits and topics; address and date are new.

    Nobody's signature comes with it. Raises NotYours.
    """
    require(by, "add_article")
    made = Article(**{n: getattr(article, n) for n in WRITTEN if n not in KEPT})
    saving.claim(made, by=by)
    made.tags.set(article.tag_list)
    restore_rows(made, saving.snapshot(article))
    saving.record(made, by=by, note=note_of(article))
    decide(made, "copy", by=by, why=why, source=str(article.uid))
    return made


def note_of(article: Article) -> str:
    longest = Version._meta.get_field("note").max_length
    return (_("Copy of “%(headline)s”") % {"headline": article.headline})[:longest]
