"""The real server, on the test database, for tests that must not trust a test client."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.db import connection

GRANIAN = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log"]
GRANIAN += ["--blocking-threads", "4"]


def database_url(login: str) -> str:
    """Where the tests' database is, for another process logging in as `login`."""
    info = connection.connection.info
    where = urlencode({"host": info.host, "port": info.port})
    return f"postgresql://{login}@/{info.dbname}?{where}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def serving(module: str, **more: str) -> Iterator[str]:
    """`newsroom.wsgi` or `newsroom.public` under granian, alone: no worker, nothing else.

    `more` is set in its environment.
    """
    port = free_port()
    process = subprocess.Popen(
        [*GRANIAN, f"{module}:application", "--port", str(port)],
        env=os.environ
        | {
            "DATABASE_URL": database_url("newsroom_app"),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "PORT": str(port),
        }
        | more,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            if get(f"{address}/healthz")[0] == 200:
                return
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


def get(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body, headers; errors are answers too."""
    request = Request(url, headers={name.replace("_", "-"): v for name, v in headers.items()})
    try:
        with urlopen(request, timeout=10) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except HTTPError as error:
        return error.code, error.read(), dict(error.headers)
