"""The program of the process in which renditions are made: limits, no secrets, pixels only.

Reads {"path", "sheets": {file name: [box, width, height, media type]}, "room", "limits"} and
writes one file for each sheet, or {"refused"} as one line of JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

from .claims import Limits
from .refusals import Reason, Refused
from .tray import confine, failing_disk


def main() -> None:
    order = json.loads(sys.stdin.readline())
    limits = Limits(**order["limits"])
    confine(limits)
    answer: dict[str, Any] = {}
    try:
        enlarge(Path(order["path"]), order["sheets"], Path(order["room"]), limits)
    except Refused as refused:
        answer = {"refused": refused.reason}
    except MemoryError:
        answer = {"refused": Reason.COSTLY}
    sys.stdout.write(json.dumps(answer))


def enlarge(path: Path, sheets: dict[str, list[Any]], room: Path, limits: Limits) -> None:
    """Decode once, as few pixels as the sheets need, and write them all. Raises Refused."""
    # Decoders are loaded inside the limits.
    from . import encoding, opening

    with opening.opened(path, limits) as image:
        turn = opening.orientation(image)
        size = image.size if turn < 5 else image.size[::-1]
        seen = opening.reduced(image, longest_of(size, sheets))
        seen = opening.in_srgb(opening.upright(seen, turn))
    with failing_disk():
        for name, (box, width, height, media_type) in sheets.items():
            made = encoding.cut(seen, size, tuple(box), (width, height))
            (room / name).write_bytes(encoding.encoded(made, media_type))


def longest_of(size: tuple[int, int], sheets: dict[str, list[Any]]) -> int:
    """The longest side of the whole picture at which each sheet still finds all of its pixels."""
    finest = max(width / box[2] for box, width, _height, _type in sheets.values())
    return max(1, round(max(size) * min(1.0, finest)))


if __name__ == "__main__":
    main()
