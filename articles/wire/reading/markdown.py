"""Markdown, as reporters write it: headings, lists, quotations, emphasis, links."""

import re
from collections.abc import Iterator
from html import escape

from articles.wire.plain import decode

from .piece import Piece
from .words import line

HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
ITEM = re.compile(r"\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)")
LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{1,2000})\)")
STRONG = re.compile(r"\*\*(?=\S)([^*]{1,2000})(?<=\S)\*\*|__(?=\S)([^_]{1,2000})(?<=\S)__")
EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)([^*_]{1,2000})(?<=\S)[*_](?!\w)")
#: A line of the head between two lines of dashes.
FIELD = re.compile(r"([A-Za-z_]{1,40}):\s*(.*)")
#: Names that heads give to our parts.
NAMES = {
    "title": "headline", "headline": "headline", "titel": "headline",
    "description": "lead", "lead": "lead", "teaser": "lead", "vorspann": "lead",
    "author": "byline", "autor": "byline", "language": "language", "lang": "language",
}  # fmt: skip


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One text. Raises Unreadable."""
    head, lines = split(decode(data, name).splitlines())
    blocks = list(grouped(lines))
    headline = head.get("headline", "")
    if not headline and blocks and (found := HEADING.fullmatch(blocks[0][0])):
        headline = line(found[2].rstrip("# "))
        blocks.pop(0)
    body = "".join(written(block) for block in blocks)
    yield Piece(
        source="",
        guid="",
        headline=headline,
        lead=head.get("lead", ""),
        byline=head.get("byline", ""),
        language=head.get("language", ""),
        body=body,
        origin={"headline": "title" if "headline" in head else "#", "body": "the text"},
    )


def split(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The head, if there is one, and the rest."""
    if not lines or lines[0].strip() != "---" or "---" not in lines[1:]:
        return {}, lines
    end = lines.index("---", 1)
    found = [FIELD.fullmatch(one) for one in lines[1:end]]
    head = {
        NAMES[one[1].lower()]: line(one[2].strip("\"'"))
        for one in found
        if one and one[1].lower() in NAMES
    }
    return head, lines[end + 1 :]


def grouped(lines: list[str]) -> Iterator[list[str]]:
    """Blocks: a heading stands alone, everything else ends with an empty line."""
    block: list[str] = []
    for one in [*lines, ""]:
        if block and (not one.strip() or HEADING.fullmatch(one)):
            yield block
            block = []
        if one.strip() and HEADING.fullmatch(one):
            yield [one]
        elif one.strip():
            block.append(one)


def written(block: list[str]) -> str:
    """A block's HTML."""
    if found := HEADING.fullmatch(block[0]):
        level = "h2" if len(found[1]) < 3 else "h3"
        return f"<{level}>{inline(found[2].rstrip('# '))}</{level}>"
    if all(one.lstrip().startswith(">") for one in block):
        quoted = " ".join(one.lstrip("> \t") for one in block)
        return f"<blockquote><p>{inline(quoted)}</p></blockquote>"
    if ITEM.fullmatch(block[0]):
        return listed(block)
    return f"<p>{inline(' '.join(one.strip() for one in block))}</p>"


def listed(block: list[str]) -> str:
    """A list; a line that begins no item goes on with the one before."""
    items: list[str] = []
    for one in block:
        if found := ITEM.fullmatch(one):
            items.append(found[2])
        else:
            items[-1] += f" {one.strip()}"
    first = ITEM.fullmatch(block[0])
    tag = "ol" if first and first[1] else "ul"
    return f"<{tag}>{''.join(f'<li>{inline(item)}</li>' for item in items)}</{tag}>"


def inline(text: str) -> str:
    """Emphasis and links; what is none stays as it was typed."""
    html = escape(text, quote=False)
    html = LINK.sub(lambda one: f'<a href="{quoted(one[2])}">{one[1]}</a>', html)
    html = STRONG.sub(lambda one: f"<strong>{one[1] or one[2]}</strong>", html)
    return EMPHASIS.sub(r"<em>\1</em>", html)


def quoted(address: str) -> str:
    """An address, escaped already, as an attribute's value."""
    return address.replace('"', "&quot;")
