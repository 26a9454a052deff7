"""The one way to an address that a stranger may have named: checked, bounded, and never inwards.

Whatever answers is untrusted. The name is looked up once, every address it has must be public, and
the connection goes to the address that was checked: no second look-up can turn it elsewhere.
"""

import socket
import ssl
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address, ip_network
from threading import Thread, Timer
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext as _

#: Where web servers of the public listen; other ports are somebody's database or printer.
PORTS = {80, 443, 8080, 8443}
#: Bytes of an answer, unpacked; seconds for all of it; redirects one after the other.
LARGEST, PATIENCE, HOPS = 4_000_000, 20.0, 5
MOVED = {301, 302, 303, 307, 308}
#: The part of IPv6 that is given out, less what carries an IPv4 address inside it.
GIVEN_OUT = ip_network("2000::/3")
CARRIERS = tuple(
    ip_network(one)
    for one in ("2001::/23", "2002::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")
)
#: Characters of a path and a query that are sent as they stand.
PLAIN = "/%:=&?~+!$,;'@()*[]"
NAMED = {"User-Agent": "Newsroom", "Accept-Encoding": "gzip"}


class NotFetched(Exception):
    """Nothing was fetched; the message says why, to an editor."""


@dataclass(frozen=True)
class Answer:
    """What stood at the end of the redirects."""

    status: int
    #: By name in lower case; of several with one name the last.
    headers: Mapping[str, str]
    body: bytes
    #: The address it came from in the end.
    url: str


@dataclass(frozen=True)
class Place:
    """An address that may be asked, taken apart."""

    parts: SplitResult
    host: str
    port: int

    @property
    def target(self) -> str:
        path = quote(self.parts.path or "/", safe=PLAIN)
        query = quote(self.parts.query, safe=PLAIN)
        return f"{path}?{query}" if query else path


def fetch(
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    largest: int = LARGEST,
    patience: float = PATIENCE,
) -> Answer:
    """What stands at this address, at most so many bytes in so many seconds. Raises NotFetched.

    Every redirect is checked like the first address. No proxy, cookie or password is used.
    """
    until = time.monotonic() + patience
    for _hop in range(HOPS + 1):
        answer = asked(url, NAMED | dict(headers or {}), largest, until)
        where = answer.headers.get("location", "")
        if answer.status not in MOVED or not where:
            return answer
        try:
            url = urljoin(url, where)
        except ValueError as error:
            raise NotFetched(_("It leads to no sound address.")) from error
    raise NotFetched(_("It leads from address to address without an end."))


def asked(url: str, headers: Mapping[str, str], largest: int, until: float) -> Answer:
    """One question and its answer, whatever it is."""
    place = placed(url)
    try:
        with connection(place, until) as line:
            line.request("GET", place.target, headers=dict(headers))
            response = line.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            moved = response.status in MOVED
            body = b"" if moved else unpacked(read(response, largest, until), told, largest)
    except NotFetched:
        raise
    except TimeoutError as error:
        raise NotFetched(_("It does not answer in time.")) from error
    except (OSError, HTTPException, ValueError) as error:
        if time.monotonic() > until:
            raise NotFetched(_("It does not answer in time.")) from error
        said = _("It does not answer (%(error)s).") % {"error": type(error).__name__}
        raise NotFetched(said) from error
    return Answer(response.status, told, body, url)


