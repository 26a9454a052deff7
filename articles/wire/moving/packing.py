"""Packing: everything the newsroom has into a folder, as it is at one moment."""

from collections.abc import Callable, Iterator
from pathlib import Path

from articles.wire.snapshot import one_moment

from . import files, manifest
from .files import pack_files
from .manifest import Count, Manifest, everything
from .refusals import NotAFolder

#: Who is told of each noun when it is done.
Told = Callable[[str, Count], object]
ROWS = "rows"
OURS = {ROWS, files.FOLDER, files.LIST, manifest.NAME}


def pack(folder: Path, *, secrets: bool = False, told: Told = lambda *_: None) -> Manifest:
    """Write every noun, then every file, then the manifest, without which nobody unpacks it.

    Stopped, it is run again: rows are always those of one moment, files that are there stay.
    """
    clear(folder)
    counts = {}
    with one_moment():
        for name, lines in everything(secrets=secrets):
            counts[name] = write(folder / ROWS / f"{name}.jsonl", lines)
            told(name, counts[name])
        kept = write(folder / files.LIST, pack_files(folder))
        told("files", kept)
    packed = Manifest(secrets=secrets, nouns=counts, files=kept)
    packed.write(folder)
    return packed


def clear(folder: Path) -> None:
    """Make the folder, for its owner's eyes only; an earlier export's manifest is void."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if {one.name for one in folder.iterdir() if not one.name.endswith(".part")} - OURS:
        raise NotAFolder(folder=folder)
    (folder / manifest.NAME).unlink(missing_ok=True)
    (folder / ROWS).mkdir(exist_ok=True)


def write(place: Path, lines: Iterator[bytes]) -> Count:
    with place.open("wb") as file:
        return manifest.count(lines, file.write)
