"""Receiving a picture's file: its row, its original and the desk's prints, or none of them."""

import errno
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, make_aware
from django.utils.translation import gettext, gettext_lazy

from articles.catalog.models import Picture
from articles.darkroom.claims import Limits
from articles.darkroom.intake import Developed, develop
from articles.darkroom.refusals import Reason, Refused

from .errors import Refusal
from .log import decide_on_picture
from .models import Original, User
from .models.original import PRINTS, print_name, private
from .picturing import articles_with
from .rights import require

#: The ending under which an original lies; nobody is ever sent it under that name.
ENDINGS = {"image/jpeg": "jpg", "image/tiff": "tif"}
SAID = {
    Reason.EMPTY: gettext_lazy("“%(name)s” is empty."),
    Reason.BYTES: gettext_lazy("“%(name)s” has more than %(megabytes)d megabytes."),
    Reason.PIXELS: gettext_lazy("“%(name)s” has more than %(megapixels)d million pixels."),
    Reason.RATIO: gettext_lazy("“%(name)s” is far too long for its width, or too wide."),
    Reason.SVG: gettext_lazy("“%(name)s” is a drawing (SVG). Save it as PNG, please."),
    Reason.EPS: gettext_lazy("“%(name)s” is PostScript or PDF. Save it as PNG or JPEG, please."),
    Reason.KIND: gettext_lazy("“%(name)s” is no JPEG, PNG, WebP, AVIF, TIFF or GIF."),
    Reason.DAMAGED: gettext_lazy("“%(name)s” is damaged: it cannot be opened."),
    Reason.COSTLY: gettext_lazy("“%(name)s” takes too much memory or time to open."),
    Reason.SPACE: gettext_lazy("“%(name)s” was not kept: there is no space left for pictures."),
    Reason.AWAY: gettext_lazy("“%(name)s” was not kept: the store of pictures does not answer."),
}
#: No space, no quota left, read-only: the disk's fault, not the file's.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class NotTaken(Refusal):
    """This file was not taken: one sentence that names it and the reason."""

    def __init__(self, name: str, reason: Reason) -> None:
        super().__init__(name=name, reason=reason)
        self.reason = reason

    def __str__(self) -> str:
        return gettext(str(SAID[self.reason])) % {
            "name": self.details["name"],
            "megabytes": settings.PICTURE_BYTES // 1_000_000,
            "megapixels": settings.PICTURE_PIXELS // 1_000_000,
        }


class AlreadyThere(Refusal):
    """Another picture has this very file."""

    def __str__(self) -> str:
        return gettext("Another picture has this very file: “%(name)s”.") % self.details


class InUse(Refusal):
    """Something shows this picture."""

    def __str__(self) -> str:
        return gettext("“%(name)s” is used and cannot be deleted.") % self.details


@dataclass(frozen=True)
class Received:
    """The picture of a file; `new` is false where the very same bytes were there already."""

    picture: Picture
    new: bool


@dataclass(frozen=True)
class Negative:
    """A file as it came, looked through, with the prints made of it lying beside it."""

    path: Path
    filename: str
    digest: str
    prints: dict[str, Path]
    found: Developed


def receive(path: Path, filename: str, *, by: User) -> Received:
    """A picture of this file, and its original; two people with the same file get one picture.

    Raises NotYours, NotTaken.
    """
    require(by, "add_picture")
    return take(path, filename, by=by)


def take(path: Path, filename: str, *, by: User) -> Received:
    """The same for the wire, whose account has no rights of its own. Raises NotTaken."""
    digest = digest_of(path)
    if known := of_digest(digest):
        return Received(known, new=False)
    with developed(path, filename, digest) as negative, transaction.atomic():
        hold_digest(digest)
        if known := of_digest(digest):
            return Received(known, new=False)
        picture = Picture.objects.create(**of_record(negative.found))
        with stored(negative) as name:
            Original.objects.create(
                picture=picture,
                **of_file(negative, name),
                **of_papers(negative.found),
                uploaded_by=by,
            )
            told = {"digest": digest, "file": negative.filename}
            decide_on_picture("picture_added", picture, by=by, **told)
    return Received(picture, new=True)


def replace(picture: Picture, path: Path, filename: str, *, by: User) -> Picture:
    """The same record, another file: a better scan, a retouched one. The old file goes.

    Focus and crops were those of the old one's and begin anew where its shape is another.
    Raises NotYours, NotTaken, AlreadyThere.
    """
    require(by, "change_picture")
    digest = digest_of(path)
    with developed(path, filename, digest) as negative, transaction.atomic():
        hold_digest(digest)
        if known := of_digest(digest):
            raise AlreadyThere(name=known)
        original = Original.objects.select_for_update().get(picture=picture)
        old, gone, before = original.file_names, original.digest, original.filename
        reshape(picture, negative.found)
        with stored(negative) as name:
            for field, value in of_file(negative, name).items():
                setattr(original, field, value)
            original.save()
            told = {"digest": digest, "file": original.filename, "before": before}
            decide_on_picture("picture_replaced", picture, by=by, **told)
        transaction.on_commit(lambda: let_go(gone, old))
    return picture


