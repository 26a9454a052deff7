"""The folder of a static copy: what lies in it, from which answers it was made, and since when."""

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

#: Within the folder; nothing in it is anything that readers could not have.
OWN = ".bake"
#: What made the files; where it differs, all are made anew. To be raised with a change of names.
MAKER = "bake 1"


class Unbakeable(Exception):
    """Says in one sentence why no copy is made here."""


class Kept(NamedTuple):
    """A file of the copy. Without `digest` it was begun, and perhaps never finished."""

    file: str
    etag: str = ""
    digest: str = ""
    size: int = -1
    #: The addresses with a question that its links lead to, which the file has under other names.
    asked: tuple[str, ...] = ()


class Shelf:
    """Writes files one after the other, each whole or not at all, and notes them in a journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = folder / OWN
        self.journal = self.own / "journal"
        self.known: dict[str, Kept] = dict(self.recorded())
        self.out = self.journal.open("a", encoding="utf-8", buffering=1)

    def recorded(self) -> Iterator[tuple[str, Kept]]:
        """What runs before noted; a line that a killed one left unfinished is passed over."""
        if not self.journal.exists():
            return
        with self.journal.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                with suppress(ValueError, TypeError):
                    address, file, etag, digest, size, asked = json.loads(line)
                    yield str(address), Kept(file, etag, digest, size, tuple(asked))

    def standing(self, address: str) -> Kept | None:
        """What was made of this address, if it still lies there."""
        kept = self.known.get(address)
        if kept is None or not kept.digest:
            return None
        try:
            whole = (self.folder / kept.file).stat().st_size == kept.size
        except OSError:
            return None
        return kept if whole else None

    def put(
        self, address: str, file: str, data: bytes, etag: str = "", asked: tuple[str, ...] = ()
    ) -> bool:
        """Whether anything had to be written. Raises OSError."""
        new = Kept(file, etag, hashlib.sha256(data).hexdigest()[:32], len(data), asked)
        before = self.standing(address)
        if before and (before.digest, before.file) == (new.digest, file):
            if before != new:
                self.note(address, new)
            return False
        place = self.folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        self.note(address, Kept(file))
        beside = self.own / "new"
        beside.write_bytes(data)
        beside.replace(place)
        self.note(address, new)
        return True

    def note(self, address: str, kept: Kept) -> None:
        self.known[address] = kept
        self.out.write(json.dumps([address, *kept]) + "\n")

    def remove(self, addresses: set[str]) -> int:
        """Take away what was made of these; a file that is now another address's stays."""
        gone = {self.known.pop(one).file for one in addresses if one in self.known}
        gone -= {one.file for one in self.known.values()}
        return sum(self.unlink(self.folder / one) for one in sorted(gone))

    def unlink(self, place: Path) -> bool:
        try:
            place.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        with suppress(OSError):  # a folder with something in it
            for folder in place.relative_to(self.folder).parents[:-1]:
                (self.folder / folder).rmdir()
        return True

    def close(self) -> None:
        """Write the journal anew, without what later lines made void."""
        self.out.close()
        beside = self.own / "new"
        with beside.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps([one, *kept]) + "\n" for one, kept in self.known.items())
        beside.replace(self.journal)


@contextmanager
def shelf(folder: Path, state: str) -> Iterator[Shelf]:
    """The folder for one run alone. Raises Unbakeable, or OSError.

    `state` is what else files are made of, beside answers: when it differs, no tag is believed.
    """
    own = folder / OWN
    if folder.exists() and not own.is_dir() and any(folder.iterdir()):
        raise Unbakeable(f"{folder} holds something that no bake made: name an empty folder.")
    own.mkdir(parents=True, exist_ok=True)
    with (own / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unbakeable(f"Another bake is at work in {folder}.") from error
        made = own / "state"
        found = Shelf(folder)
        if not made.exists() or made.read_text(encoding="utf-8") != state:
            found.known = {one: kept._replace(etag="") for one, kept in found.known.items()}
            found.close()
            found = Shelf(folder)
            made.write_text(state, encoding="utf-8")
        try:
            yield found
        finally:
            found.close()
