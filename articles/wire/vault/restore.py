"""Putting a backup back: into an empty newsroom, all of it or nothing, and compared afterwards."""

import posixpath
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles.reader.wall import grants

from . import postgres
from .folder import DUMP, STORES, CannotKeep, checked, files


def put_back(folder: Path) -> dict[str, Any]:
    """Restore; what is said of the backup. Raises CannotKeep, OSError, and then nothing is there.

    Only the comparison at the end comes too late for that: then the sentence names the tables.
    """
    about = checked(folder)
    refuse_newer(about)
    refuse_furnished()
    put: list[tuple[str, str]] = []
    try:
        fill(folder, put)
        refill(folder)
    except BaseException:
        for store, name in put:
            storages[store].delete(name)
        raise
    compare(about)
    if not pending(about):
        grants.apply()
    return about


def refuse_newer(about: dict[str, Any]) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    strange = [one for one in about["migrations"] if one not in known and one[:9] == "articles."]
    if strange:
        raise CannotKeep(
            f"This backup was made by a newer Newsroom ({strange[-1]} is not known here):"
            " restore it with that one."
        )
    if about["postgresql"] > postgres.major():
        raise CannotKeep(
            f"This backup was made by PostgreSQL {about['postgresql']}, and this server is"
            f" {postgres.major()}: restore it into that one or a newer one."
        )


def refuse_furnished() -> None:
    """Nothing is ever overwritten."""
    name = connection.settings_dict["NAME"]
    if postgres.tables():
        raise CannotKeep(f"The database {name} is not empty: restore into a new one.")
    for store in STORES:
        storage = storages[store]
        if storage.exists("") and holds(storage, ""):
            raise CannotKeep(f"The folder of {store} is not empty: restore into a new one.")


def holds(storage: Storage, folder: str) -> bool:
    """Whether there is any file; empty folders are left behind by whatever was deleted."""
    folders, found = storage.listdir(folder)
    return bool(found) or any(holds(storage, posixpath.join(folder, one)) for one in folders)


def fill(folder: Path, put: list[tuple[str, str]]) -> None:
    """Every file into its storage; `put` has what is there already, should it have to go again."""
    for store in STORES:
        for path in sorted(files(folder / store)):
            name = path.relative_to(folder / store).as_posix()
            put.append((store, name))
            with path.open("rb") as file:
                if storages[store].save(name, File(file)) != name:
                    raise CannotKeep(f"{name} appeared in {store} while it was restored.")


def refill(folder: Path) -> None:
    postgres.run(
        "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(folder / DUMP)
    )


def compare(about: dict[str, Any]) -> None:
    with transaction.atomic():
        found = postgres.weights()
    wrong = sorted(
        name
        for name in set(about["tables"]) | set(found)
        if about["tables"].get(name) != found.get(name)
    )
    if wrong:
        raise CannotKeep(f"Restored, but not as it was: {', '.join(wrong)} differ.")


def pending(about: dict[str, Any]) -> bool:
    """Whether this Newsroom is newer than the backup, so that a migration is due."""
    ours = {
        f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations if app == "articles"
    }
    return bool(ours - set(about["migrations"]))
