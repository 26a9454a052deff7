"""Taking a file in: a cheap look first, then a process of its own that may come to no harm here."""

from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore

from .apart import answer
from .claims import Limits, look
from .papers import Papers

#: Decoding two at a time is all that memory is planned for.
TRAYS = BoundedSemaphore(2)


@dataclass(frozen=True)
class Developed:
    """What was found in a file. Pixels are those of the picture standing upright."""

    width: int
    height: int
    media_type: str
    colour: str
    likeness: int
    papers: Papers


def develop(path: Path, prints: dict[Path, int], limits: Limits | None = None) -> Developed:
    """Decode a file and write a JPEG for each of `prints`, {path: longest side}, longest first.

    Raises Refused. Nothing of the file is ever decoded in this process.
    """
    limits = limits or Limits()
    look(path, limits)
    order = {
        "path": str(path.resolve()),
        "prints": {str(name.resolve()): side for name, side in prints.items()},
        "limits": asdict(limits),
    }
    with TRAYS:
        found = answer("tray", order, limits.seconds)
    return Developed(**found | {"papers": Papers(**found["papers"])})
