"""The application killed, the application hung, the database stopped: what readers notice.

Every page of the demo's maps has been asked for once before. Readers then go on asking for all of
them, while one thing behind the cache after the other is away, each for 60 seconds.
"""

import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from . import stage

#: Answers that are no page, and the longest wait in seconds.
ERRORS, STALL = 0, 2.1
READERS, SECONDS = 12, 60


@dataclass
class Suffered:
    """What all readers met with in one outage."""

    answers: int = 0
    errors: int = 0
    longest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


def main(arguments: list[str]) -> None:
    kind = arguments[0] if arguments else "nginx"
    seconds = int(arguments[1]) if len(arguments) > 1 else SECONDS
    figures = []
    for name, fault in FAULTS.items():
        with stage.stage(kind, worker=False, EDGE_SECONDS="2") as running:
            pages = warmed(running.front.port)
            found = endured(running, fault, pages, seconds)
        print(f"{kind}, {name}, {seconds} s: {found.answers} answers for {len(pages)} pages")
        figures.append((f"errors, {name}", found.errors, ERRORS, ""))
        figures.append((f"longest stall, {name}", found.longest, STALL, "s"))
    stage.verdict(figures)


def warmed(port: int) -> list[str]:
    """Every page that the maps of the site name, its feeds and its sheet, each asked for once."""
    reader, paths = stage.Reader(port), {"/", "/rss.xml", "/atom.xml", "/feed.json"}
    maps = ["/sitemap.xml"]
    while maps:
        for found in re.findall(rb"<loc>https://[^/<]+([^<]+)</loc>", reader.get(maps.pop())[1]):
            (maps.append if found.endswith(b".xml") else paths.add)(found.decode())
    sheets = re.findall(rb'href="(/site\.[0-9a-f]+\.css)"', reader.get("/")[1])
    paths |= {one.decode() for one in sheets}
    return [one for one in sorted(paths) if reader.get(one)[0] == 200]


def endured(
    running: stage.Stage, fault: Callable[[stage.Stage], None], pages: list[str], seconds: int
) -> Suffered:
    found, over = Suffered(), threading.Event()
    readers = [
        threading.Thread(target=read, args=(running.front.port, pages, number, found, over))
        for number in range(READERS)
    ]
    for one in readers:
        one.start()
    time.sleep(3)
    fault(running)
    time.sleep(seconds)
    over.set()
    for one in readers:
        one.join()
    mend(running)
    return found


def read(port: int, pages: list[str], turn: int, found: Suffered, over: threading.Event) -> None:
    reader = stage.Reader(port)
    while not over.is_set():
        turn += 1
        begun = time.perf_counter()
        status, _ = reader.get(pages[turn * 7 % len(pages)])
        took = time.perf_counter() - begun
        with found.lock:
            found.answers += 1
            found.errors += status != 200
            found.longest = max(found.longest, took)
        time.sleep(0.005)
    reader.close()


def killed(running: stage.Stage) -> None:
    stage.tell(running.site, signal.SIGKILL)


def hung(running: stage.Stage) -> None:
    stage.tell(running.site, signal.SIGSTOP)


def without_database(running: stage.Stage) -> None:
    """With all its connections, at once."""
    stage.close()


def mend(running: stage.Stage) -> None:
    """So that all can end in order."""
    stage.tell(running.site, signal.SIGCONT)


FAULTS = {
    "application killed": killed,
    "application hung": hung,
    "database stopped": without_database,
}
