"""Varnish with xkey: copies in memory, told by the tags that they carry."""

from collections.abc import Sequence

from django.conf import settings

from articles.reader.lifetimes import name_of

from .asking import EdgeAway, batches, line

#: Tags in one question: a header of Varnish holds 8 KB.
MOST = 40


class Varnish:
    """A soft purge makes a copy old and leaves it for worse days; a hard one deletes it."""

    def refresh(self, paths: Sequence[str], *, hard: bool) -> None:
        """Every front is told of all addresses; one that is away is told again, by a new job."""
        verb = "purge" if hard else "softpurge"
        for url in settings.EDGE_URLS:
            with line(url) as one:
                for some in batches([name_of(path) for path in paths], MOST):
                    headers = {
                        "X-Newsroom-Refresh": settings.EDGE_SECRET,
                        f"X-Newsroom-{verb}": " ".join(some),
                    }
                    answer, _ = one.ask("PURGE", "/", headers)
                    if answer.status != 200:
                        raise EdgeAway(f"{url} refused to forget: {answer.status}")
