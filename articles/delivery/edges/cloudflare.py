"""Cloudflare: a purge by cache tags (developers.cloudflare.com/cache/how-to/purge-cache)."""

import json
from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings

from articles.reader.lifetimes import name_of

from .asking import EdgeAway, batches, line

API = "https://api.cloudflare.com/client/v4"
#: Tags that one request may name on every plan.
MOST = 30


class Cloudflare:
    """EDGE_ID is the zone, EDGE_TOKEN a token that may purge it. Every purge is a hard one."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """What was purged is gone: Cloudflare knows no soft purge."""
        headers = {
            "Authorization": f"Bearer {settings.EDGE_TOKEN}",
            "Content-Type": "application/json",
        }
        with line(settings.EDGE_API or API) as one:
            for some in batches([name_of(path) for path in paths], MOST):
                body = json.dumps({"tags": some}).encode()
                answer, said = one.ask(
                    "POST", f"/zones/{settings.EDGE_ID}/purge_cache", headers, body
                )
                if answer.status != 200 or not succeeded(said):
                    raise EdgeAway(f"Cloudflare answered {answer.status}: {said[:200]!r}")


def succeeded(said: bytes) -> bool:
    """It says so itself, whatever the status."""
    with suppress(ValueError):
        return bool(json.loads(said).get("success"))
    return False
