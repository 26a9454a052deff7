"""Asking a server as fast as it answers: by wrk where there is one, else by threads of our own.

Our own reader takes processor time from the server beside it: then rates are lower, and the
processor time of an answer is the same.
"""

import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import BinaryIO

CONNECTIONS = 8
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
SCRIPT = """
local paths = {{ {paths} }}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{ {headers} }})
end
done = function(summary, latency, requests)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read
  io.write(string.format("FOUND %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong + summary.errors.timeout))
end
"""


@dataclass(frozen=True)
class Row:
    """A kind of page: addresses of it, asked in turn, and what is sent along."""

    name: str
    paths: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = ()
    #: What every answer must be.
    status: int = 200


@dataclass(frozen=True)
class Answers:
    """`seconds` it took to get so many; times in milliseconds."""

    count: int
    seconds: float
    p50: float
    p99: float


def ask(port: int, row: Row, seconds: float) -> Answers:
    """Raises RuntimeError where an answer is not what it should be."""
    check(port, row)
    # wrk counts in whole seconds.
    way = by_wrk if seconds >= 1 and shutil.which("wrk") else by_threads
    return way(port, row, seconds)


def check(port: int, row: Row) -> None:
    status, _headers, _body = get(port, row.paths[0], dict(row.headers))
    if status != row.status:
        raise RuntimeError(f"{row.name}: {row.paths[0]} answers {status}, not {row.status}.")


def get(port: int, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """One answer, by a connection of its own; names of headers are in small letters."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, found, answer.read()
    finally:
        line.close()


def by_wrk(port: int, row: Row, seconds: float) -> Answers:
    paths = ", ".join(quoted(one) for one in row.paths)
    headers = ", ".join(f"[{quoted(name)}] = {quoted(value)}" for name, value in row.headers)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "ask.lua"
        script.write_text(SCRIPT.format(paths=paths, headers=headers), encoding="utf-8")
        line = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", str(script)]
        line.append(f"http://127.0.0.1:{port}")
        done = subprocess.run(line, check=True, capture_output=True, text=True)
    found = re.search(r"^FOUND (\d+) (\d+) (\d+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(f"wrk said nothing of {row.name}: {done.stdout}")
    count, micros, p50, p99, wrong = map(int, found.groups())
    if not count or wrong > (count if row.status >= 400 else 0):
        raise RuntimeError(f"{row.name}: {wrong} of {count} questions failed.")
    return Answers(count, micros / 1e6, p50 / 1e3, p99 / 1e3)


def quoted(text: str) -> str:
    """As Lua reads a string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def by_threads(port: int, row: Row, seconds: float) -> Answers:
    times: list[float] = []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=reader, args=(port, row, first, began + seconds, times))
        for first in range(CONNECTIONS)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    took = time.perf_counter() - began
    if not times:
        raise RuntimeError(f"{row.name}: no answer.")
    ordered = sorted(times)
    return Answers(len(times), took, share(ordered, 0.5), share(ordered, 0.99))


def share(ordered: list[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1e3


def reader(port: int, row: Row, first: int, until: float, times: list[float]) -> None:
    """One connection that asks again as soon as it was answered."""
    told = {"Host": "127.0.0.1"} | dict(row.headers)
    extra = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    asked = [f"GET {path} HTTP/1.1\r\n{extra}\r\n".encode() for path in row.paths]
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        source = line.makefile("rb")
        at = first
        while (began := time.perf_counter()) < until:
            line.sendall(asked[at % len(asked)])
            at += 1
            skip(source)
            times.append(time.perf_counter() - began)


def skip(source: BinaryIO) -> None:
    """Read one answer to its end; its length is in its head, or it has none (304)."""
    length = 0
    while (line := source.readline()) not in {b"\r\n", b""}:
        if line[:15].lower() == b"content-length:":
            length = int(line[15:])
    source.read(length)
