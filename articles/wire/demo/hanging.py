"""Filling the demo's picture library, with drawings of our own."""

import hashlib
import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from articles.catalog.models import Person, Picture
from articles.darkroom import fingerprint
from articles.drafts.models import Original, User
from articles.drafts.models.original import PRINTS, private

from .scenes import drawn

#: What of the plan's row is the record's.
RECORD = ("alt", "caption", "credit", "focus_x", "focus_y", "no_social", "sensitive")


def hang(rows: list[dict[str, Any]], people: dict[str, Person], by: User) -> dict[str, Picture]:
    """Every picture of the plan, by its name; those of people become their portraits."""
    pictures = {}
    for row in rows:
        pictures[row["name"]] = one = filed(row, by)
        if person := people.get(row.get("portrait", "")):
            person.portrait = one
            person.save(update_fields=["portrait"])
    return pictures


def filed(row: dict[str, Any], by: User) -> Picture:
    """One drawing with its record, its original and the desk's prints of it."""
    data = drawn(row["name"])
    digest = hashlib.sha256(data).hexdigest()
    with Image.open(io.BytesIO(data)) as file:
        image = file.convert("RGB")
    record = {name: row[name] for name in RECORD if name in row}
    picture = Picture.objects.create(
        width=image.width, height=image.height, colour=fingerprint.colour(image), **record
    )
    original = Original(
        picture=picture,
        filename=f"{row['name']}.jpg",
        media_type="image/jpeg",
        size=len(data),
        digest=digest,
        likeness=fingerprint.likeness(image),
        title=row.get("title", ""),
        uploaded_by=by,
    )
    original.file.name = kept(f"{digest[:2]}/{digest}.jpg", data)
    for size, longest in PRINTS.items():
        image.thumbnail((longest, longest))
        small = io.BytesIO()
        image.save(small, "JPEG", quality=82)
        kept(original.print_name(size), small.getvalue())
    original.save()
    return picture


def kept(name: str, data: bytes) -> str:
    """Under this very name: an earlier demo may have left the same drawing there."""
    private().delete(name)
    return private().save(name, ContentFile(data))
