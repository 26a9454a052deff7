"""The text as a page serves it: what an editor wrote, and what some blocks need around it."""

import re
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.text.embeds import host, player
from articles.text.tables import caption, numbered, tables
from articles.text.typography import OPENING

#: An embed as cleaned: its address, and the words that stand in for it.
EMBED = re.compile(r'<div([^<>]*) data-embed="(https://[^"]*)">(.*?)</div>', re.DOTALL)

#: A related story's place in the text, as cleaned: the key of its link, and the writer's own words.
STORY = re.compile(r'<aside[^<>]* data-story="([^"]*)">(.*?)</aside>', re.DOTALL)
#: The same as printed: what stands there the page knows, by the link.
STORY_PRINTED = r"<!--story:\1-->\2<!--/story-->"

#: A fact box, and the heading it opens with.
BOX = re.compile(r'(<aside\b[^<>]* data-box="[^"]*")>(<h[23]\b.*?</h[23]>)?')
TAG = re.compile(r"<[^<>]*>")
#: A subhead or a quotation that opens with a quotation mark, which then hangs in the margin.
HANGING = re.compile(rf"(<h[23]\b[^<>]*|<blockquote[^<>]*><p)(?=>[{''.join(OPENING)}])")


def for_page(body: str) -> str:
    """Tables that scroll by themselves; of an embed its words, and whom a click would ask."""
    for start, end in reversed(tables(body)):
        table = body[start:end]
        context = {"table": numbered(table), "caption": caption(table)}
        body = body[:start] + piece("table", context) + body[end:]
    body = STORY.sub(STORY_PRINTED, BOX.sub(boxed, body))
    return EMBED.sub(embedded, HANGING.sub(r'\1 class="hang"', body))


def boxed(found: re.Match[str]) -> str:
    """A box under the name its first line gives it."""
    heading = unescape(TAG.sub("", found[2] or "")).strip() or _("Fact box")
    return f'{found[1]} aria-label="{escape(heading)}">{found[2] or ""}'


def embedded(found: re.Match[str]) -> str:
    address = unescape(found[2])
    context = {
        "attributes": found[1],
        "words": found[3],
        "address": address,
        "host": host(address),
        "player": player(address),
    }
    return piece("embed", context)


def for_feed(body: str) -> str:
    """Feeds run no player: of an embed there is a link, of a related story the writer's words."""
    body = STORY.sub(lambda one: f"<p>{one[2]}</p>" if one[2] else "", body)
    return EMBED.sub(lambda one: f'<p><a href="{one[2]}">{one[3] or one[2]}</a></p>', body)


def piece(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"reader/blocks/{name}.html", context).strip()
