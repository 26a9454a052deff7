"""Answers a second from the copies in front, beside nginx that sends a file of the same bytes."""

from statistics import median

from . import fronts, stage
from .asking import Row, ask, get
from .plain import open_file

#: Part of the file's rate, at least; the budget of the design.
GOAL = 0.7
ROUNDS, SECONDS = 6, 2
HOST = (("Host", fronts.NAME), ("Accept-Encoding", "gzip, br"))


def main(arguments: list[str]) -> None:
    kind = arguments[0] if arguments else "nginx"
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    with stage.stage(kind, worker=False, EDGE_SECONDS="3600") as running:
        paths = {"story": newest(), "front": "/"}
        found = {name: shares(running.front.port, path, rounds) for name, path in paths.items()}
    print(f"{kind}, {rounds} rounds of {SECONDS} s each, in turn with the file")
    for name, (copy, file) in found.items():
        print(f"  {name:<8}{copy:10,.0f} a second   file {file:10,.0f}   {copy / file:5.2f}")
    stage.verdict(
        [
            (f"file's rate by copy, {name}", f / c, round(1 / GOAL, 2), "×")
            for name, (c, f) in found.items()
        ]
    )


def newest() -> str:
    from articles.reader.models import Story

    story = Story.objects.live().filter(branch__isnull=False).latest("live_from")
    return str(story.path)


def shares(port: int, path: str, rounds: int) -> tuple[float, float]:
    """Answers a second of the copy and of the file: medians of rounds in the same minutes."""
    _status, _headers, body = get(port, path, dict(HOST))
    copies, files = [], []
    with open_file(body) as file:
        if file is None:
            raise SystemExit("Nothing to compare with.")
        for _round in range(rounds):
            copies.append(rate(port, Row(path, (path,), HOST)))
            files.append(rate(file.port, Row("file", ("/30k",))))
    return median(copies), median(files)


def rate(port: int, row: Row) -> float:
    found = ask(port, row, SECONDS)
    return found.count / found.seconds
