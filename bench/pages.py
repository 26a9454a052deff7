"""The public pages as production serves them: rates, waits, processor time, memory, growth.

`python -m bench pages [DATA_FOLDER …]`: the newsroom of the environment, or those in these data
folders. Each has the public process of the unit file, and the bare view in it; every round asks
every kind of page of every newsroom for a while, and nginx for a file. Processor time is that of
the process and of its database backends. Options:

  --rounds N    rounds; six where nothing is said
  --seconds S   of each row in each round; two where nothing is said
  --out FOLDER  where figures (pages.json) and plot (pages.svg) go; else below the data folder
  --only WORD   only rows whose name begins so, and the bare view
  --inside [N]  no server: the application called in a loop, N calls of each (for profiling)
"""

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from . import costs
from .asking import Row, ask
from .figures import BARE, GOALS, Figures, Sample, Table, goals_of, growth
from .goals import report
from .newsrooms import Newsroom, open_newsroom
from .plain import FILE, File, open_file
from .plot import plot
from .stage import HOME

TARGET = Row(FILE, ("/30k",))


def main(arguments: list[str]) -> None:
    asked = options(arguments)
    if asked.inside is not None:
        from . import inside

        return inside.main([str(asked.inside)])
    print(f"load of the machine: {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors")
    with ExitStack() as stack:
        rooms = [stack.enter_context(open_newsroom(one)) for one in asked.folders or [""]]
        for room in rooms:
            room.rows = [one for one in room.rows if one.name.startswith((BARE, asked.only))]
        file = stack.enter_context(open_file())
        table, memory = measured(rooms, file, asked.rounds, asked.seconds)
    rooms.sort(key=lambda one: one.stories)
    print(f"and at the end: {os.getloadavg()[0]:.1f}")
    order = [one.name for one in rooms]
    show(table, rooms)
    goals = goals_of(table, memory, order)
    write(asked.out, table, memory, rooms)
    sys.exit(report(goals))


def options(arguments: list[str]) -> argparse.Namespace:
    said = argparse.ArgumentParser("bench pages", description=__doc__)
    said.add_argument("folders", nargs="*", metavar="DATA_FOLDER")
    said.add_argument("--rounds", type=int, default=6)
    said.add_argument("--seconds", type=float, default=2)
    said.add_argument("--out", type=Path, default=HOME)
    said.add_argument("--only", default="")
    said.add_argument("--inside", type=int, nargs="?", const=300)
    return said.parse_args(arguments)


def measured(
    rooms: list[Newsroom], file: File | None, rounds: int, seconds: float
) -> tuple[Table, dict[str, float]]:
    """Every row of every newsroom, one after the other, round by round."""
    table: Table = {}
    memory = dict.fromkeys((one.name for one in rooms), 0.0)
    for room in rooms:
        for row in room.rows:
            ask(room.port, row, min(1, seconds))  # every thread has its connection and its plans
    names = list(dict.fromkeys(row.name for room in rooms for row in room.rows))
    for _round in range(rounds):
        for name in names:
            for room in rooms:
                for row in (one for one in room.rows if one.name == name):
                    add(table, room.name, row, sample(room, row, seconds))
                    memory[room.name] = max(memory[room.name], costs.memory(room.worker))
        if file:
            add(table, FILE, TARGET, sample(file, TARGET, seconds))
    return table, memory


def add(table: Table, newsroom: str, row: Row, one: Sample) -> None:
    table.setdefault((newsroom, row.name), Figures(newsroom, row.name)).samples.append(one)


def sample(room: Newsroom | File, row: Row, seconds: float) -> Sample:
    application, database = room.application(), room.database()
    found = ask(room.port, row, seconds)
    time.sleep(0.02)  # the last answers are on their way
    application, database = room.application() - application, room.database() - database
    each = 1e3 / found.count
    rate = found.count / found.seconds
    return Sample(rate, found.p50, found.p99, application * each, database * each)


def show(table: Table, rooms: list[Newsroom]) -> None:
    head = f"{'req/s':>8}" + "".join(f"{one:>7}" for one in ("p50", "p99", "app", "db", "sum"))
    head += f"{'median':>8}{'spread':>8}"
    for room in rooms:
        print(f"\n{room.name}: {room.stories:,} stories")
        print(f"{'page':<24}{head}{'× bare':>8}{'goal':>7}")
        for (newsroom, row), one in table.items():
            if newsroom in {room.name, FILE}:
                print(line(one, table[room.name, BARE], GOALS.get(row)))
    for row, by in growth(table, [one.name for one in rooms]):
        print(f"growth from {rooms[0].stories:,} to {rooms[-1].stories:,}: {row:<24}{by:6.2f}")
    print()


def line(one: Figures, bare: Figures, goal: float | None) -> str:
    """Rates and times are medians; processor times those of the best round, and their median."""
    best = one.best
    return (
        f"{one.row:<24}{one.median('rate'):8,.0f}{one.median('p50'):7.1f}{one.median('p99'):7.1f}"
        f"{best.application:7.2f}{best.database:7.2f}{best.cost:7.2f}{one.median('cost'):8.2f}"
        f"{one.spread:8.0%}{best.cost / bare.best.cost:8.1f}{goal or '':>7}"
    )


def write(out: Path, table: Table, memory: dict[str, float], rooms: list[Newsroom]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    order = [one.name for one in rooms]
    bare = {one.name: table[one.name, BARE] for one in rooms}
    found = {
        "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "newsrooms": {one.name: one.stories for one in rooms},
        "memory": memory,
        "rows": [one.as_json(bare.get(one.newsroom, bare[order[0]])) for one in table.values()],
        "growth": dict(growth(table, order)),
        "goals": [
            {"name": one.name, "figure": one.figure, "most": one.most, "met": one.met}
            for one in goals_of(table, memory, order)
        ],
    }
    (out / "pages.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    (out / "pages.svg").write_text(plot(list(table.values()), order), encoding="utf-8")
    print(f"figures and plot: {out / 'pages.json'}, {out / 'pages.svg'}")
