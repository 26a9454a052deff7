"""The one path of everything that comes in: read, known or new, drafted, or refused in words."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from articles.catalog.models import Section
from articles.drafts import routing, saving
from articles.drafts.kinds import Priority, State
from articles.drafts.log import decide
from articles.drafts.models import Article, Dispatch, User
from articles.drafts.workflow import hold
from articles.text.rekeying import rekeyed

from . import drafting
from .kinship import kin_of, words
from .picturing import known, with_pictures
from .plain import Unreadable
from .reading import parts
from .reading.piece import Piece, Status
from .remembering import remembered

ENDS = {Status.KILLED: Dispatch.State.KILLED, Status.WITHHELD: Dispatch.State.WITHHELD}


class Fate(StrEnum):
    """What became of a piece; the last table of `receive` counts them."""

    TAKEN = "taken"
    UPDATED = "updated"
    OFFERED = "offered"
    STOPPED = "stopped"
    SKIPPED = "skipped"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Outcome:
    """One piece of a file, and what became of it."""

    fate: Fate
    name: str
    headline: str = ""
    article: Article | None = None
    why: str = ""


def receive(
    data: bytes, name: str, *, by: User, section: Section | None = None
) -> Iterator[Outcome]:
    """Take in what a file holds, each piece in a transaction of its own."""
    try:
        found = parts(data, name)
    except Unreadable as refusal:
        yield refuse(data, name, str(refusal))
        return
    for piece, own in found:
        yield take(identified(piece, own), own, name, by=by, section=section)


def identified(piece: Piece, data: bytes) -> Piece:
    """With a name and a source; a text that has no name is known by its bytes."""
    guid = piece.guid[:500] or f"sha256:{hashlib.sha256(data).hexdigest()}"
    return replace(piece, guid=guid, source=piece.source or issuer(guid))


def issuer(guid: str) -> str:
    """Who gave this name: `dpa.com` of `urn:newsml:dpa.com:…`, the host of an address, or ""."""
    try:
        parts = urlsplit(guid)
    except ValueError:
        return ""
    if parts.scheme == "urn":
        named = parts.path.split(":")
        return named[1][:120] if named[0] == "newsml" and len(named) > 1 else ""
    return (parts.hostname or "").removeprefix("www.")[:120]


def take(piece: Piece, data: bytes, name: str, *, by: User, section: Section | None) -> Outcome:
    """Make a draft of a piece, or bring it to the one there is."""
    try:
        piece = brought(piece, data, by)
        with transaction.atomic():
            return Taking(piece, data, name, by, section).outcome()
    except Unreadable as refusal:
        return refuse(data, name, str(refusal), piece)
    except IntegrityError as error:
        # Somebody else took in the same piece in the same moment.
        if "dispatch_once" not in str(error):
            raise
        return Outcome(Fate.SKIPPED, name, piece.headline, why="It is here already.")


def brought(piece: Piece, data: bytes, by: User) -> Piece:
    """With its pictures, before anything is locked; nobody asks for those of what is here."""
    if not piece.pictures or piece.status is not Status.USABLE or not piece.headline:
        return piece
    here = Dispatch.objects.filter(source=piece.source, guid=piece.guid, number__gte=piece.version)
    if here.exclude(state=Dispatch.State.REFUSED).exists():
        return piece
    return with_pictures(known(piece), data, by=by)


@dataclass(frozen=True)
class Taking:
    """One piece on its way; all of it is one transaction."""

    piece: Piece
    data: bytes
    name: str
    by: User
    section: Section | None

    def outcome(self) -> Outcome:
        known = Dispatch.objects.without_files().filter(
            source=self.piece.source, guid=self.piece.guid
        )
        last = known.exclude(state=Dispatch.State.REFUSED).order_by("-number", "-id").first()
        if last and stale(self.piece, last):
            return self.passed_over(last)
        if last and last.state == Dispatch.State.IGNORED and self.piece.status in ENDS:
            return self.said(Fate.SKIPPED, None, "A route ignored it.")
        if self.piece.status is not Status.USABLE:
            return self.stop(last)
        if last is None or last.article is None:
            return self.begin()
        return self.follow(hold(last.article))

    def said(self, fate: Fate, article: Article | None, why: str = "") -> Outcome:
        return Outcome(fate, self.name, self.piece.headline, article, why)

    def passed_over(self, last: Dispatch) -> Outcome:
        return self.said(Fate.SKIPPED, last.article, "It is here already, or a newer version.")

    def begin(self) -> Outcome:
        way = self.way()
        if way.ignore:
            self.keep(Dispatch.State.IGNORED, None, None)
            return self.said(Fate.IGNORED, None)
        way.section = way.section or self.section
        article = drafting.begin(self.piece, by=self.by, way=way, note=self.piece.source)
        self.keep(Dispatch.State.TAKEN, article, article.version)
        return self.said(Fate.TAKEN, article)

    def way(self) -> routing.Way:
        """What the routes of its supplier say."""
        rules = rules_of(self.piece.source)
        return routing.way(rules, told(self.piece)) if rules else routing.Way()

    def stop(self, last: Dispatch | None) -> Outcome:
        """Its source takes it back, or wants it kept back: the desk sees that at once."""
        state = ENDS[self.piece.status]
        if last is None or last.article is None:
            raise Unreadable(self.name, "Its source took it back before it was here.")
        article = hold(last.article)
        settle(article, by=self.by)
        self.keep(state, article, None)
        urge(article)
        decide(article, f"wire_{state}", by=self.by, why=" ".join(self.piece.notes)[:2_000])
        return self.said(Fate.STOPPED, article)

    def follow(self, article: Article) -> Outcome:
        """A newer version: taken over where nobody has touched the draft, offered otherwise."""
        body = drafting.ready(self.piece)
        settle(article, by=self.by)
        if drafting.urgent(self.piece):
            urge(article)
        if not untouched(article):
            self.keep(Dispatch.State.OFFERED, article, None)
            decide(article, "wire_offered", by=self.by, number=self.piece.version)
            return self.said(Fate.OFFERED, article)
        drafting.write(article, self.piece, rekeyed(body, article.body))
        article.language = self.way().language or article.language
        saving.claim(article, by=self.by)
        drafting.relate(article, self.piece)
        saving.record(article, by=self.by, note=self.piece.source)
        self.keep(Dispatch.State.UPDATED, article, article.version)
        return self.said(Fate.UPDATED, article)

    def keep(self, state: str, article: Article | None, version: int | None) -> None:
        """The row of this piece, and none any more that says it was refused."""
        row = self.row(state, article, version)
        again = Dispatch.objects.filter(state=Dispatch.State.REFUSED, digest=row.digest)
        again.filter(guid__in=("", self.piece.guid)).delete()
        row.save(force_insert=True)

    def row(self, state: str, article: Article | None, version: int | None) -> Dispatch:
        """What is kept of this piece, not written yet."""
        piece = replace(self.piece, body=article.body) if article and version else self.piece
        kin = kin_of(self.piece)
        return Dispatch(
            **columns(piece),
            sketch=kin.sketch,
            kin=kin.group,
            state=state,
            article=article,
            article_version=version,
            filename=self.name[-200:],
            content=self.data,
            digest=hashlib.sha256(self.data).hexdigest(),
        )


@remembered
def rules_of(supplier: str) -> list[routing.Rule]:
    return routing.rules_of(supplier)


def told(piece: Piece) -> routing.Told:
    """What routes look at."""
    texts = (piece.headline, piece.lead, words(piece.body))
    return routing.told(texts, (one.name for one in piece.subjects), piece.urgency)


def stale(piece: Piece, last: Dispatch) -> bool:
    """A kill counts even under the number of the version it takes back."""
    end = ENDS.get(piece.status)
    if piece.version == last.number:
        return end is None or end == last.state
    return piece.version < last.number


def urge(article: Article) -> None:
    """To the head of every list. Planning is no version, so no one's words are in the way."""
    Article.objects.filter(pk=article.pk).update(priority=Priority.HIGH)


