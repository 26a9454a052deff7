"""Which pictures an article prints, and what of their records it freezes."""

import re
from collections.abc import Iterator
from typing import Any

from articles.catalog.models import Picture

#: A picture in a cleaned text.
IN_TEXT = re.compile(r'<figure\b[^<>]* data-picture="([^"]+)"')


def pictures(lead: Picture | None, lead_caption: str, body: str) -> list[dict[str, Any]]:
    """The lead picture, then those of the text in its order, each once; unknown keys are left out.

    `own` is the caption the article gives it; the other words are those of the record today.
    """
    keys = list(dict.fromkeys(IN_TEXT.findall(body)))
    known = {one.key: one for one in Picture.objects.filter(key__in=keys)} if keys else {}
    return list(frozen_pictures(lead, lead_caption, [known[key] for key in keys if key in known]))


def frozen_pictures(
    lead: Picture | None, lead_caption: str, rest: list[Picture]
) -> Iterator[dict[str, Any]]:
    if lead:
        yield picture(lead, "lead", lead_caption)
    for one in rest:
        yield picture(one, "text")


def picture(one: Picture, role: str, own: str = "") -> dict[str, Any]:
    return {
        "key": one.key,
        "role": role,
        "own": own,
        "alt": one.alt,
        "caption": one.caption,
        "credit": one.credit,
    }
