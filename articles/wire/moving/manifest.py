"""The manifest: what an export holds, and by which digests it is known again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .groups import NAME as GROUPS
from .groups import lines_of_groups
from .nouns import every_noun
from .refusals import Newer, Unfinished, Unreadable
from .rows import lines

NAME = "manifest.json"
#: Another number: whoever reads only older ones would lose something.
FORMAT = 1


@dataclass(frozen=True)
class Count:
    """How many lines, how many bytes, and their SHA-256 in hexadecimal."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Of a whole export. It holds no date: the same newsroom has the same manifest."""

    secrets: bool
    nouns: dict[str, Count]
    files: Count
    format: int = FORMAT

    @property
    def digest(self) -> str:
        """One number for the whole newsroom."""
        return hashlib.sha256(self.text().encode()).hexdigest()

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    def write(self, folder: Path) -> None:
        beside = folder / f".{NAME}.part"
        beside.write_text(self.text(), encoding="utf-8")
        beside.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """Raises Unfinished, Unreadable or Newer."""
    try:
        found: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if int(found["format"]) > FORMAT:
            raise Newer(format=found["format"], known=FORMAT)
        counts = {name: Count(**one) for name, one in found["nouns"].items()}
        return Manifest(bool(found["secrets"]), counts, Count(**found["files"]), found["format"])
    except FileNotFoundError as error:
        raise Unfinished(folder=folder) from error
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise Unreadable(folder=folder, why=error) from error


def count(lines: Iterable[bytes], keep: Callable[[bytes], object] | None = None) -> Count:
    """Count lines that go by; `keep` is given each."""
    rows, size, digest = 0, 0, hashlib.sha256()
    for one in lines:
        rows, size = rows + 1, size + len(one)
        digest.update(one)
        if keep:
            keep(one)
    return Count(rows, size, digest.hexdigest())


def everything(*, secrets: bool) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every noun's name, and its lines as the database has them now."""
    yield GROUPS, lines_of_groups()
    for noun in every_noun():
        yield noun.name, lines(noun, secrets=secrets)


def counts_of_database(*, secrets: bool = False) -> dict[str, Count]:
    """The digest of every noun in the database: two that agree in all hold the same newsroom."""
    return {name: count(rows) for name, rows in everything(secrets=secrets)}
