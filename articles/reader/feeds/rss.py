"""RSS 2.0."""

from functools import lru_cache
from html import escape

from django.template.loader import render_to_string

from articles.reader.chrome import Chrome
from articles.reader.tags import cdata

from .archive import Page, head
from .categories import Category, categories
from .channel import Line
from .media import content

NAME, PIECE = "rss.xml", "item"
#: Browsers draw plain XML with its style sheet; readers of feeds take either.
TYPE = "application/xml; charset=utf-8"


def write(page: Page, known: Chrome) -> str:
    context = head(page, NAME, known.house) | {
        "items": "".join(f"{finished(one, known)}\n" for one in page.stories),
    }
    return render_to_string("reader/rss.xml", context)


@lru_cache(maxsize=4096)
def element(one: Category) -> str:
    """The same few hundred names stand in item after item."""
    return f'<category domain="{escape(one.scheme)}">{escape(one.label)}</category>'


def finished(line: Line, known: Chrome) -> str:
    """What was printed, and what may change without an edition."""
    more = f"<content:encoded>{cdata(line.text)}</content:encoded>" if line.text else ""
    more += "".join(element(one) for one in categories(line, known))
    if line.picture:
        url, kind, length = (escape(str(line.picture[name])) for name in ("url", "type", "length"))
        more += f'<enclosure url="{url}" length="{length}" type="{kind}"/>{content(line.picture)}'
    return f"{line.piece.removesuffix('</item>')}{more}</item>"
