"""Whether anybody answers at an address: asked for the head alone, and only then for the page."""

import time
from collections.abc import Mapping
from http.client import HTTPException
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from .fetching import HOPS, MOVED, NAMED, NotFetched, connection, placed

#: Seconds for each of the two questions, redirects included.
PATIENCE = 6.0
#: From here on a HEAD has not said enough: many servers answer it wrongly.
REFUSED = 400
#: What is not there, and what is broken at their end. A 403 only says that programs are not wanted.
NOT_THERE, BROKEN, NO_STATUS = {404, 410}, 500, 600

Told = tuple[int, Mapping[str, str]]


def probe(url: str) -> Told:
    """Status and headers at the end of the redirects. Raises NotFetched."""
    try:
        told = walked("HEAD", url)
    except NotFetched:
        return walked("GET", url)
    return walked("GET", url) if told[0] >= REFUSED and told[0] != 429 else told


def failed(status: int) -> bool:
    """Whether a reader would be at a loss there, too."""
    return status in NOT_THERE or BROKEN <= status < NO_STATUS


def walked(method: str, url: str) -> Told:
    """Through the redirects, each checked like the first address. Raises NotFetched."""
    until = time.monotonic() + PATIENCE
    for _hop in range(HOPS + 1):
        status, headers = answered(method, url, until)
        where = headers.get("location", "")
        if status not in MOVED or not where:
            return status, headers
        try:
            url = urljoin(url, where)
        except ValueError as error:
            raise NotFetched(_("It leads to no sound address.")) from error
    raise NotFetched(_("It leads from address to address without an end."))


def answered(method: str, url: str, until: float) -> Told:
    """The head of one answer; its body is not read. Raises NotFetched."""
    place = placed(url)
    try:
        with connection(place, until) as line:
            line.request(method, place.target, headers=NAMED)
            response = line.getresponse()
            return response.status, {name.lower(): said for name, said in response.getheaders()}
    except NotFetched:
        raise
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() > until:
            raise NotFetched(_("It does not answer in time.")) from error
        said = _("It does not answer (%(error)s).") % {"error": type(error).__name__}
        raise NotFetched(said) from error
