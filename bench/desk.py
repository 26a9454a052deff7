"""Every screen of the desk at two thousand articles and at a hundred thousand, as four people.

`python -m bench desk [SIZE …]`: makes a newsroom of each size in a folder of its own (the next run
finds it there), logs in at the gate, asks for every address through the WSGI application in the
role each request has, and prints where the time goes. `--json FILE` keeps all figures; `BENCH_AS`
(names of accounts) and `BENCH_ONLY` (a regular expression of screens) ask for less.

The server's time is the processor time of this process and the time its statements take, which
holds less of what else the machine does than the clock; the clock is shown beside it.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from . import stage

SIZES = (2_000, 100_000)
#: Milliseconds of server time; statements slower than that are named with their text.
GOAL, SLOW = 300, 50
#: Options of one menu, and how much longer the large desk may take (where it takes long at all).
OPTIONS, GROWTH, LONG = 1_000, 3.0, 60

#: Milliseconds: the median of what is judged, the least and nearly the most of it, its two parts,
#: and what the clock said.
COLUMNS = ("server", "best", "p95", "app", "db", "clock")


def main(arguments: list[str]) -> None:
    keep = arguments[arguments.index("--json") + 1] if "--json" in arguments else ""
    if "--measure" in arguments:
        from . import desk_measuring

        Path(keep).write_text(json.dumps(desk_measuring.everything()))
        return
    sizes = [int(one) for one in arguments if one.isdecimal()] or list(SIZES)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors")
    found = {size: measured(size) for size in sizes}
    if keep:
        Path(keep).write_text(json.dumps(found, indent=1))
    print(f"and at its end: {os.getloadavg()[0]:.1f}")
    missed = report(found[sizes[-1]], found[sizes[0]] if len(sizes) > 1 else [])
    print(f"{len(found[sizes[-1]])} screens, {missed} missed; at {sizes[-1]} articles")
    sys.exit(1 if missed else 0)


def measured(size: int) -> list[dict[str, Any]]:
    """In a process of its own, since a process has one newsroom."""
    home = stage.HOME / f"desk-{size}"
    answers = home / "desk.json"
    ready(home, size)
    python = [sys.executable, "-m", "bench", "desk", "--measure", "--json", str(answers)]
    subprocess.run(python, cwd=stage.PROJECT, env=surroundings(home, "web"), check=True)
    manage(home, "-m", "newsroom.localdb", "stop")
    found: list[dict[str, Any]] = json.loads(answers.read_text())
    return found


def surroundings(home: Path, role: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    given = {"NEWSROOM_DATA": str(home), "NEWSROOM_ROLE": role, "PORT": "8162"}
    return kept | given | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}


def manage(home: Path, *command: str, role: str = "editor") -> None:
    environment = surroundings(home, role)
    subprocess.run(
        [sys.executable, *command],
        cwd=stage.PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def ready(home: Path, size: int) -> None:
    """A database, migrated, with the demo and so many articles more in it."""
    started, mark = time.monotonic(), home / "filled"
    home.mkdir(parents=True, exist_ok=True)
    manage(home, "-m", "newsroom.localdb", "start")
    manage(home, "manage.py", "migrate", "--no-input", "-v0", role="owner")
    if mark.exists():
        return
    manage(home, "manage.py", "demo")
    manage(home, "-m", "bench.desk_rows", str(size))
    mark.touch()
    print(f"a desk of {size} articles after {time.monotonic() - started:.0f} s", flush=True)


def report(found: list[dict[str, Any]], small: list[dict[str, Any]]) -> int:
    """A line for each screen, the slowest first; how many miss a goal."""
    before = {(one["name"], one["who"]): one for one in small}
    wide = max((len(one["name"]) for one in found), default=0)
    columns = "".join(f"{name:>7}" for name in COLUMNS)
    goal = f"goal ≤ {GOAL} ms, as many asks whatever the size"
    print(f"{'screen':<{wide}} {'as':<8} {columns}{'small':>9}{'asks':>6}   {goal}")
    missed = 0
    for one in sorted(found, key=lambda one: -one["server"]):
        known = before.get((one["name"], one["who"]))
        why = faults(one, known)
        missed += bool(why)
        figures = "".join(f"{one[key]:>7.0f}" for key in COLUMNS)
        less = f"{known['server']:>9.0f}" if known else f"{'':>9}"
        print(f"{one['name']:<{wide}} {one['who']:<8} {figures}{less}{one['asks']:>6}   {why}")
    named: set[str] = set()
    for one in found:
        for took, sql in one["slow"]:
            if sql[:200] not in named:
                named.add(sql[:200])
                print(f"\n{took:.0f} ms in {one['name']}: {sql}")
    return missed


def faults(one: dict[str, Any], small: dict[str, Any] | None) -> str:
    """What is wrong with a screen, in a few words; empty where nothing is."""
    said = []
    if one["server"] > GOAL:
        said.append("MISSED")
    if one["status"] >= 500:
        said.append(f"status {one['status']}")
    if one["options"] > OPTIONS:
        said.append(f"a menu of {one['options']}")
    said += [f"counts everything: {table}" for table in one["counted"]]
    if small and small["status"] == one["status"] and small["asks"] < one["asks"]:
        said.append(f"{small['asks']} asks of the small desk")
    if small and one["server"] > max(LONG, small["server"] * GROWTH):
        said.append("grows")
    return ", ".join(said)
