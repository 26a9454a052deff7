"""Reading the web server's logs, rotated and packed ones too."""

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError


def lines_of(names: Iterable[str]) -> Iterator[str]:
    """The lines of these files, one after the other; `-` is standard input.

    Raises CommandError, which names the file that cannot be read.
    """
    for name in names:
        try:
            with sys.stdin if name == "-" else opened(Path(name)) as file:
                yield from file
        except (OSError, EOFError) as error:
            raise CommandError(f"{name}: {getattr(error, 'strerror', None) or error}") from error


def opened(path: Path) -> IO[str]:
    opens: Any = gzip.open if path.suffix == ".gz" else open
    file: IO[str] = opens(path, "rt", encoding="utf-8", errors="replace")
    return file
