"""Taking a file in: a cheap look first, then a process of its own that may come to no harm here."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from .claims import Limits, look
from .papers import Papers
from .refusals import Reason, Refused

#: Where this house stands: the process is given nothing else to import from.
HOUSE = Path(__file__).parents[2]
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
        found = answer(json.dumps(order), limits)
    if "refused" in found:
        raise Refused(Reason(found["refused"]))
    return Developed(**found | {"papers": Papers(**found["papers"])})


def answer(order: str, limits: Limits) -> dict[str, Any]:
    """What the process says; whatever ends it before it could say anything is a refusal too."""
    try:
        done = subprocess.run(  # our own program, and no word of a stranger's
            [sys.executable, "-m", "articles.darkroom.tray"],
            input=f"{order}\n",
            capture_output=True,
            text=True,
            cwd=HOUSE,
            env={"LANG": "C.UTF-8"},
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": Reason.COSTLY}
    except OSError as error:
        raise Refused(Reason.COSTLY) from error
    if done.returncode:
        return {"refused": Reason.COSTLY if done.returncode < 0 else Reason.DAMAGED}
    found: dict[str, Any] = json.loads(done.stdout)
    return found
