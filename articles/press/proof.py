"""Reading proof: what must not be printed, and what had better be looked at again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.catalog.kinds import Kind
from articles.drafts import signing
from articles.drafts.frozen import digest
from articles.drafts.kinds import State
from articles.drafts.models import Article
from articles.reader import clock
from articles.reader.addresses import page_path
from articles.reader.models import Story
from articles.text.blocks import plain, stories_in

from . import picture_faults as pictures
from . import wire_faults
from .filing import reserved, slug_of

#: Characters a search result or a card shows of a headline.
LONG = 110


@dataclass(frozen=True)
class Fault:
    """One finding. A blocking one keeps the door shut; the others are advice."""

    code: str
    message: str
    blocking: bool


def proof(article: Article, at: datetime | None = None) -> list[Fault]:
    """Every fault of an article as it stands, blocking ones first.

    `at` is when readers are to have it; without one, when somebody wants it to appear, or now.
    """
    wanted, now = at or article.live_from, clock.now()
    moment = wanted if wanted and wanted > now else now
    blocking = [Fault(code, text, True) for check in BLOCKING for code, text in check(article)]
    blocking += [Fault(code, text, True) for code, text in pictures.blocking(article, moment)]
    stopping, news = wire_faults.findings(article, moment)
    blocking += [Fault(code, text, True) for code, text in stopping]
    advice = [Fault(code, text, False) for code, text in news]
    advice += [Fault(code, text, False) for check in ADVICE for code, text in check(article)]
    advice += [Fault(code, text, False) for code, text in pictures.advice(article, moment)]
    return blocking + advice


Finding = tuple[str, str]


def headline(article: Article) -> Iterator[Finding]:
    if not article.headline.strip():
        yield "headline", _("The headline is missing.")


def section(article: Article) -> Iterator[Finding]:
    if article.section is None and article.kind != Kind.PAGE:
        yield "section", _("The section is missing.")


def kind(article: Article) -> Iterator[Finding]:
    """Its address says what it is, and stays."""
    story = Story.objects.filter(uid=article.uid).first()
    if story and (story.kind == Kind.PAGE) != (article.kind == Kind.PAGE):
        yield "kind", _("Readers have it already: a page stays a page, and a story a story.")
    if story is None and article.kind == Kind.PAGE and reserved(page_path(slug_of(article))):
        yield "kind", _("The site has something else at this address: choose another slug.")


def text(article: Article) -> Iterator[Finding]:
    if not plain(article.body).strip():
        yield "text", _("The text is missing.")


def signatures(article: Article) -> Iterator[Finding]:
    missing = signing.missing(article, digest(article))
    if article.state == State.DRAFT:
        yield "unsigned", _("Two people must have signed this text; submit it first.")
    elif article.state != State.APPROVED or missing:
        yield "unsigned", " ".join(missing) or _("Somebody must approve these words again.")


def standfirst(article: Article) -> Iterator[Finding]:
    if not article.standfirst.strip() and article.kind != Kind.PAGE:
        yield "standfirst", _("There is no standfirst.")


def length(article: Article) -> Iterator[Finding]:
    if len(article.headline) > LONG:
        yield (
            "long",
            _("The headline has %d characters; lists show %d.")
            % (
                len(article.headline),
                LONG,
            ),
        )


def byline(article: Article) -> Iterator[Finding]:
    if article.kind == Kind.PAGE:
        return
    if not article.contributions.exists() and not article.credits.exists():
        yield "byline", _("Nobody is named: no byline, and no source.")


def quotation_marks(article: Article) -> Iterator[Finding]:
    words = f"{article.headline} {article.standfirst} {plain(article.body)}"
    families = {"«»": "«" in words, "„“": "„" in words, "“”": "”" in words, '""': '"' in words}
    used = [marks for marks, found in families.items() if found]
    if len(used) > 1:
        yield "quotes", _("Mixed quotation marks: %s.") % ", ".join(used)


def promised(article: Article) -> Iterator[Finding]:
    """What readers will have as plain text for now."""
    for one in article.links.promises():
        yield "promise", _("Nobody has found this story yet: “%(named)s”.") % {"named": one.named}


def boxes(article: Article) -> Iterator[Finding]:
    """Places in the text whose link is gone."""
    known = set(article.links.values_list("key", flat=True))
    if set(stories_in(article.body)) - known:
        yield (
            "box",
            _("The text has a place for a related story that is linked no more: readers see none."),
        )


Check = Callable[[Article], Iterator[Finding]]
BLOCKING: tuple[Check, ...] = (headline, section, kind, text, signatures)
ADVICE: tuple[Check, ...] = (standfirst, length, byline, quotation_marks, promised, boxes)
