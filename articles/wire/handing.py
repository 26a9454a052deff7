"""What somebody at the desk hands in, on the one path of everything; and what to say of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.catalog.models import Section
from articles.drafts.models import Article, User
from articles.drafts.rights import require

from .receiving import Fate, Outcome, receive

#: State (new, known or refused), what is said of it, and the article.
Handed = tuple[str, str, Article | None]


def hand_in(data: bytes, name: str, *, by: User, section: Section | None) -> Iterator[Handed]:
    """Take in the texts of a file. Raises NotYours."""
    require(by, "add_article")
    require(by, "change_article")  # a newer version of a text goes into the draft of the older
    for one in receive(data, name, by=by, section=section):
        yield (*said(one), one.article)


def said(one: Outcome) -> tuple[str, str]:
    match one.fate:
        case Fate.TAKEN:
            return "new", _("is a draft now")
        case Fate.UPDATED:
            return "new", _("has brought its draft up to date")
        case Fate.OFFERED:
            return "known", _("is a newer version; the article shows what it would change")
        case Fate.STOPPED:
            return "known", _("takes back a text; its article says so")
        case Fate.SKIPPED:
            return "known", _("is here already")
        case Fate.IGNORED:
            return "known", _("is ignored: a route says so")
        case Fate.REFUSED:
            return "refused", _("was refused: %(why)s") % {"why": one.why}
