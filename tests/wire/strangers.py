"""A stranger's server for tests: it says what it was told to, and counts who knocks."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import pytest

from articles.wire import fetching

#: A name of nobody's, which leads to the server in tests and nowhere outside.
HOST = "feeds.example"
#: Where that name leads in tests: the one address inside that counts as outside there.
THERE = "127.9.9.9"


@dataclass
class Stranger:
    """What it answers, by path, as bytes or as what writes them onto the line."""

    port: int
    answers: dict[str, bytes | Callable[[socket.socket], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    knocks: int = 0

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def say(self, path: str, body: bytes = b"", status: str = "200 OK", *headers: str) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        self.answers[path] = "\r\n".join(lines).encode() + body

    def serve(self, server: socket.socket) -> None:
        while True:
            try:
                line, _where = server.accept()
            except OSError:
                return
            self.knocks += 1
            Thread(target=self.answer, args=[line], daemon=True).start()

    def answer(self, line: socket.socket) -> None:
        with line:
            asked = line.recv(65_536).decode("latin-1")
            if not asked:
                return
            self.asked.append(asked)
            said = self.answers.get(asked.split(" ")[1], b"HTTP/1.1 404 Not Found\r\n\r\n")
            try:
                said(line) if callable(said) else line.sendall(said)
            except OSError:
                return


@contextmanager
def stranger() -> Iterator[Stranger]:
    """Listening on every address of this machine, of both kinds."""
    both = socket.has_dualstack_ipv6()
    kind = socket.AF_INET6 if both else socket.AF_INET
    server = socket.create_server(("", 0), family=kind, dualstack_ipv6=both)
    found = Stranger(server.getsockname()[1])
    thread = Thread(target=found.serve, args=[server], daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def let_in(patch: pytest.MonkeyPatch, server: Stranger) -> None:
    """HOST leads to the server, at an address that counts as public: THERE, and no other."""
    real, own = socket.getaddrinfo, fetching.public

    def look(host: str, *rest: object, **more: object) -> list:
        return real(THERE if host == HOST else host, *rest, **more)

    patch.setattr(socket, "getaddrinfo", look)
    patch.setattr(fetching, "public", lambda one: one == THERE or own(one))
    patch.setattr(fetching, "PORTS", {server.port})
