"""Having renditions made: each picture in a process of its own, whose memory ends with it."""

from dataclasses import asdict
from pathlib import Path
from typing import IO

from PIL import Image

from .apart import answer
from .claims import Limits
from .crops import Sheet, Size
from .encoding import cut, encoded

#: Decoding as for the intake, and a dozen files to encode besides.
SECONDS = 120


def enlarge(path: Path, sheets: list[Sheet], room: Path, limits: Limits) -> dict[Sheet, Path]:
    """Make every sheet of a file into a folder; no process of ours decodes it. Raises Refused."""
    names = {one: f"{number}.{one.ending}" for number, one in enumerate(sheets)}
    order = {
        "path": str(path.resolve()),
        "room": str(room.resolve()),
        "sheets": {
            name: [one.box, one.width, one.height, one.media_type] for one, name in names.items()
        },
        "limits": asdict(limits) | {"seconds": SECONDS},
    }
    answer("enlarger", order, SECONDS)
    return {one: room / name for one, name in names.items()}


def meanwhile(print_: IO[bytes], size: Size, sheets: list[Sheet]) -> dict[Sheet, bytes]:
    """The same sheets from a print of our own, small enough to be opened here and now.

    `size` is that of the original, in whose pixels the boxes count.
    """
    with Image.open(print_, formats=["JPEG"]) as image:
        seen = image.convert("RGB")
    return {
        one: encoded(cut(seen, size, one.box, (one.width, one.height)), one.media_type)
        for one in sheets
    }
