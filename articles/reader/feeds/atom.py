"""Atom (RFC 4287), with tombstones (RFC 6721)."""

import re
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string

from articles.reader.chrome import Chrome
from articles.reader.tags import cdata

from .archive import Page, head, moment_of
from .categories import Category, categories
from .channel import Line
from .media import content
from .told import iso

NAME, PIECE, TYPE = "atom.xml", "entry", "application/xml; charset=utf-8"
UPDATED = re.compile("<updated>([^<]+)</updated>")
#: Of a feed that never had an entry.
NEVER = "1970-01-01T00:00:00+00:00"


def write(page: Page, known: Chrome) -> str:
    context = head(page, NAME, known.house) | {
        "updated": updated(page),
        "entries": "".join(f"{finished(one, known)}\n" for one in page.stories),
        "stones": [stone(one) for one in page.stones],
    }
    return render_to_string("reader/atom.xml", context)


def updated(page: Page) -> str:
    """When readers last had something new from it."""
    told = [found[1] for one in page.stories if (found := UPDATED.search(one.piece))]
    told += [iso(moment_of(one)) for one in page.stones]
    return max(told, key=datetime.fromisoformat, default=NEVER)


@lru_cache(maxsize=4096)
def element(one: Category) -> str:
    """The same few hundred names stand in entry after entry."""
    term, scheme, label = (escape(part) for part in one)
    return f'<category term="{term}" scheme="{scheme}" label="{label}"/>'


def finished(line: Line, known: Chrome) -> str:
    more = f'<content type="html">{cdata(line.text)}</content>' if line.text else ""
    more += "".join(element(one) for one in categories(line, known))
    if line.picture:
        url, kind, length = (escape(str(line.picture[name])) for name in ("url", "type", "length"))
        more += f'<link rel="enclosure" href="{url}" type="{kind}" length="{length}"/>'
        more += content(line.picture)
    return f"{line.piece.removesuffix('</entry>')}{more}</entry>"


def stone(line: Line) -> dict[str, Any]:
    return {"id": f"urn:uuid:{line.piece}", "at": iso(moment_of(line)), "reason": line.text}
