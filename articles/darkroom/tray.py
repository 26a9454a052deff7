"""The program of the process in which a stranger's file is decoded: it has limits, and no secrets.

Reads {"path", "prints": {path: longest side}, "limits"} and writes what it found, or {"refused"},
both as one line of JSON.
"""

import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from .claims import Limits
from .refusals import Reason, Refused


def main() -> None:
    order = json.loads(sys.stdin.readline())
    limits = Limits(**order["limits"])
    confine(limits)
    try:
        found = develop(Path(order["path"]), order["prints"], limits)
    except Refused as refused:
        found = {"refused": refused.reason}
    except MemoryError:
        found = {"refused": Reason.COSTLY}
    sys.stdout.write(json.dumps(found))


def confine(limits: Limits) -> None:
    """Neither memory nor processor time beyond the limits, no core dump."""
    bounds = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        with suppress(ValueError, OSError):  # macOS knows no limit on addresses
            resource.setrlimit(kind, (most, most))


def develop(path: Path, prints: dict[str, int], limits: Limits) -> dict[str, Any]:
    """Pixels, papers and fingerprint of a file; its prints are written as JPEG. Raises Refused.

    The full picture is held once: everything else is done to a reduced one.
    """
    # Decoders are loaded inside the limits.
    from . import fingerprint, opening, papers

    with opening.opened(path, limits) as image:
        turn = opening.orientation(image)
        width, height = image.size if turn < 5 else image.size[::-1]
        found = {
            "width": width,
            "height": height,
            "media_type": opening.media_type(image),
            "papers": papers.read(image),
        }
        seen = opening.reduced(image, max(prints.values()))
        seen = opening.in_srgb(opening.upright(seen, turn))
    seen.info.clear()  # Pillow writes a remark of the original's into what it saves
    known = {"colour": fingerprint.colour(seen), "likeness": fingerprint.likeness(seen)}
    with failing_disk():
        for name, longest in prints.items():
            seen.thumbnail((longest, longest))
            seen.save(name, "JPEG", quality=82)
    return found | known


@contextmanager
def failing_disk() -> Iterator[None]:
    """Raises Refused where the print, not the picture, is what cannot be written."""
    try:
        yield
    except OSError as error:
        raise Refused(Reason.SPACE) from error


if __name__ == "__main__":
    main()
