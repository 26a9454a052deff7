"""A process of its own for files of strangers: limits, no secrets, and nothing of it left here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from .refusals import Reason, Refused

#: Where this house stands: the process is given nothing else to import from.
HOUSE = Path(__file__).parents[2]


def answer(module: str, order: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What a program of this room says to an order. Raises Refused.

    Whatever ends it before it could say anything is a refusal too: it was stopped for its cost, or
    the file broke what opened it.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own program, and no word of a stranger's
            [sys.executable, "-m", f"articles.darkroom.{module}"],
            input=f"{json.dumps(order)}\n",
            capture_output=True,
            text=True,
            cwd=HOUSE,
            env={"LANG": "C.UTF-8"},
            timeout=seconds,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise Refused(Reason.COSTLY) from error
    if done.returncode:
        raise Refused(Reason.COSTLY if done.returncode < 0 else Reason.DAMAGED)
    found: dict[str, Any] = json.loads(done.stdout)
    if refused := found.get("refused"):
        raise Refused(Reason(refused))
    return found
