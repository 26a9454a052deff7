"""One thing as feeds tell of it: the words that every format has a place for."""

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

#: What no XML document may contain, escaped or not.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Bytes without which a text in UTF-8 has none of these: controls, and what begins U+FFFE.
SUSPECTS = (*(one for one in range(32) if one not in b"\t\n\r"), 0xEF)


@dataclass(frozen=True)
class Told:
    """A story, or a correction of one. `changed` moves only with what readers are told of."""

    uid: UUID
    url: str
    title: str
    lead: str
    published: datetime
    changed: datetime
    language: str
    #: [{"name", "slug"}, …]: who wrote it, and who helped.
    authors: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    #: (moment, note), newest first.
    corrections: list[tuple[datetime, str]] = field(default_factory=list)
    #: The newsroom: what nobody else is named for, it wrote.
    paper: str = ""

    @property
    def id(self) -> str:
        """The same for life, whatever happens to its address."""
        return f"urn:uuid:{self.uid}"


def item(told: Told) -> str:
    """For RSS."""
    return render_to_string("reader/pieces/item.html", around(told)).strip()


def entry(told: Told) -> str:
    """For Atom."""
    return render_to_string("reader/pieces/entry.html", around(told)).strip()


def for_xml(text: str) -> str:
    """Without the characters that XML cannot carry."""
    return text if carried(text) else NOT_XML.sub("", text)


def sent(text: str) -> bytes:
    """The same, ready to be sent."""
    return carried(text) or NOT_XML.sub("", text).encode()


def carried(text: str) -> bytes:
    """A text that XML can carry as it is; else nothing. Hardly a text has anything else in it, so
    its bytes are asked, which takes a fifth of the time."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half a character
        return b""
    return b"" if any(one in data for one in SUSPECTS) else data


def as_json(told: Told) -> str:
    """For JSON Feed."""
    found: dict[str, Any] = {
        "id": told.id,
        "url": told.url,
        "title": told.title,
        "summary": told.lead,
        "date_published": iso(told.published),
        "date_modified": iso(told.changed),
        "authors": [
            {"name": one["name"], "url": f"{settings.SITE_URL}/people/{one['slug']}/"}
            for one in told.authors
        ],
        "language": told.language,
    }
    if told.corrections:
        notes = [{"date": iso(moment), "note": note} for moment, note in told.corrections]
        found["_newsroom"] = {"about": f"{settings.SITE_URL}/feeds/", "corrections": notes}
    kept = {name: value for name, value in found.items() if value}
    return for_xml(json.dumps(kept, ensure_ascii=False, separators=(",", ":")))


def around(told: Told) -> dict[str, Any]:
    return {"told": told, "site_name": told.paper, "site_url": settings.SITE_URL}


def iso(moment: datetime) -> str:
    """`2026-11-24T21:40:00+01:00`."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


#: By the name of their column in a rendering.
PIECES = {"item": item, "entry": entry, "json": as_json}
