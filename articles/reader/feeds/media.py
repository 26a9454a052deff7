"""A lead picture with its credit, as RSS and Atom both say it (Media RSS)."""

from html import escape
from typing import Any

ATTRIBUTES = {
    "url": "url",
    "type": "type",
    "length": "fileSize",
    "width": "width",
    "height": "height",
}


def content(picture: dict[str, Any]) -> str:
    sizes = "".join(f' {name}="{escape(str(picture[key]))}"' for key, name in ATTRIBUTES.items())
    said = picture["caption"] or picture["alt"]
    words = f'<media:description type="plain">{escape(said)}</media:description>' if said else ""
    if picture["credit"]:
        words += f"<media:credit>{escape(picture['credit'])}</media:credit>"
    return f'<media:content medium="image"{sizes}>{words}</media:content>'
