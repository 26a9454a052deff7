"""What processes cost: processor time and memory, from /proc."""

from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def family(process: int) -> list[int]:
    """A process and all that came of it."""
    found = [process]
    for one in found:
        for task in tasks(one):
            children = read(task / "children").split()
            found += [int(child) for child in children if int(child) not in found]
    return found


def tasks(process: int) -> list[Path]:
    try:
        return list((PROC / str(process) / "task").iterdir())
    except OSError:
        return []


def read(file: Path) -> str:
    """Empty where the process has ended meanwhile."""
    try:
        return file.read_text()
    except OSError:
        return ""


def processor(processes: Iterable[int]) -> float:
    """Seconds these have worked until now, to the microsecond: all their threads."""
    spent = 0
    for one in processes:
        for task in tasks(one):
            spent += int((read(task / "schedstat").split() or ["0"])[0])
    return spent / 1e9


def memory(process: int) -> float:
    """MiB of a process; what it shares with others is counted in parts (PSS)."""
    for line in read(PROC / str(process) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
