"""Making a backup: database and pictures as of one moment, while the newsroom goes on working."""

import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import storages

from articles.drafts.models import Original
from articles.reader.models import Rendition
from articles.wire.snapshot import one_moment

from . import postgres
from .folder import CHUNK, DUMP, FORMAT, CannotKeep, prepare, seal, sum_of, write

#: How often a moment is taken anew because a file went just then, and the seconds in between.
ROUNDS, PAUSE = 10, 0.5


def back_up(folder: Path) -> dict[str, Any]:
    """A new backup in that folder; what is said of it. Raises CannotKeep, OSError.

    Files are named by their bytes and never change, so most are copied beforehand. One that goes
    between the moment and its copy asks for another moment; one that was missing before is named.
    """
    draft = prepare(folder)
    try:
        sums: dict[str, str] = {}
        about = deposit(draft, sums)
        seal(draft, folder, about, sums)
    except BaseException:
        shutil.rmtree(draft)
        raise
    return about


def deposit(draft: Path, sums: dict[str, str]) -> dict[str, Any]:
    """Everything into the folder, its sums by name, and what is said of it."""
    missing = copy(named(), draft, sums)
    for _round in range(ROUNDS):
        with one_moment():
            at, snapshot = moment()
            wanted = named()
            known, missing = missing, copy(wanted, draft, sums)
            if missing <= known:
                dump(draft / DUMP, snapshot)
                about = said(at) | {"missing": sorted(missing)}
                drop(set(sums) - wanted, draft, sums)
                sums[DUMP] = sum_of(draft / DUMP)
                return about
        time.sleep(PAUSE)
    raise CannotKeep("Pictures kept going while they were copied: try again at a quieter time.")


def moment() -> tuple[datetime, str]:
    """The moment that this transaction sees, and the name under which others see the very same."""
    at, snapshot = postgres.rows("SELECT now(), pg_export_snapshot()")[0]
    return at, snapshot


def named() -> set[str]:
    """Every file that a row names, as `storage/name`."""
    found = {f"renditions/{name}" for name in Rendition.objects.values_list("file", flat=True)}
    for original in Original.objects.only("file", "digest").iterator():
        found |= {f"originals/{name}" for name in original.file_names}
    return found


def copy(wanted: set[str], draft: Path, sums: dict[str, str]) -> set[str]:
    """Copy what is not there yet; the names of those that are not to be found."""
    missing = set()
    for path in sorted(wanted - set(sums)):
        store, _slash, name = path.partition("/")
        try:
            with storages[store].open(name) as file:
                sums[path] = write(draft / path, file.chunks(CHUNK))
        except FileNotFoundError:
            missing.add(path)
    return missing


def drop(left: set[str], draft: Path, sums: dict[str, str]) -> None:
    """What was copied beforehand and was named by no row any more when the moment came."""
    for path in left:
        (draft / path).unlink()
        del sums[path]


def dump(target: Path, snapshot: str) -> None:
    postgres.run(
        "pg_dump", "--format=custom", "--snapshot", snapshot, "--no-owner", "--file", str(target)
    )


def said(at: datetime) -> dict[str, Any]:
    """What a restore is compared with."""
    return {
        "format": FORMAT,
        "at": at.isoformat(),
        "postgresql": postgres.major(),
        "migrations": postgres.migrations(),
        "tables": postgres.weights(),
    }
