"""Lines of a web server's access log in the combined format, less whoever asked."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

#: Address of the asking machine, its names, moment, request, status, bytes and, where the log has
#: them, where the reader came from and with what.
LINE = re.compile(
    r'\S+ \S+ \S+ \[(\d{2}/\w{3}/\d{4}):[^\]]{1,30}\] "(GET|HEAD) (/\S{0,2000}) HTTP[^"]{0,9}"'
    r' (\d{3}) \S+(?: "[^"]{0,4000}" "([^"]{0,1000})")?'
)


class Asked(NamedTuple):
    """A request, on the day that the server wrote down."""

    day: date
    method: str
    #: Path, and what was asked with it.
    address: str
    status: int
    #: What the reader's program calls itself; "" where it or the log says nothing.
    agent: str


def asked(lines: Iterable[str]) -> Iterator[Asked]:
    """Requests by GET and HEAD; a line that is none is passed over. Nothing is held in memory."""
    for line in lines:
        if found := LINE.match(line):
            day, method, address, status, agent = found.groups()
            yield Asked(day_of(day), method, address, int(status), (agent or "").strip("-"))


@lru_cache(maxsize=64)
def day_of(text: str) -> date:
    return datetime.strptime(text, "%d/%b/%Y").replace(tzinfo=UTC).date()
