"""What stands in front of the site, and how it is told that pages have changed."""

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings

from . import cloudflare, fastly, nginx, nothing, varnish


class Edge(Protocol):
    """One kind of cache. Every kind passes the same tests (`tests/delivery/test_edges.py`)."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """Once it returns, no reader gets what these addresses said before.

        `hard`: not even when everything behind the cache is dead. Raises OSError where the cache
        cannot be told; to tell it again does no harm.
        """


KINDS: dict[str, type[Edge]] = {
    "none": nothing.Nothing,
    "nginx": nginx.Nginx,
    "varnish": varnish.Varnish,
    "fastly": fastly.Fastly,
    "cloudflare": cloudflare.Cloudflare,
}


def edge() -> Edge:
    """The one that the settings name."""
    return KINDS[settings.EDGE]()
