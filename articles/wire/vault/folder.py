"""What a backup looks like: a folder of ordinary files, and the sums that prove it whole."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

#: Another number is a layout that this code does not know.
FORMAT = 1
#: What is said of a backup, its sums as `sha256sum --check` reads them, and the database.
ABOUT, SUMS, DUMP = "newsroom.json", "SHA256SUMS", "database.dump"
#: The storages whose files it holds, each in a folder of its name.
STORES = ("originals", "renditions")
#: Bytes held at once.
CHUNK = 1 << 20


class CannotKeep(Exception):
    """Says in one sentence why there is no backup, or why one cannot be put back."""


def prepare(folder: Path) -> Path:
    """A folder beside the wanted one, to be renamed when all is in it. Raises CannotKeep."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotKeep(f"{folder} is not empty: name a folder that is yet to be made.")
    draft = folder.with_name(f"{folder.name}.part")
    if draft.exists():
        raise CannotKeep(f"{draft} is in the way: another backup is under way, or was cut off.")
    draft.mkdir(mode=0o700, parents=True)
    return draft


def write(path: Path, chunks: Iterable[bytes]) -> str:
    """The bytes into a new file that only we may read; their SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)  # inside a folder that is ours alone
    digest = hashlib.sha256()
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(draft: Path, folder: Path, about: dict[str, Any], sums: dict[str, str]) -> None:
    """Write what is said of it and its sums, and give it its name: now it is a backup."""
    text = json.dumps(about, indent=1, sort_keys=True) + "\n"
    sums = sums | {ABOUT: write(draft / ABOUT, [text.encode()])}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    write(draft / SUMS, [lines.encode()])
    os.sync()  # the name must not reach the disk before the bytes
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)


def checked(folder: Path) -> dict[str, Any]:
    """What is said of a backup, after every byte of it was read. Raises CannotKeep."""
    if not (folder / SUMS).is_file():
        raise CannotKeep(f"{folder} is no backup, or one that was cut off: it has no {SUMS}.")
    sums = dict(listed(folder))
    there = {path.relative_to(folder).as_posix() for path in files(folder)} - {SUMS}
    for name in sorted(there ^ set(sums)):
        wrong = "is missing" if name in sums else "does not belong to it"
        raise CannotKeep(f"This backup is damaged: {name} {wrong}.")
    for name, digest in sums.items():
        if sum_of(folder / name) != digest:
            raise CannotKeep(f"This backup is damaged: {name} has other bytes than were written.")
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    if about["format"] > FORMAT:
        raise CannotKeep("This backup was made by a newer Newsroom: restore it with that one.")
    return about


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and sums as they were written."""
    for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _blanks, name = line.partition("  ")
        yield name, digest


def files(folder: Path) -> Iterator[Path]:
    """Every plain file below; a link could lead anywhere, so it counts as none."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path
