"""The line between a server and the database, for tests that cut it and join it again."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection

#: Where PostgreSQL's clients look for a socket below a folder.
SOCKET = ".s.PGSQL.5432"


class Cable:
    """A socket that passes everything on to the real one while it is whole."""

    def __init__(self, folder: Path) -> None:
        info = connection.connection.info
        self.real = str(Path(info.host) / f".s.PGSQL.{info.port}")
        self.near = folder / SOCKET
        self.name = info.dbname
        self.ends: list[socket.socket] = []
        self.join()

    def url(self, login: str = "newsroom_app") -> str:
        return f"postgresql://{login}@/{self.name}?{urlencode({'host': str(self.near.parent)})}"

    def join(self) -> None:
        """As when a database comes back."""
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.near))
        self.listener.listen(64)
        threading.Thread(target=self.accept, args=[self.listener], daemon=True).start()

    def cut(self) -> None:
        """As when a database is stopped: nothing answers, and what was open is closed."""
        self.near.unlink()
        self.listener.shutdown(socket.SHUT_RDWR)
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends.clear()

    def accept(self, listener: socket.socket) -> None:
        with listener, suppress(OSError):
            while True:
                near = listener.accept()[0]
                threading.Thread(target=self.connect, args=[near], daemon=True).start()

    def connect(self, near: socket.socket) -> None:
        with near, socket.socket(socket.AF_UNIX) as far:
            far.connect(self.real)
            self.ends += [near, far]
            back = threading.Thread(target=pass_on, args=[far, near], daemon=True)
            back.start()
            pass_on(near, far)
            back.join()


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextmanager
def cabled(folder: Path) -> Iterator[Cable]:
    cable = Cable(folder)
    try:
        yield cable
    finally:
        with suppress(OSError):
            cable.cut()
