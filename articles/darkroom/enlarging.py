"""Having renditions made: each picture in a process of its own, whose memory ends with it."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO

from PIL import Image

from .claims import Limits
from .crops import Sheet, Size
from .encoding import cut, encoded
from .intake import HOUSE
from .refusals import Reason, Refused

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
    try:
        done = subprocess.run(  # our own program, and no word of a stranger's
            [sys.executable, "-m", "articles.darkroom.enlarger"],
            input=f"{json.dumps(order)}\n",
            capture_output=True,
            text=True,
            cwd=HOUSE,
            env={"LANG": "C.UTF-8"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(Reason.COSTLY) from error
    if done.returncode:
        raise Refused(Reason.COSTLY if done.returncode < 0 else Reason.DAMAGED)
    if refused := json.loads(done.stdout).get("refused"):
        raise Refused(Reason(refused))
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
