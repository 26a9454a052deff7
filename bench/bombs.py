"""Hostile inputs, each fed to what would eat it in production, in a process of its own.

For each: how it ended, which must be the refusal or the result that is right; its processor time,
with that of processes it started; and the most memory that it or one of these held at a time.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .bomb import TAKEN, Bomb, ended
from .goals import Goal, report

#: Processor seconds and MiB of one input, and how many there are at least.
SECONDS, MEMORY, FEWEST = 1.0, 256.0, 20
#: Where a process is stopped: far above the goals, so that a figure comes out of most faults.
NET_SECONDS, NET_MEMORY = 60, 2 * 1024**3
#: Feeding again counts the machine's other work less: the best of so many times.
TIMES = 3


class Fed(NamedTuple):
    """How a bomb ended, what it took, and what its process held before it was fed."""

    ended: str
    seconds: float
    mib: float
    before: float

    @property
    def met(self) -> bool:
        return self.seconds <= SECONDS and self.mib <= MEMORY


def main(arguments: list[str]) -> None:
    """All and every pattern, or those inputs whose names begin with a word given."""
    if arguments[:1] == ["--feed"]:
        return feed(arguments[1])
    bombs = [one for one in every() if not arguments or one.name.startswith(tuple(arguments))]
    found = {one.name: said(one, best(one)) for one in bombs}
    goals = [
        Goal("inputs", len(found), least=1 if arguments else FEWEST),
        Goal("ended otherwise than they should", wrong(bombs, found), 0),
        Goal(
            "processor seconds of the costliest",
            max(one.seconds for one in found.values()),
            SECONDS,
        ),
        Goal("MiB of the largest", max(one.mib for one in found.values()), MEMORY),
    ]
    sys.exit(report(goals if arguments else [*goals, *of_patterns()]))


def of_patterns() -> list[Goal]:
    from . import bombs_of_patterns as them

    count, seconds, name = them.slowest()
    print(f"{count} patterns on {len(them.UNITS)} rows of {them.LETTERS:,}: slowest is {name}")
    return [Goal("processor seconds of a pattern", seconds, them.SECONDS)]


def every() -> list[Bomb]:
    prepared()
    from . import bombs_of_files, bombs_of_words

    return [*bombs_of_words.cleaning(), *bombs_of_words.reading(), *bombs_of_files.every()]


def prepared() -> None:
    """The application as a program of its own has it; no database is asked."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()


def best(bomb: Bomb) -> Fed:
    """Fed once; where it took too much, again, and the least counts."""
    found = fed(bomb.name)
    for _time in range(TIMES - 1):
        if not found.met and found.seconds < NET_SECONDS / 2:
            found = min(found, fed(bomb.name), key=lambda one: (one.seconds, one.mib))
    return found


def fed(name: str) -> Fed:
    """By a process of its own, which may be stopped for what it takes."""
    line = [sys.executable, "-m", "bench", "bombs", "--feed", name]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode < 0:
        how = f"stopped by {signal.Signals(-done.returncode).name}"
        return Fed(how, float(NET_SECONDS), 0.0, 0.0)
    if done.returncode:
        return Fed(done.stderr.strip().splitlines()[-1], 0.0, 0.0, 0.0)
    return Fed(**json.loads(done.stdout.splitlines()[-1]))


def feed(name: str) -> None:
    """In the process of its own: make it, forget what that took, eat it, say what happened."""
    bomb = next(one for one in every() if one.name == name)
    # What reads a picture's first page for a warning is the darkroom's own affair.
    warnings.simplefilter("ignore")
    made = bomb.make()
    confine()
    forget_peak()
    before, begun = peak(), spent()
    try:
        bomb.eat(*made)
        how = TAKEN
    except Exception as error:
        how = ended(error)
    took = spent() - begun
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps(Fed(how, took, max(peak(), children), before)._asdict()))


def confine() -> None:
    used = int(spent()) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + NET_SECONDS, used + NET_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (NET_MEMORY, NET_MEMORY))


def spent() -> float:
    """Processor seconds of this process and of those it started and has seen end."""
    of = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in of)


def forget_peak() -> None:
    """The most memory so far is what is held now: making the input is not measured."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """MiB, at most, since it was forgotten."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith("VmHWM")) / 1024


def said(bomb: Bomb, found: Fed) -> Fed:
    mark = "" if found.ended == bomb.ends else f"   EXPECTED {bomb.ends}"
    mark += "" if found.met else "   MISSED"
    print(
        f"{bomb.name:<38}{found.ended:<24}{found.seconds:>7.2f} s{found.mib:>7.0f} MiB"
        f" ({found.mib - found.before:>+4.0f}){mark}",
        flush=True,
    )
    return found


def wrong(bombs: Iterable[Bomb], found: dict[str, Fed]) -> int:
    return sum(found[one.name].ended != one.ends for one in bombs)
