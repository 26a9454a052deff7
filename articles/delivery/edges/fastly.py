"""Fastly: a purge by surrogate keys (developer.fastly.com/reference/api/purging)."""

import json
from collections.abc import Sequence

from django.conf import settings

from articles.reader.lifetimes import name_of

from .asking import EdgeAway, batches, line

API = "https://api.fastly.com"
#: Keys that one request may name.
MOST = 256


class Fastly:
    """EDGE_ID is the service, EDGE_TOKEN a token that may purge by keys."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """A soft purge, after which old copies serve only while the application is away."""
        headers = {"Fastly-Key": settings.EDGE_TOKEN, "Content-Type": "application/json"}
        if not hard:
            headers["Fastly-Soft-Purge"] = "1"
        with line(settings.EDGE_API or API) as one:
            for some in batches([name_of(path) for path in paths], MOST):
                body = json.dumps({"surrogate_keys": some}).encode()
                answer, said = one.ask("POST", f"/service/{settings.EDGE_ID}/purge", headers, body)
                if answer.status != 200:
                    raise EdgeAway(f"Fastly answered {answer.status}: {said[:200]!r}")
