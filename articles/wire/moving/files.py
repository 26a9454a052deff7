"""The files of pictures: originals as photographers gave them, and the desk's prints of them."""

import hashlib
import json
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

from django.core.files.base import File

from articles.drafts.models import Original
from articles.drafts.models.original import private

from .refusals import Altered
from .rows import BATCH, line

#: The list of files, and the folder they are in.
LIST, FOLDER = "files.jsonl", "files"
CHUNK = 1 << 20


def pack_files(folder: Path) -> Iterator[bytes]:
    """Copy every file that is not there yet; a line for each, in the order of the originals.

    A file the storage has lost is listed as missing: what else there is can still be moved.
    """
    for original in Original.objects.order_by("pk").iterator(BATCH):
        for name in original.file_names:
            yield line(packed(name, folder / FOLDER / name))


def packed(name: str, place: Path) -> dict[str, Any]:
    storage = private()
    if not storage.exists(name):
        return {"name": name, "missing": True}
    if not place.exists() or place.stat().st_size != storage.size(name):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.part")
        with storage.open(name) as source, beside.open("wb") as copy:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
        beside.replace(place)
    with place.open("rb") as file:
        return {"name": name, "bytes": place.stat().st_size, "sha256": digest(file)}


def digest(file: BufferedReader) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


def unpack_files(folder: Path) -> int:
    """Put every listed file that is not there yet into the storage; how many were put.

    Raises Altered where a file is not what the list says.
    """
    count = 0
    with (folder / LIST).open("rb") as listed:
        for row in map(json.loads, listed):
            if not row.get("missing"):
                count += unpacked(row, folder / FOLDER / row["name"])
    return count


def unpacked(row: dict[str, Any], place: Path) -> bool:
    storage, name = private(), row["name"]
    if storage.exists(name) and storage.size(name) == row["bytes"]:
        return False
    storage.delete(name)  # a process was stopped while it wrote
    if not place.is_file():
        raise Altered(name=place)
    with place.open("rb") as file:
        if digest(file) != row["sha256"]:
            raise Altered(name=place)
        file.seek(0)
        storage.save(name, File(file))
    return True
