"""JSON Feed 1.1. What it has no place for stands under `_newsroom`, as it allows."""

import json
from typing import Any

from django.conf import settings

from articles.reader.chrome import Chrome

from .archive import Page, address, described, moment_of
from .categories import categories
from .channel import Line
from .told import for_xml, iso

NAME, PIECE, TYPE = "feed.json", "json", "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def write(page: Page, known: Chrome) -> str:
    feed = described(page, known.house)
    head: dict[str, Any] = {
        "version": VERSION,
        "title": feed["title"],
        "home_page_url": feed["page"],
        "feed_url": address(page, NAME, page.place),
        "description": feed["about"],
        **({"icon": f"{settings.SITE_URL}{feed['logo'].square_url}"} if feed["logo"] else {}),
        "language": feed["language"],
        "authors": [{"name": feed["name"], "url": feed["url"]}],
    }
    if page.older:
        head["next_url"] = address(page, NAME, page.older)
    if feed["hubs"]:
        head["hubs"] = [{"type": "WebSub", "url": one} for one in feed["hubs"]]
    if page.stones:
        gone = [stone(one) for one in page.stones]
        head["_newsroom"] = {"about": f"{settings.SITE_URL}/feeds/", "deleted": gone}
    items = ",\n".join(finished(one, known) for one in page.stories)
    return f'{dumped(head)[:-1]},"items":[\n{items}]}}\n'


def finished(line: Line, known: Chrome) -> str:
    more: dict[str, Any] = {"tags": [one.label for one in categories(line, known)]}
    if line.text:
        more["content_html"] = line.text
    else:  # an item must have content of some kind
        said = json.loads(line.piece)
        more["content_text"] = said.get("summary") or said.get("title", "")
    if line.picture:
        more["image"] = line.picture["url"]
        more["attachments"] = [
            {
                "url": line.picture["url"],
                "mime_type": line.picture["type"],
                "title": line.picture["credit"],
                "size_in_bytes": line.picture["length"],
            }
        ]
    return f"{line.piece[:-1]},{dumped(more)[1:]}"


def stone(line: Line) -> dict[str, str]:
    """A story that was here, and when and why it went."""
    return {
        "id": f"urn:uuid:{line.piece}",
        "date": iso(moment_of(line)),
        "kind": line.what,
        "reason": line.text,
    }


def dumped(value: dict[str, Any]) -> str:
    return for_xml(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
