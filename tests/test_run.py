"""`make run` refuses before anything starts, in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def run(port: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "newsroom.run"],
        cwd=PROJECT,
        env=os.environ | {"PORT": port, "PG_BINDIR": "/nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip()


def test_a_taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = run(port)
    assert (code, said.count("\n")) == (1, 0)
    assert said.startswith(f"Port {port} cannot be used")


@pytest.mark.parametrize("port", ["http", "0", "65536", "²"])
def test_a_port_that_is_none(port):
    code, said = run(port)
    assert (code, said) == (1, f"PORT must be a number from 1 to 65535, not '{port}'.")
