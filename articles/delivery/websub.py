"""WebSub: telling hubs that feeds have changed, so that they fetch them and tell subscribers."""

import logging
from collections.abc import Iterable
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

log = logging.getLogger("newsroom.delivery")
#: Seconds that a hub has to answer.
PATIENCE = 10
#: Refusals of a moment; any other is the hub's last word.
LATER = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


def tell(hub: str, feeds: Iterable[str]) -> None:
    """One message a feed, since many hubs read only one.

    Raises OSError where the hub is away, busy or broken: the job then tries again, from the start,
    which a hub can hear twice. A hub that does not want a feed is not asked again.
    """
    for feed in feeds:
        try:
            message(hub, feed)
        except HTTPError as refusal:
            if refusal.code >= HTTPStatus.INTERNAL_SERVER_ERROR or refusal.code in LATER:
                raise
            log.warning("%s does not take %s: %s", hub, feed, refusal)


def message(hub: str, feed: str) -> None:
    """Old hubs know the feed by `hub.url`, others by `hub.topic`."""
    fields = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
    asked = Request(hub, urlencode(fields).encode())  # noqa: S310  # the operator names the hub
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
        answer.read(1)
