"""Renders of one page for 128 readers at once: where no copy is, and where it is refreshed."""

import threading
import time
from collections.abc import Callable

from . import stage

#: Renders, whatever the number of readers.
GOAL = 1
READERS, ROUNDS = 128, 10
#: No copy becomes old by itself meanwhile.
LIFE = "3600"


def main(arguments: list[str]) -> None:
    kind = arguments[0] if arguments else "nginx"
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    with stage.stage(kind, worker=False, EDGE_SECONDS=LIFE) as running:
        port = running.front.port
        new = [rendered(port, f"/stadt/2020/01/{mark()}/", ask_once) for _ in range(rounds)]
        again = [rendered(port, "/", while_refreshed) for _ in range(rounds)]
    print(f"{kind}, {READERS} readers at once, {rounds} rounds")
    stage.verdict(
        [
            ("most renders of a page without a copy", max(new), GOAL, ""),
            ("most renders of a page that is refreshed", max(again), GOAL, ""),
        ]
    )


def mark() -> str:
    return f"nichts-{time.time_ns()}"


def rendered(
    port: int, path: str, ask: Callable[[stage.Reader, str, threading.Event], None]
) -> int:
    """How often the page is rendered while all readers ask for it."""
    if ask is while_refreshed:
        stage.Reader(port).get(path)
    before, over = stage.renders(path), threading.Event()
    begin = threading.Barrier(READERS + 1)

    def one() -> None:
        reader = stage.Reader(port)
        begin.wait()
        ask(reader, path, over)
        reader.close()

    readers = [threading.Thread(target=one) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    begin.wait()
    if ask is while_refreshed:
        refresh(path)
    over.set()
    for reader in readers:
        reader.join()
    time.sleep(0.3)  # the log is written
    return stage.renders(path) - before


def ask_once(reader: stage.Reader, path: str, over: threading.Event) -> None:
    reader.get(path)


def while_refreshed(reader: stage.Reader, path: str, over: threading.Event) -> None:
    while not over.is_set():
        reader.get(path)
    reader.get(path)


def refresh(path: str) -> None:
    from articles.delivery.edges import edge

    time.sleep(0.3)
    edge().refresh([path], hard=False)
    time.sleep(0.3)
