"""What must be there before anything is printed, and what had better be."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.catalog.kinds import Kind
from articles.drafts import signing
from articles.drafts.kinds import State
from articles.press import picture_faults as pictures
from articles.press.filing import reserved, slug_of
from articles.reader.addresses import page_path
from articles.reader.models import Story
from articles.text.blocks import plain, stories_in
from articles.text.digest import digest

from .paper import Finding, Paper
from .registry import check


@check("headline", blocking=True)
def headline(paper: Paper) -> Iterator[Finding]:
    if not paper.words["headline"].strip():
        yield Finding(_("The headline is missing."), "headline")


@check("section", blocking=True)
def section(paper: Paper) -> Iterator[Finding]:
    if paper.article.section is None and paper.article.kind != Kind.PAGE:
        yield Finding(_("The section is missing."), "section")


@check("kind", blocking=True)
def kind(paper: Paper) -> Iterator[Finding]:
    """Its address says what it is, and stays."""
    article, page = paper.article, paper.article.kind == Kind.PAGE
    story = Story.objects.filter(uid=article.uid).first()
    if story and (story.kind == Kind.PAGE) != page:
        yield Finding(_("Readers have it already: a page stays a page, and a story a story."))
    if story is None and page and reserved(page_path(slug_of(article))):
        yield Finding(_("The site has something else at this address: choose another slug."))


@check("text", blocking=True)
def text(paper: Paper) -> Iterator[Finding]:
    if not plain(paper.words["body"]).strip():
        yield Finding(_("The text is missing."), "body")


@check("unsigned", blocking=True)
def signatures(paper: Paper) -> Iterator[Finding]:
    article = paper.article
    if article.state == State.DRAFT:
        yield Finding(_("Two people must have signed this text; submit it first."))
        return
    missing = signing.missing(article, digest(paper.words))
    if article.state != State.APPROVED or missing:
        yield Finding(" ".join(missing) or _("Somebody must approve these words again."))


@check("pictures", blocking=True)
def pictures_complete(paper: Paper) -> Iterator[Finding]:
    """Without a description, a credit or rights no picture is printed."""
    for code, said in pictures.blocking(paper.article, paper.moment):
        yield Finding(said, "lead", code=code)


@check("wire-stop", blocking=True)
def taken_back(paper: Paper) -> Iterator[Finding]:
    """What its source has taken back, or does not allow yet."""
    for code, said in paper.wire[0]:
        yield Finding(said, code=code)


@check("wire-news")
def sent_anew(paper: Paper) -> Iterator[Finding]:
    """A new version of its source's."""
    for code, said in paper.wire[1]:
        yield Finding(said, code=code)


@check("standfirst")
def standfirst(paper: Paper) -> Iterator[Finding]:
    if not paper.words["standfirst"].strip() and paper.article.kind != Kind.PAGE:
        yield Finding(_("There is no standfirst."), "standfirst")


@check("byline")
def byline(paper: Paper) -> Iterator[Finding]:
    if paper.article.kind == Kind.PAGE:
        return
    if not paper.words["bylines"] and not paper.words["credits"]:
        yield Finding(_("Nobody is named: no byline, and no source."))


@check("promise")
def promised(paper: Paper) -> Iterator[Finding]:
    """What readers will have as plain text for now."""
    if paper.article.pk:
        for one in paper.article.links.promises():
            yield Finding(_("Nobody has found this story yet: “%(named)s”.") % {"named": one.named})


@check("box")
def boxes(paper: Paper) -> Iterator[Finding]:
    """Places in the text whose link is gone."""
    if set(stories_in(paper.words["body"])) - {one["key"] for one in paper.words["links"]}:
        yield Finding(
            _("The text has a place for a related story that is linked no more: readers see none."),
            "body",
        )


@check("picture-news")
def pictures_noted(paper: Paper) -> Iterator[Finding]:
    """What the desk should know of its pictures."""
    for code, said in pictures.advice(paper.article, paper.moment):
        yield Finding(said, "lead", code=code)
