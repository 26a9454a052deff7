"""One command for development: database, migrations, demo stories, website and worker."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from types import FrameType

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
NEEDED = ("django", "psycopg", "granian", "procrastinate", "taggit", "whitenoise")
MANAGE = [sys.executable, "manage.py"]
GRACE = 10  # seconds for requests and jobs to end
closing = Event()


class CannotOpen(Exception):
    """Says in one sentence why the newsroom stays closed."""


class Closed(Exception):
    """Somebody pressed Ctrl-C."""


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


def port() -> int:
    """PORT, known to be free before anything starts."""
    wanted = os.environ.get("PORT") or "8000"
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) < 65536):
        raise CannotOpen(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(wanted)))
        except OSError as error:
            raise CannotOpen(
                f"Port {wanted} cannot be used ({error.strerror}): "
                f"close what runs there, or choose another one as in PORT=8001 make run."
            ) from error
    return int(wanted)


def follow_parent() -> None:
    """Linux ends the child when its parent is killed -9; elsewhere it has to be ended by hand."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def child(command: list[str], role: str = "") -> subprocess.Popen[bytes]:
    """A child in a process group of its own, so that a terminal's Ctrl-C reaches it through us."""
    environment = {key: value for key, value in os.environ.items() if key != "NEWSROOM_ROLE"}
    if role:
        environment["NEWSROOM_ROLE"] = role
    return subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=follow_parent,
    )


def finish(*children: subprocess.Popen[bytes]) -> None:
    """Ask all to end at once, then insist."""
    for one in children:
        if one.poll() is None:
            one.terminate()
    deadline = time.monotonic() + GRACE
    for one in children:
        with suppress(subprocess.TimeoutExpired):
            one.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(one.pid, signal.SIGKILL)
        one.wait()


def carry_out(*arguments: str, role: str = "") -> None:
    """A manage.py command, to its end."""
    command = child([*MANAGE, *arguments], role)
    while command.poll() is None:
        if closing.wait(0.02):
            finish(command)
    if closing.is_set():
        raise Closed
    if command.returncode:
        raise CannotOpen(f"manage.py {arguments[0]} failed, as said above.")


def has_articles() -> bool:
    """Asked here, since the demo command takes a second to find out; False when in doubt."""
    import psycopg

    from . import localdb

    if localdb.elsewhere() and not os.environ.get("DATABASE_OWNER_URL"):
        return False
    address = os.environ.get("DATABASE_OWNER_URL") or localdb.url("newsroom_owner")
    with suppress(psycopg.Error), psycopg.connect(address, connect_timeout=5) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM articles_article)").fetchone()
        return found == (True,)
    return False


def prepare() -> None:
    from . import localdb

    try:
        localdb.start_if_ours()
    except localdb.DatabaseUnavailable as error:
        raise CannotOpen(str(error)) from error
    (PROJECT / "staticfiles").mkdir(exist_ok=True)  # else WhiteNoise warns at every start
    carry_out("migrate", "--no-input", "--verbosity=0", role="owner")
    if not has_articles():
        say("Filling the empty newsroom with demo stories …")
        carry_out("demo")


def staff(number: int) -> dict[str, subprocess.Popen[bytes]]:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application"]
    web += ["--host", HOST, "--port", str(number), "--workers", "1", "--blocking-threads", "8"]
    web += ["--no-ws", "--log-level", "error", "--workers-kill-timeout", "5"]
    return {"The website": child(web), "The worker": child([*MANAGE, "worker"])}


def answers(number: int) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
    with suppress(OSError):
        return direct.open(f"http://{HOST}:{number}/healthz", timeout=5).status == 200
    return False


def watch(children: dict[str, subprocess.Popen[bytes]], number: int) -> None:
    """Until Ctrl-C, or until one of them ends by itself."""
    greeted = False
    while not closing.wait(0.3 if greeted else 0.05):
        for name, one in children.items():
            if one.poll() is not None:
                raise CannotOpen(f"{name} ended by itself (exit {one.returncode}).")
        if not greeted and answers(number):
            greeted = True
            greet(number)


def greet(number: int) -> None:
    password = os.environ.get("NEWSROOM_DEMO_PASSWORD") or "newsroom"
    say(
        f"\n  The paper      http://{HOST}:{number}/\n"
        f"  The newsroom   http://{HOST}:{number}/admin/\n"
        "                 log in as reporter, editor, chief, sport, lawyer or admin,\n"
        f"                 password: {password}\n\n"
        "  Ctrl-C closes it; the database stays up until `make stop`.\n"
    )


def close(number: int, frame: FrameType | None) -> None:
    closing.set()


def main() -> int:
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, close)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        if missing := [name for name in NEEDED if not find_spec(name)]:
            raise CannotOpen(f"Not installed: {', '.join(missing)}. Start with `make run`.")
        number = port()
        prepare()
        children = staff(number)
        watch(children, number)
    except Closed:
        return 0
    except CannotOpen as reason:
        sys.stderr.write(f"{reason}\n")
        return 0 if closing.is_set() else 1
    finally:
        finish(*children.values())
    return 0


if __name__ == "__main__":
    sys.exit(main())