def columns(piece: Piece) -> dict[str, Any]:
    """What a dispatch says of its piece."""
    return {
        "source": piece.source,
        "guid": piece.guid,
        "number": piece.version,
        "headline": drafting.shortened(piece.headline, 200),
        "urgency": piece.urgency,
        "former": piece.former,
        "told": piece.as_json(),
    }


def refuse(data: bytes, name: str, why: str, piece: Piece | None = None) -> Outcome:
    """Keep what did not go in, once, with the reason; it can be tried again."""
    said = columns(piece) if piece else {}
    Dispatch.objects.update_or_create(
        state=Dispatch.State.REFUSED,
        digest=hashlib.sha256(data).hexdigest(),
        guid=said.get("guid", ""),
        defaults=said | {"why": why, "content": data, "filename": name[-200:]},
    )
    return Outcome(Fate.REFUSED, name, said.get("headline", ""), why=why)


def came_in(article: Article) -> Dispatch | None:
    """The dispatch whose words the article last took over."""
    rows = article.dispatches.without_files().exclude(article_version=None)
    return rows.order_by("-article_version").first()


def untouched(article: Article) -> bool:
    """Whether the draft holds its source's words and nobody else's."""
    last = came_in(article)
    own = (Dispatch.State.TAKEN, Dispatch.State.UPDATED)
    return (
        article.state == State.DRAFT
        and last is not None
        and last.state in own
        and last.article_version == article.version
    )


def settle(article: Article, *, by: User) -> None:
    """What was asked before is overtaken by what came now."""
    article.dispatches.open().update(seen_at=Now(), seen_by=by)
