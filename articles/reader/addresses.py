"""How the site's addresses are made."""

from datetime import date, datetime
from functools import cache

from django.urls import get_resolver
from django.utils import timezone

from articles.catalog.models import Section


def story_path(section: Section, live_from: datetime, slug: str) -> str:
    """`/politics/2026/11/slug/`: the top section, and the month in the newsroom's own zone."""
    month = timezone.localtime(live_from)
    return f"/{section.branch.slug}/{month:%Y}/{month:%m}/{slug}/"


def page_path(slug: str) -> str:
    """`/imprint/`: what is no news stands at the root."""
    return f"/{slug}/"


#: Under every list of stories: the same list for readers of feeds.
FEEDS = ("rss.xml", "atom.xml", "feed.json")


def feeds_of(path: str) -> set[str]:
    """Where a list's feeds are; `path` is its page's, with a slash at its end."""
    return {f"{path}{name}" for name in FEEDS}


#: In place of the last slash of a story's address: the story in the trade's formats.
FORMATS = (".txt", ".newsml.xml", ".ninjs.json")


def formats_of(path: str) -> set[str]:
    """Where a story is in other formats than a page."""
    return {f"{path.removesuffix('/')}{suffix}" for suffix in FORMATS}


def archive_day(day: date) -> str:
    """`/archive/2026/11/24/`."""
    return f"/archive/{day:%Y}/{day:%m}/{day:%d}/"


def archive_month(day: date) -> str:
    return f"/archive/{day:%Y}/{day:%m}/"


@cache
def reserved_words() -> frozenset[str]:
    """First words of the site's own addresses: a section of that slug would hide them."""
    patterns = get_resolver("articles.reader.urls").url_patterns
    first = {str(pattern.pattern).strip("^/").split("/")[0] for pattern in patterns}
    return frozenset(word for word in first if word and "<" not in word) | {
        "admin",
        "static",
        "media",
    }
