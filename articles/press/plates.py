"""Plates: what of a picture can be shown, made of its file, and remade when that has changed."""

import hashlib
import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import connection, transaction

from articles.catalog.models import Person, Picture, Section
from articles.darkroom import enlarging
from articles.darkroom.claims import Limits
from articles.darkroom.crops import AVIF, JPEG, Sheet, box_of, sheets_of
from articles.delivery.announce import announce_picture
from articles.drafts.models import Original
from articles.drafts.models.original import private
from articles.reader import clock
from articles.reader.models import PictureUse, Plate, Rendition, Slot, Story
from articles.reader.models.picture import served

log = logging.getLogger("newsroom.press")

#: Another number remakes every rendition there is: after a change of widths or qualities.
MAKE = 1
#: What each use of a picture shows of it.
SHOWN = {PictureUse.Role.LEAD: ("wide", "square", "social"), PictureUse.Role.TEXT: ("whole",)}
ON_FRONTS = ("wide", "square")
FORMATS = {AVIF: "avif", JPEG: "jpeg"}
#: Ends the recipe of a plate that was made in haste.
IN_HASTE = "~"
#: Number of the advisory lock over the folder of renditions.
FOLDER = 0x706C61746573


def crops_of(picture: Picture) -> list[str]:
    """The crops that something in print or about to be shows; none once its rights have ended."""
    if picture.usable_until and picture.usable_until <= clock.now():
        return []
    found: set[str] = set()
    for role in PictureUse.objects.filter(picture=picture, withdrawn=False).values_list("role"):
        found.update(SHOWN[PictureUse.Role(role[0])])
    if Person.objects.filter(portrait=picture).exists():
        found.add("square")
    if Section.objects.filter(picture=picture).exists():
        found.add("wide")
    away = Story.objects.filter(withdrawn=True).values("uid")
    if Slot.objects.filter(picture=picture).exclude(uid__in=away).exists():
        found.update(ON_FRONTS)
    return sorted(found)


def shown(key: str) -> bool:
    """Whether anything of this picture is to be seen anywhere."""
    picture = Picture.objects.filter(key=key).first()
    return picture is not None and bool(crops_of(picture))


def sheets(picture: Picture, crop: str) -> list[Sheet]:
    focus = (picture.focus_x, picture.focus_y)
    size = (picture.width, picture.height)
    return sheets_of(crop, box_of(crop, size, focus, picture.crops.get(crop)))


def recipe(original: Original, made: list[Sheet]) -> str:
    return f"{MAKE}:{original.digest}:{'x'.join(str(one) for one in made[0].box)}"


def stale(picture: Picture, original: Original, *, in_haste: bool) -> dict[str, list[Sheet]]:
    """The crops to be made, with their sheets; what was made in haste does for the moment."""
    known = dict(picture.plates.values_list("crop", "recipe"))
    found = {}
    for crop in crops_of(picture):
        made = sheets(picture, crop)
        wanted = recipe(original, made)
        enough = {wanted, wanted + IN_HASTE} if in_haste else {wanted}
        if known.get(crop) not in enough:
            found[crop] = made
    return found


def original_of(picture: Picture) -> Original | None:
    return Original.objects.filter(picture=picture).first()


def meanwhile(picture: Picture) -> None:
    """One JPEG for each crop that has none yet, from the desk's own print, before anything waits.

    Neither a print that is missing nor a disk that is full keeps the text from being published:
    without its plate a figure is left out, until the job has made one.
    """
    original = original_of(picture)
    if original is None or not (wanted := stale(picture, original, in_haste=True)):
        return
    first = {crop: made[0] for crop, made in wanted.items()}
    try:
        prints = from_print(picture, original, list(first.values()))
        hold_folder()
        names = {one: put(served(), one, data) for one, data in prints.items()}
    except (OSError, ValueError) as error:
        log.warning("No first print of picture %s: %s", picture.key, error)
        return
    for crop, made in wanted.items():
        engrave(picture, crop, recipe(original, made) + IN_HASTE, {first[crop]: names[first[crop]]})


def from_print(picture: Picture, original: Original, made: list[Sheet]) -> dict[Sheet, bytes]:
    """Sheets of the desk's own print of a picture. Raises OSError where it has none."""
    with private().open(original.print_name("large")) as file:
        return enlarging.meanwhile(file, (picture.width, picture.height), made)


def proof_of(picture: Picture, crop: str) -> bytes | None:
    """A crop's JPEG for the eyes of the desk; nothing is kept of it."""
    original = original_of(picture)
    made = sheets(picture, crop)[:1]
    try:
        return from_print(picture, original, made)[made[0]] if original else None
    except (OSError, ValueError):
        return None


