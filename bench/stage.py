"""A whole newsroom for a measurement: a database of its own, the site, a worker, a cache in front.

It lies in a folder beside the development's data and stays there, so the next run starts sooner.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO, Any

from . import fronts

PROJECT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("NEWSROOM_DATA") or PROJECT / ".data") / "bench"
SITE = [sys.executable, "-m", "granian", "--interface", "wsgi", "newsroom.public:application"]
SITE += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "info"]
SITE += ["--access-log", "--access-log-fmt", "asked %(path)s once"]
SITE += ["--backlog", "1024", "--workers-kill-timeout", "2", "--host", "127.0.0.1"]
WORKER = [sys.executable, "manage.py", "worker"]
#: Requests after which every thread has its connection and its plans.
WARM = 200
BODY = "<p>Der Rat hat am Montag beschlossen, die Fähre zu behalten.</p>"


@dataclass
class Stage:
    """What runs, and the moments between which it does."""

    front: fronts.Front
    site: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes] | None
    #: The port of the site itself, behind the cache.
    origin: int
    open_: ExitStack

    def another_worker(self) -> None:
        """The worker is killed without a word, and another begins."""
        if self.worker:
            tell(self.worker, signal.SIGKILL)
            self.worker.wait()
        self.worker = self.open_.enter_context(group(WORKER))


@contextmanager
def stage(kind: str, *, worker: bool = True, **settings: str) -> Iterator[Stage]:
    """Everything up, with the demo in it; this process may publish (`writer`)."""
    if why := fronts.missing(kind):
        raise SystemExit(f"{why}: nothing to measure.")
    origin, port, told = (fronts.free_port() for _ in range(3))
    surroundings(kind, port if kind == "varnish" else told, settings)
    set_up()
    folder = HOME / kind
    folder.mkdir(exist_ok=True)
    shutil.rmtree(folder / "copies", ignore_errors=True)  # of a page of before
    with ExitStack() as open_:
        ports = {"port": port} | ({"told": told} if kind == "nginx" else {})
        front = open_.enter_context(getattr(fronts, kind)(folder, origin, **ports))
        log = open_.enter_context((HOME / "site.log").open("wb"))
        site = open_.enter_context(group([*SITE, "--port", str(origin)], log))
        fronts.wait_for(origin, site)
        running = open_.enter_context(group(WORKER)) if worker else None
        settle(front, origin)
        yield Stage(front, site, running, origin, open_)
    close()


def close() -> None:
    """The database, and what this process held of it."""
    from django.db import connections

    connections.close_all()
    subprocess.run([sys.executable, "-m", "newsroom.localdb", "stop"], cwd=PROJECT, check=False)


def surroundings(kind: str, told: int, settings: dict[str, str]) -> None:
    """What all processes of the stage are told, this one among them."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "NEWSROOM_ROLE"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_DATA": str(HOME),
        "SITE_URL": f"https://{fronts.NAME}",
        "ALLOWED_HOSTS": fronts.NAME,
        "EDGE": kind,
        "EDGE_SECRET": fronts.SECRET,
        "EDGE_URLS": f"http://127.0.0.1:{told}",
        **settings,
    }


def set_up() -> None:
    """The database and the demo, and Django in this process as the desk."""
    HOME.mkdir(parents=True, exist_ok=True)
    owner = os.environ | {"NEWSROOM_ROLE": "owner"}
    here = [sys.executable]
    run = {"cwd": PROJECT, "check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([*here, "-m", "newsroom.localdb", "start"], **run)
    subprocess.run([*here, "manage.py", "migrate", "--no-input", "-v0"], env=owner, **run)
    subprocess.run([*here, "manage.py", "demo"], **run)
    import django

    django.setup()
    forget_what_waits()


def forget_what_waits() -> None:
    """Jobs that an earlier run, or the demo, has left."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    ProcrastinateJob.objects.filter(status="todo").delete()


@contextmanager
def group(
    command: list[str], log: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    """A program with its children: they are stopped, and end, together."""
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for one in (signal.SIGCONT, signal.SIGTERM):
            tell(process, one)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            tell(process, signal.SIGKILL)
            process.wait()


def tell(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, what)


def settle(front: fronts.Front, origin: int) -> None:
    """Until the front page comes, every thread is warm, and the worker looks for jobs."""
    deadline = time.monotonic() + 60
    reader = Reader(front.port)
    while reader.get("/")[0] != 200:
        if time.monotonic() > deadline:
            raise SystemExit("The site does not answer through its cache.")
        time.sleep(0.1)
    reader.close()
    behind = Reader(origin)
    for _time in range(WARM):
        behind.get("/")
    behind.close()
    time.sleep(3)


def renders(path: str) -> int:
    """How often the application was asked for this address, by its own log."""
    asked = f" {path} ".encode()
    return sum(asked in line for line in (HOME / "site.log").open("rb"))


def idle() -> None:
    """Until the worker has nothing more to do now."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    now = ProcrastinateJob.objects.filter(
        status__in=["todo", "doing"], scheduled_at=None, queue_name="delivery"
    )
    while now.exists():
        time.sleep(0.02)


class Reader:
    """One reader, whose connection is kept."""

    def __init__(self, port: int, patience: float = 30) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=patience)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and page; status 0 for none at all."""
        try:
            self.line.request("GET", path, headers={"Host": fronts.NAME})
            answer = self.line.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            self.line.close()
            return 0, b""

    def close(self) -> None:
        self.line.close()


def writer() -> Callable[..., Any]:
    """`write(headline)`: an article that may be printed, each time another one."""
    from articles.catalog.models import Section
    from articles.drafts import saving, workflow
    from articles.drafts.models import Article, User

    reporter, chief = (User.objects.get(username=one) for one in ("reporter", "chief"))
    section = Section.objects.get(slug="stadt")

    def write(headline: str, **fields: str) -> Article:
        words = {"headline": headline, "standfirst": headline, "body": BODY} | fields
        article = Article(section=section, **words)
        saving.claim(article, by=reporter)
        saving.record(article, by=reporter)
        workflow.submit(article, by=reporter)
        workflow.approve(article, by=chief)
        return article

    return write


def share(values: list[float], part: float) -> float:
    """The value that this part of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def verdict(found: list[tuple[str, float, float, str]]) -> None:
    """A line for each figure beside its goal; the process ends with 1 where one is missed."""
    missed = False
    for name, value, goal, unit in found:
        missed |= value > goal
        mark = "" if value <= goal else "   MISSED"
        print(f"{name:<44}{value:>10.1f} {unit:<4} goal ≤ {goal:g} {unit}{mark}")
    sys.exit(1 if missed else 0)
