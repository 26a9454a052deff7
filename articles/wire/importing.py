"""From a file to a draft: every word kept, every credit proposed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db import transaction

from articles.catalog.models import Section
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.routing import Way
from articles.text.blocks import split

from . import drafting
from .account import ACCOUNT, service_account
from .mentions import closing_sentence, mentions
from .picturing import with_pictures
from .plain import Copy, Unreadable, decode, read
from .reading import package
from .reading import read as read_any
from .reading.piece import Piece
from .reading.text import piece_of
from .reading.zipped import START

__all__ = ["ACCOUNT", "Imported", "begin", "import_file", "service_account", "take_in"]


@dataclass(frozen=True)
class Imported:
    """A draft, and what was recognised in its file."""

    article: Article
    copy: Copy

    def report(self) -> Iterator[str]:
        copy, article = self.copy, self.article
        yield f"headline    {copy.headline}"
        if copy.short_headline:
            yield f"short       {copy.short_headline}"
        yield f"standfirst  {len(copy.standfirst.split())} words"
        blocks = split(copy.body)
        subheads = [block.text for block in blocks if block.tag == "h2"]
        yield f"text        {len(blocks) - len(subheads)} passages, {len(subheads)} subheads"
        yield from (
            f"credit      {one.name} ({one.relation}): {one.phrase}" for one in copy.credits
        )
        if copy.closing:
            yield f"related     {copy.closing}"
        yield from (f"promise     {one.quoted}" for one in article.links.all())
        yield f"language    {copy.language}"
        yield f"slug        {article.slug}"
        yield f"desk        {settings.SITE_URL}/admin/articles/article/{article.pk}/change/"


def import_file(
    name: str, *, by: User, section: Section | None = None, language: str = ""
) -> Imported:
    """Make one draft of one file, or none at all. Raises Unreadable with the reason."""
    if by.username != ACCOUNT:
        require(by, "add_article")
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(name, error.strerror or str(error)) from error
    copy, piece = told(data, name, language, by)
    longest = Article._meta.get_field("headline").max_length or 0
    if len(copy.headline) > longest:
        why = (
            f"Its first line has {len(copy.headline)} characters; a headline has {longest} at most."
        )
        raise Unreadable(name, why)
    return Imported(begin(piece, by=by, section=section), copy)


def told(data: bytes, name: str, language: str, by: User) -> tuple[Copy, Piece]:
    """What a plain text or a document of an office program says. Raises Unreadable."""
    if not data.startswith((*START, package.COMPOUND)):
        copy = read(decode(data, name), language)
        return copy, piece_of(copy)
    (piece,) = read_any(data, name)
    piece = replace(piece, language=language or piece.language)
    piece = with_pictures(piece, data, by=by)
    body = drafting.ready(piece)
    texts = [block.text for block in split(body)]
    copy = Copy(
        headline=piece.headline,
        short_headline="",
        standfirst=piece.lead,
        body=body,
        language=drafting.language(piece, body),
        credits=mentions([piece.lead, *texts[:2]]),
        closing=closing_sentence(texts[-1] if texts else piece.lead),
    )
    return copy, replace(piece, body=body)


def take_in(copy: Copy, *, by: User, section: Section | None) -> Article:
    """A plain text that was read already."""
    return begin(piece_of(copy), by=by, section=section)


@transaction.atomic
def begin(piece: Piece, *, by: User, section: Section | None) -> Article:
    """The same way that agencies' texts go; a text from the desk's own hands has no source."""
    return drafting.begin(piece, by=by, way=Way(section=section), note="import")
