"""Which requests of a log are somebody reading a story, and of which story."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from articles.reader.models import Story
from articles.text.access_log import Asked, asked

#: The address of a story, perhaps with a question; not what lies under it.
STORY = re.compile(r"(/[a-z0-9-]+/\d{4}/\d{2}/[a-z0-9-]+/)(?:\?.*)?")
#: Programs that call themselves what they are: robots, readers of feeds, previews, scripts.
ROBOT = re.compile(
    r"bot|crawl|spider|slurp|preview|monitor|check|scan|fetch|feed|rss|archive|headless|lighthouse"
    r"|facebookexternalhit|whatsapp|telegram|curl|wget|python|java/|go-http|okhttp|libwww|perl|ruby"
    r"|node|axios|scrapy|gpt|claude|perplexity",
    re.IGNORECASE,
)
#: Stories looked up at once.
MANY = 1000


def counted(lines: Iterable[str]) -> dict[date, Counter[str]]:
    """How often which story's address was read, by day."""
    found: dict[date, Counter[str]] = {}
    for one in asked(lines):
        if is_read(one) and (path := STORY.fullmatch(one.address)):
            found.setdefault(one.day, Counter())[path[1]] += 1
    return found


def is_read(one: Asked) -> bool:
    """Whether somebody got a page: sent, or found unchanged, and by no robot that says so."""
    sent = one.method == "GET" and one.status in {200, 304}
    return sent and bool(one.agent) and not is_robot(one.agent)


@lru_cache(maxsize=4096)
def is_robot(agent: str) -> bool:
    """Most lines of a log name one of a few hundred programs; looking for words in each is slow."""
    return ROBOT.search(agent) is not None


def by_story(found: dict[date, Counter[str]]) -> dict[date, Counter[UUID]]:
    """The same by the stories that stand at these addresses; what stands nowhere is left out."""
    paths = sorted({path for counts in found.values() for path in counts})
    uids: dict[str, UUID] = {}
    for at in range(0, len(paths), MANY):
        rows = Story.objects.filter(path__in=paths[at : at + MANY])
        uids |= dict(rows.values_list("path", "uid"))
    days: dict[date, Counter[UUID]] = {}
    for day, counts in found.items():
        for path, times in counts.items():
            if path in uids:
                days.setdefault(day, Counter())[uids[path]] += times
    return days
