"""Pictures that came with a text: into the library, unpublished, with their source's credit."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from articles.catalog.models import Picture
from articles.drafts.errors import Refusal
from articles.drafts.models import Dispatch, Original, User
from articles.drafts.receiving import receive, take

from . import drafting
from .account import ACCOUNT
from .fetching import NotFetched, fetch
from .knowing import supplier_of
from .plain import Unreadable
from .reading.piece import Pictured, Piece
from .reading.zipped import PICTURES, START, Archive

#: Pictures of one text, and seconds for all that have to be fetched.
MOST, PATIENCE = 20, 60.0


def to_take(piece: Piece) -> list[Pictured]:
    """Those that are to come into the library: what lies in the file, and what may be fetched."""
    supplier = supplier_of(piece)
    remote = supplier is not None and supplier.pictures
    return [
        one
        for one in piece.pictures
        if not one.key and (one.inside or (remote and one.address.startswith(("http:", "https:"))))
    ]


def with_pictures(piece: Piece, data: bytes, *, by: User) -> Piece:
    """The piece with the keys of its pictures; what was refused is a note, with the reason.

    The caller is in no transaction: a picture may have to come a long way. `data` is the file.
    """
    wanted = to_take(piece)
    if not wanted:
        return piece
    with translation.override(settings.LANGUAGE_CODE):
        keys, notes = taken(piece, wanted, data, by)
    pictures = tuple(replace(one, key=keys.get(one.mark, one.key)) for one in piece.pictures)
    return replace(piece, pictures=pictures, notes=(*piece.notes, *notes))


def taken(
    piece: Piece, wanted: list[Pictured], data: bytes, by: User
) -> tuple[dict[str, str], list[str]]:
    """Keys by the pictures' marks, and a sentence for each that stayed outside."""
    keys: dict[str, str] = {}
    notes: list[str] = []
    until = time.monotonic() + PATIENCE
    archive = Archive(data, PICTURES) if data.startswith(START) else None
    for at, one in enumerate(dict.fromkeys(wanted)):
        name = named(one)
        try:
            if at >= MOST:
                raise Unreadable("", _("A text brings %(most)d pictures at most.") % {"most": MOST})
            content = content_of(one, archive, until)
            keys[one.mark] = filed(one, content, name, piece, by).key
        except (Refusal, NotFetched, Unreadable) as refusal:
            told = {"name": name, "why": str(refusal)}
            notes.append(_("Picture “%(name)s” was not taken in: %(why)s") % told)
    return keys, notes


def known(piece: Piece) -> Piece:
    """With the keys of those pictures that an earlier version of it brought along."""
    rows = Dispatch.objects.without_files().filter(source=piece.source, guid=piece.guid)
    last = rows.exclude(state=Dispatch.State.REFUSED).order_by("-number", "-id").first()
    before = Piece.from_json(last.told).pictures if last else ()
    keys = {one.mark: one.key for one in before}
    pictures = tuple(replace(one, key=keys.get(one.mark, "")) for one in piece.pictures)
    return replace(piece, pictures=pictures)


def named(one: Pictured) -> str:
    """As its file is called."""
    try:
        path = urlsplit(one.inside or one.address).path
    except ValueError:
        path = ""
    return unquote(path).rpartition("/")[2][-120:] or "?"


def content_of(one: Pictured, archive: Archive | None, until: float) -> bytes:
    """The bytes, whatever they are. Raises NotFetched, Unreadable."""
    if one.inside:
        content = archive.part(one.inside) if archive else b""
        if not content:
            raise Unreadable("", _("It is not in the document."))
        return content
    left = until - time.monotonic()
    if left <= 0:
        raise NotFetched(_("The others took too long."))
    answer = fetch(one.address, largest=settings.PICTURE_BYTES, patience=min(left, 20.0))
    if answer.status != HTTPStatus.OK:
        said = _("The other side answers with status %(status)d.") % {"status": answer.status}
        raise NotFetched(said)
    return answer.body


def filed(one: Pictured, content: bytes, name: str, piece: Piece, by: User) -> Picture:
    """In the library; the same bytes are one picture, and its record stays. Raises a Refusal."""
    into = take if by.username == ACCOUNT else receive
    with tempfile.TemporaryDirectory(prefix="newsroom-") as room:
        path = Path(room) / "picture"
        path.write_bytes(content)
        received = into(path, name, by=by)
    if received.new:
        describe(received.picture, one, piece)
    return received.picture


@transaction.atomic
def describe(picture: Picture, one: Pictured, piece: Piece) -> None:
    """What its source says of it; a document says in words what can be seen."""
    said = "alt" if one.inside else "caption"
    longest = Picture._meta.get_field("alt").max_length if one.inside else None
    if one.caption and not getattr(picture, said):
        setattr(picture, said, one.caption[:longest])
    credit = one.credit or picture.credit or ("" if one.inside else piece.source)
    picture.credit = drafting.shortened(credit, 200)
    picture.save(update_fields=["alt", "caption", "credit"])
    original = Original.objects.get(picture=picture)
    original.note = "\n".join(filter(None, [original.note, *origin(one, piece)]))
    original.save(update_fields=["note"])


def origin(one: Pictured, piece: Piece) -> Iterator[str]:
    """Where it came from."""
    where = " · ".join(filter(None, [piece.source, one.inside or one.address, piece.headline]))
    yield _("From: %(source)s") % {"source": where}