def reshape(picture: Picture, found: Developed) -> None:
    before = picture.width * found.height, picture.height * found.width
    if abs(before[0] - before[1]) > max(before) // 100:
        picture.focus_x = picture.focus_y = 500
    picture.crops = {}
    for name, value in of_shape(found).items():
        setattr(picture, name, value)
    picture.save()


def delete(picture: Picture, *, by: User) -> None:
    """Away with the record and the files. Raises NotYours, or InUse while anything names it."""
    require(by, "delete_picture")
    if articles_with(picture).exists():
        raise InUse(name=picture)
    try:
        with transaction.atomic():
            original = Original.objects.get(picture=picture)
            digest, names = original.digest, original.file_names
            original.delete()
            decide_on_picture("picture_deleted", picture, by=by, digest=digest)
            picture.delete()
            transaction.on_commit(lambda: let_go(digest, names))
    except ProtectedError as error:
        raise InUse(name=picture) from error


def let_go(digest: str, names: list[str]) -> None:
    """The files of a row that is gone, unless somebody has brought the same bytes meanwhile."""
    with transaction.atomic():
        hold_digest(digest)
        if of_digest(digest) is None:
            remove(private(), names)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_digest(digest: str) -> Picture | None:
    return Picture.objects.filter(original__digest=digest).first()


def hold_digest(digest: str) -> None:
    """Until this transaction ends, nobody else stores a file with these bytes."""
    with connection.cursor() as cursor:
        number = int(digest[:16], 16) - 2**63
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


@contextmanager
def developed(path: Path, filename: str, digest: str) -> Iterator[Negative]:
    """The file looked through, and its prints in a place that is cleared afterwards."""
    limits = Limits(bytes=settings.PICTURE_BYTES, pixels=settings.PICTURE_PIXELS)
    name = plain_name(filename)
    try:
        with tempfile.TemporaryDirectory(prefix="newsroom-") as room:
            prints = {size: Path(room) / size for size in PRINTS}
            found = develop(path, {prints[size]: side for size, side in PRINTS.items()}, limits)
            yield Negative(path, name, digest, prints, found)
    except Refused as refused:
        raise NotTaken(name, refused.reason) from refused
    except ConnectionError as error:
        raise NotTaken(name, Reason.AWAY) from error
    except OSError as error:
        if error.errno in FULL:
            raise NotTaken(name, Reason.SPACE) from error
        raise


def plain_name(filename: str) -> str:
    """As it was called, without folders and what no line of text holds."""
    name = "".join(one for one in Path(filename).name if one.isprintable())
    return name[-200:] or "?"


@contextmanager
def stored(negative: Negative) -> Iterator[str]:
    """The files in the private storage; all taken back if anything after it fails."""
    storage = private()
    ending = ENDINGS.get(negative.found.media_type, negative.found.media_type.split("/")[1])
    name = f"{negative.digest[:2]}/{negative.digest}.{ending}"
    files = {name: negative.path}
    files |= {print_name(negative.digest, size): path for size, path in negative.prints.items()}
    try:
        for target, path in files.items():
            put(storage, target, path)
        yield name
    except BaseException:
        remove(storage, list(files))
        raise


def put(storage: Storage, name: str, path: Path) -> None:
    """Under this very name: what lies there belongs to no row, the lock sees to it."""
    storage.delete(name)
    with path.open("rb") as file:
        storage.save(name, File(file))


def remove(storage: Storage, names: list[str]) -> None:
    for name in names:
        storage.delete(name)


def of_shape(found: Developed) -> dict[str, Any]:
    return {"width": found.width, "height": found.height, "colour": found.colour}


def of_record(found: Developed) -> dict[str, Any]:
    """What of its papers readers may know. A credit is theirs as written, or else the name."""
    papers = found.papers
    return of_shape(found) | {
        "alt": papers.alt,
        "caption": papers.caption,
        "credit": (papers.credit or papers.photographer)[:200],
    }


def of_papers(found: Developed) -> dict[str, Any]:
    papers = found.papers
    return {
        "title": papers.title[:200],
        "holder": papers.holder[:200],
        "note": "\n".join(one for one in (papers.source, papers.terms) if one),
        "taken_at": moment_of(papers.taken),
    }


def of_file(negative: Negative, name: str) -> dict[str, Any]:
    return {
        "file": name,
        "filename": negative.filename,
        "media_type": negative.found.media_type,
        "size": negative.path.stat().st_size,
        "digest": negative.digest,
        "likeness": negative.found.likeness,
    }


def moment_of(text: str) -> Any:
    """Cameras know no zone: then it is the newsroom's."""
    moment = parse_datetime(text) if text else None
    return make_aware(moment) if moment and not is_aware(moment) else moment