def placed(url: str) -> Place:
    """The address taken apart. Raises NotFetched where nobody may ask there."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NotFetched(_("It is no sound address.")) from error
    if parts.scheme not in ("http", "https") or not name or "%" in name or not url.isprintable():
        raise NotFetched(_("It is no sound address."))
    if parts.username is not None or parts.password is not None:
        raise NotFetched(_("An address with a name and a password in it is not asked."))
    port = port if port is not None else (443 if parts.scheme == "https" else 80)
    if port not in PORTS:
        raise NotFetched(_("Port %(port)d is not asked.") % {"port": port})
    return Place(parts, name, port)


@contextmanager
def connection(place: Place, until: float) -> Iterator[HTTPConnection]:
    """A connection to a checked address, cut off when the time is up."""
    raw = connected(place, until)
    try:
        line, plug = dressed(place, raw, until)
    except BaseException:
        raw.close()
        raise
    end = Timer(max(0.0, until - time.monotonic()), cut, [plug])
    end.daemon = True
    end.start()
    try:
        yield line
    finally:
        end.cancel()
        line.close()


def dressed(place: Place, raw: socket.socket, until: float) -> tuple[HTTPConnection, socket.socket]:
    """The socket inside Python's HTTP, which will never open another one by name."""
    raw.settimeout(remaining(until))
    if place.parts.scheme == "https":
        context = ssl.create_default_context()
        plug: socket.socket = context.wrap_socket(raw, server_hostname=place.host)
        line: HTTPConnection = HTTPSConnection(place.host, place.port, context=context)
    else:
        plug, line = raw, HTTPConnection(place.host, place.port)
    line.sock, line.auto_open = plug, 0
    return line, plug


def connected(place: Place, until: float) -> socket.socket:
    """A socket to the first of the name's addresses that takes it; all of them are checked first.

    Raises NotFetched, OSError.
    """
    found = looked_up(place, until)
    if not found or not all(public(where[0]) for _family, where in found):
        raise NotFetched(_("It lies inside a network, and nobody outside may name it."))
    refusal: OSError | None = None
    for family, where in found:
        one = socket.socket(family, socket.SOCK_STREAM)
        try:
            one.settimeout(remaining(until))
            one.connect(where)
        except OSError as error:
            one.close()
            refusal = error
        else:
            return one
    raise refusal or OSError(place.host)


def looked_up(place: Place, until: float) -> list[tuple[Any, Any]]:
    """Family and address of every address the name has; a resolver that hangs is left behind."""
    found: list[tuple[Any, Any]] = []

    def look() -> None:
        try:
            rows = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend((row[0], row[4]) for row in rows)

    asking = Thread(target=look, daemon=True)
    asking.start()
    asking.join(remaining(until))
    if asking.is_alive():
        raise TimeoutError
    if not found:
        raise NotFetched(_("Nobody knows a computer of this name."))
    return found


def public(address: str) -> bool:
    """Whether everybody on the internet means the same computer by it."""
    one = ip_address(address.partition("%")[0])
    if one.is_multicast or not one.is_global or any(one in each for each in CARRIERS):
        return False
    return one.version == 4 or one in GIVEN_OUT


def read(response: HTTPResponse, largest: int, until: float) -> bytes:
    """All of it, or nothing. Raises NotFetched."""
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(65_536):
        parts.append(piece)
        size += len(piece)
        if size > largest:
            raise too_large(largest)
    if time.monotonic() > until:  # the line was cut, which looks like an end
        raise TimeoutError
    if response.length:
        raise NotFetched(_("It broke off in the middle."))
    return b"".join(parts)


def unpacked(data: bytes, told: Mapping[str, str], largest: int) -> bytes:
    """Without its packing, and never more than so many bytes of it. Raises NotFetched."""
    packing = told.get("content-encoding", "identity").strip().lower()
    if not data or packing == "identity":
        return data
    if packing not in ("gzip", "x-gzip"):
        raise NotFetched(_("It is packed in a way that was not asked for."))
    opening = zlib.decompressobj(31)
    try:
        found = opening.decompress(data, largest + 1)
    except zlib.error as error:
        raise NotFetched(_("It is packed, and the packing is broken.")) from error
    if len(found) > largest:
        raise too_large(largest)
    if not opening.eof:
        raise NotFetched(_("It is packed, and the packing is broken."))
    return found


def too_large(largest: int) -> NotFetched:
    return NotFetched(_("It has more than %(bytes)d bytes.") % {"bytes": largest})


def remaining(until: float) -> float:
    """Seconds left. Raises TimeoutError where there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def cut(plug: socket.socket) -> None:
    """Whoever reads from it finds its end."""
    try:
        plug.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