def develop(key: str) -> bool:
    """Make what is missing of a picture, and take away what nothing shows; whether that was much.

    Safe at any moment and any number of times. Raises OSError where the disk is full, Refused
    where the file cannot be opened any more.
    """
    picture = Picture.objects.filter(key=key).first()
    original = original_of(picture) if picture else None
    if picture is None or original is None:
        return False
    wanted = stale(picture, original, in_haste=False)
    every = [one for made in wanted.values() for one in made]
    with tempfile.TemporaryDirectory(prefix="newsroom-") as folder:
        room = Path(folder)
        found = enlarge(original, every, room) if every else {}
        return take_in(picture, original, wanted, found)


def enlarge(original: Original, every: list[Sheet], room: Path) -> dict[Sheet, Path]:
    path = room / "original"
    with private().open(str(original.file.name)) as file, path.open("wb") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
    limits = Limits(bytes=settings.PICTURE_BYTES, pixels=settings.PICTURE_PIXELS)
    return enlarging.enlarge(path, every, room, limits)


@transaction.atomic
def take_in(
    picture: Picture, original: Original, wanted: dict[str, list[Sheet]], found: dict[Sheet, Path]
) -> bool:
    """Files and rows at once. What was changed while they were made is left to the next job."""
    held = Picture.objects.select_for_update(no_key=True).get(pk=picture.pk)
    needed = set(crops_of(held))
    hold_folder()
    changed = bool(dropped(held, needed))
    for crop, made in wanted.items():
        same = recipe(original, made) == recipe(original_of(held) or original, sheets(held, crop))
        if crop in needed and same:
            names = {one: put(served(), one, found[one].read_bytes()) for one in made}
            engrave(held, crop, recipe(original, made), names)
            changed = True
    if changed:
        announce_picture(held)
    return changed


def dropped(picture: Picture, needed: set[str]) -> int:
    """Plates that nothing shows any more; their files go when they are cleared."""
    return picture.plates.exclude(crop__in=needed).delete()[0]


def engrave(picture: Picture, crop: str, made_of: str, names: dict[Sheet, tuple[str, int]]) -> None:
    """A crop's plate and the rows of its files. Older files may be sent until they are cleared."""
    sources: dict[str, list[list[Any]]] = {}
    for one, (name, size) in names.items():
        sources.setdefault(FORMATS[one.media_type], []).append([one.width, name, size])
        Rendition.objects.update_or_create(
            picture=picture,
            crop=crop,
            name=name,
            defaults={
                "width": one.width,
                "height": one.height,
                "media_type": one.media_type,
                "file": place(name),
                "size": size,
            },
        )
    largest = max(names, key=lambda one: one.width)
    Plate.objects.update_or_create(
        picture=picture,
        crop=crop,
        defaults={
            "width": largest.width,
            "height": largest.height,
            "sources": sources,
            "recipe": made_of,
        },
    )


def put(storage: Storage, one: Sheet, data: bytes) -> tuple[str, int]:
    """The bytes under their own name; what lies there already has the same ones, if it is whole."""
    name = f"{hashlib.sha256(data).hexdigest()}.{one.ending}"
    where = place(name)
    if not storage.exists(where) or storage.size(where) != len(data):
        storage.delete(where)  # a process was killed while it wrote, or the disk was full
        storage.save(where, ContentFile(data))
    return name, len(data)


def place(name: str) -> str:
    return f"{name[:2]}/{name}"


def hold_folder(*, alone: bool = False) -> None:
    """Until the transaction ends: others may add files, nobody may clear any; `alone`: nobody."""
    kind = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(%s)", [FOLDER])


@transaction.atomic
def clear(key: str) -> list[str]:
    """Take away a picture's files that no plate of it names any more; returns their addresses."""
    old = Rendition.objects.filter(picture__key=key)
    named = {
        entry[1]
        for sources in Plate.objects.filter(picture__key=key).values_list("sources", flat=True)
        for entries in sources.values()
        for entry in entries
    }
    gone = list(old.exclude(name__in=named).values_list("name", flat=True))
    hold_folder(alone=True)
    old.filter(name__in=gone).delete()
    return [f"/media/{one}" for one in discard(gone)]


def discard(names: Iterable[str]) -> list[str]:
    """Delete those of these files that no row names; the folder is held by nobody else."""
    wanted = set(names)
    kept = set(Rendition.objects.filter(name__in=wanted).values_list("name", flat=True))
    for name in sorted(wanted - kept):
        served().delete(place(name))
    return sorted(wanted - kept)
