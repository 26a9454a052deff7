"""Asking once for every page, so that the cache in front has it before anybody needs it."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings

from articles.reader.addresses import feeds_of

from .edges.asking import EdgeAway, Line, line

MAP = "/sitemap.xml"
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
#: What a page cannot be shown without: its sheet, its pictures and the logo.
NAMED = re.compile(r"/(?:site\.[0-9a-f]{12}\.css|media/[0-9a-f]{64}\.(?:avif|jpg|webp))")


def warm(base: str, *, most: int | None = None) -> Counter[int]:
    """Ask for the first `most` pages of the site's maps, and for what these name; by status.

    Pages that the cache has are answered from it, so it costs little to do this again. Status 0
    is no answer at all.
    """
    files: set[str] = set()
    found: Counter[int] = Counter()
    with line(base) as one:
        for path in islice(addresses(one), most):
            status, text = fetched(one, path)
            found[status] += 1
            for file in set(NAMED.findall(text)) - files:
                files.add(file)
                found[fetched(one, file)[0]] += 1
    return found


def addresses(one: Line) -> Iterator[str]:
    """The site's feeds, then every page of its maps, the newest month first.

    Feeds of lists are asked for by their readers soon enough.
    """
    yield from sorted(feeds_of("/"))
    for inner in locations(one, MAP):
        yield from locations(one, inner)


def locations(one: Line, path: str) -> list[str]:
    status, text = fetched(one, path)
    if status != 200:
        raise EdgeAway(f"{path} answered {status}: the site's maps cannot be walked.")
    return [urlsplit(unescape(url)).path for url in LOCATION.findall(text)]


def fetched(one: Line, path: str) -> tuple[int, str]:
    headers = {"Host": urlsplit(settings.SITE_URL).netloc}
    try:
        answer, body = one.ask("GET", path, headers)
    except EdgeAway:
        return 0, ""
    return answer.status, body.decode(errors="replace")
