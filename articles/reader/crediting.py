"""The sources that an edition credits, as pages and programs may be told of them."""

import re
from typing import Any

from .models import Edition

#: What a page may lead to. Forms take no other addresses; what was imported or loaded may have one.
WEB = re.compile(r"https?://\S", re.IGNORECASE)
#: Where it was found, and where its publisher is at home.
PLACES = ("url", "home")


def credits_of(edition: Edition) -> list[dict[str, Any]]:
    """Its credits as frozen, each without an address that is none of the web's."""
    return [
        one | {name: one.get(name) if WEB.match(one.get(name) or "") else "" for name in PLACES}
        for one in edition.credits
    ]
