"""One question to a cache in front, over a connection that is kept for the next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

#: Seconds in which a cache must answer: its own patience with the application, and a little.
PATIENCE = 4


class EdgeAway(OSError):
    """A cache in front could not be told of a change; the job tries again."""


class Line:
    """A connection to one cache, never by way of a proxy."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.url, self.base = url, parts.path.rstrip("/")
        self.connection = kind(parts.netloc, timeout=PATIENCE)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> tuple[HTTPResponse, bytes]:
        """The answer, read to its end. Raises EdgeAway where there is none."""
        try:
            self.connection.request(method, self.base + path, body, dict(headers))
            answer = self.connection.getresponse()
            return answer, answer.read()
        except (OSError, HTTPException) as error:
            self.connection.close()
            raise EdgeAway(f"{self.url} does not answer: {error!r}") from error


@contextmanager
def line(url: str) -> Iterator[Line]:
    one = Line(url)
    try:
        yield one
    finally:
        one.connection.close()


def batches(names: list[str], most: int) -> Iterator[list[str]]:
    """As many as one question may name."""
    for start in range(0, len(names), most):
        yield names[start : start + most]
