"""A lead picture with its credit, as RSS and Atom both say it (Media RSS)."""

from typing import Any

from django.utils.html import escape


def content(picture: dict[str, Any]) -> str:
    sizes = "".join(
        f' {name}="{escape(picture[name])}"' for name in ("url", "type", "width", "height")
    )
    said = f'<media:description type="plain">{escape(picture["alt"])}</media:description>'
    credit = f"<media:credit>{escape(picture['credit'])}</media:credit>"
    return f'<media:content medium="image"{sizes}>{said}{credit}</media:content>'
