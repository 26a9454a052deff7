"""A backup's folder proves itself whole, and is refused before anything is touched."""

import errno
import json
from pathlib import Path

import pytest

from articles.wire.vault import backup, postgres, restore
from articles.wire.vault.folder import (
    ABOUT,
    DUMP,
    FORMAT,
    SUMS,
    CannotKeep,
    checked,
    files,
    prepare,
    seal,
    write,
)
from tests.pictures import folders

__all__ = ["folders"]

PICTURE = "originals/ab/abcd.jpg"


def kept(folder: Path, **said: object) -> Path:
    """A folder as a backup leaves it."""
    draft = prepare(folder)
    sums = {name: write(draft / name, [name.encode()]) for name in (DUMP, PICTURE)}
    seal(draft, folder, {"format": FORMAT} | said, sums)
    return folder


def spoil_a_picture(folder: Path) -> None:
    (folder / PICTURE).write_bytes(b"other bytes")


def lose_a_picture(folder: Path) -> None:
    (folder / PICTURE).unlink()


def put_a_link_in_its_place(folder: Path) -> None:
    (folder / PICTURE).rename(folder.parent / "moved")
    (folder / PICTURE).symlink_to(folder.parent / "moved")


def add_a_file(folder: Path) -> None:
    (folder / "originals" / "extra").write_text("x")


def cut_the_dump(folder: Path) -> None:
    (folder / DUMP).write_bytes((folder / DUMP).read_bytes()[:-1])


def say_something_else(folder: Path) -> None:
    (folder / ABOUT).write_text(json.dumps({"format": FORMAT, "missing": []}))


def spoil_the_sums(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"\xff" + (folder / SUMS).read_bytes())


def lose_the_sums(folder: Path) -> None:
    (folder / SUMS).unlink()


DAMAGES = [
    spoil_a_picture,
    lose_a_picture,
    put_a_link_in_its_place,
    add_a_file,
    cut_the_dump,
    say_something_else,
    spoil_the_sums,
    lose_the_sums,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_damaged_backup_is_told_from_a_whole_one(tmp_path, damage):
    folder = kept(tmp_path / "kept")
    checked(folder)
    damage(folder)
    with pytest.raises(CannotKeep, match=r"is damaged: .+|it has no SHA256SUMS"):
        checked(folder)


def test_only_its_owner_may_read_a_backup(tmp_path):
    folder = kept(tmp_path / "kept")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in files(folder)} == {0o600}


def test_a_folder_with_something_in_it_is_not_written_into(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "note").touch()
    with pytest.raises(CannotKeep, match="is not empty"):
        prepare(tmp_path / "kept")


def test_two_backups_do_not_write_into_one_folder(tmp_path):
    prepare(tmp_path / "kept")
    with pytest.raises(CannotKeep, match="another backup is under way"):
        prepare(tmp_path / "kept")


def test_a_newer_layout_is_refused(tmp_path):
    with pytest.raises(CannotKeep, match="made by a newer Newsroom"):
        checked(kept(tmp_path / "kept", format=FORMAT + 1))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"migrations": ["articles.9999_wings"]}, "newer Newsroom .articles.9999_wings is not"),
        ({"postgresql": 99}, "made by PostgreSQL 99"),
        ({}, "is not empty: restore into a new one"),
    ],
)
def test_what_cannot_be_restored_is_refused_first(db, as_owner, tmp_path, said, reason):
    folder = kept(tmp_path / "kept", **{"migrations": [], "postgresql": 15} | said)
    with as_owner(), pytest.raises(CannotKeep, match=reason):
        restore.put_back(folder)


def test_pictures_of_somebody_else_are_in_the_way(db, folders, monkeypatch):
    monkeypatch.setattr(postgres, "tables", list)
    restore.refuse_furnished()
    (folders / "originals").mkdir()
    restore.refuse_furnished()
    (folders / "originals" / "holiday.jpg").touch()
    with pytest.raises(CannotKeep, match="The folder of originals is not empty"):
        restore.refuse_furnished()


def test_a_backup_that_fails_leaves_no_folder(tmp_path, monkeypatch):
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "deposit", full)
    with pytest.raises(OSError, match="No space left"):
        backup.back_up(tmp_path / "kept")
    assert not [*tmp_path.iterdir()]
