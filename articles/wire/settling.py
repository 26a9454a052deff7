"""What the desk does with what a source sent: look, take it over, read it once more."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from articles.drafts import merging, saving
from articles.drafts.errors import NotOffered
from articles.drafts.log import decide
from articles.drafts.models import Article, Dispatch, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.text.rekeying import rekeyed

from . import drafting
from .reading.piece import Piece
from .receiving import Outcome, came_in, receive

#: Names of fields in which an agency's new version meets an editor's words.
WORDS = (
    *("kicker", "headline", "short_headline", "standfirst", "body", "place", "urgency"),
    *("internal_note", "live_from"),
)


def see(dispatch: Dispatch, *, by: User) -> None:
    """Somebody has looked and leaves the article as it is. Raises NotYours."""
    require(by, "change_article")
    Dispatch.objects.filter(pk=dispatch.pk).open().update(seen_at=Now(), seen_by=by)
    if dispatch.article:
        decide(dispatch.article, "wire_seen", by=by, number=dispatch.number)


@transaction.atomic
def take_over(dispatch: Dispatch, *, by: User) -> list[str]:
    """Bring an offered version and the editors' words together, by block.

    Where both changed the same, an editor's field stays, and both blocks stand one after the
    other. Returns the names of the fields in which that happened. Raises NotYours, NotOffered.
    """
    require(by, "change_article")
    row = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    if row.state != Dispatch.State.OFFERED or row.seen_at or row.article is None:
        raise NotOffered
    article, piece = hold(row.article), Piece.from_json(row.told)
    last = came_in(article)
    base = Piece.from_json(last.told) if last else piece
    theirs = drafting.fields(piece, rekeyed(drafting.ready(piece), base.body))
    clashes = merge(article, drafting.fields(base, base.body), theirs)
    saving.claim(article, by=by)
    drafting.relate(article, piece)
    saving.record(article, by=by, note=piece.source)
    row.state, row.article_version = Dispatch.State.MERGED, article.version
    row.told = replace(piece, body=theirs["body"]).as_json()
    row.seen_at, row.seen_by = Now(), by
    row.save(update_fields=["state", "article_version", "told", "seen_at", "seen_by"])
    return clashes


def merge(article: Article, base: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Write onto the article what both sides changed; returns where they changed the same."""
    mine = {name: getattr(article, name) for name in WORDS}
    clashes = merging.merge(base, mine, theirs, {}).clashes
    answers = {one.key: merging.BOTH if one.name == "body" else merging.MINE for one in clashes}
    for name, value in merging.merge(base, mine, theirs, answers).values.items():
        setattr(article, name, value or None if name == "live_from" else value)
    return [one.name for one in clashes]


def try_again(dispatch: Dispatch, *, by: User) -> list[Outcome]:
    """Read a refused file once more, after a reader has learned or a rule has changed."""
    require(by, "change_article")
    return list(receive(bytes(dispatch.content), dispatch.filename, by=by))
