"""nginx with `proxy_cache`: it cannot forget an address, so it is made to fetch it anew."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection

from .asking import EdgeAway, Line, line

#: The key under which PostgreSQL holds the address that is being refreshed.
ADVISORY = 0x65646765
#: What nginx says of an answer that it fetched past its copy, and has put in its place.
FETCHED = "BYPASS"


class Nginx:
    """Copies on disk. The new page takes the place of the old while readers still get that one."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """One address after the other, at every front; what fails does not keep up the rest."""
        failed = []
        for url in settings.EDGE_URLS:
            with line(url) as one:
                failed += [path for path in paths if not refreshed(one, path)]
        if failed:
            raise EdgeAway(f"Not refreshed: {' '.join(failed)}")


def refreshed(one: Line, path: str) -> bool:
    """Whether the copy is new. What is refused or broken leaves the old one where it is."""
    headers = {
        "Host": urlsplit(settings.SITE_URL).netloc,
        "X-Newsroom-Refresh": settings.EDGE_SECRET,
    }
    try:
        with alone(path):
            answer, _ = one.ask("GET", quote(path, safe="/%-._~"), headers)
    except EdgeAway:
        return False
    return answer.headers.get("X-Newsroom-Cache") == FETCHED and answer.status < 500


@contextmanager
def alone(path: str) -> Iterator[None]:
    """No two at once, of all workers: the older of two answers could come to lie on the newer.

    The lock belongs to the connection, so it ends with a worker that is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [ADVISORY, path])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [ADVISORY, path])
