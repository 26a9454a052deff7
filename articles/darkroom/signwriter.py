"""The program of the process in which a logo is drawn anew: it has limits, and no secrets.

Reads {"path", "page", "square", "limits"}, writes two files, and says {"width", "height", "side",
"ink"}, or {"refused"}, as one line of JSON.
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
    try:
        found = write(Path(order["path"]), Path(order["page"]), Path(order["square"]), limits)
    except Refused as refused:
        found = {"refused": refused.reason}
    except MemoryError:
        found = {"refused": Reason.COSTLY}
    sys.stdout.write(json.dumps(found))


def write(path: Path, page: Path, square: Path, limits: Limits) -> dict[str, Any]:
    """Both files of a logo, and what is known of it. Raises Refused."""
    # Decoders are loaded inside the limits.
    from . import lettering

    drawn = lettering.opened(path, limits)
    ink = lettering.ink(drawn)
    wide = lettering.fitted(drawn, lettering.PAGE)
    even = lettering.square(drawn, ink)
    with failing_disk():
        page.write_bytes(lettering.as_webp(wide))
        square.write_bytes(lettering.as_png(even))
    return {"width": wide.width, "height": wide.height, "side": even.width, "ink": ink}


if __name__ == "__main__":
    main()
