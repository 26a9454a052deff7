"""Pictures outside of our pages: in feeds, in what social networks and search engines show."""

import re
from typing import Any

from django.conf import settings

from .figures import Words, lead_of
from .pictures import HOLE, MEDIA, PRINTED, Pictures, jpeg


def in_feed(piece: str, pictures: Pictures) -> str:
    """A feed's text: plain pictures where they show, and nothing where they do not."""

    def put(match: re.Match[str]) -> str:
        shown = pictures.get(match[1])
        plate = shown.crops.get("whole") if shown else None
        if shown is None or plate is None or shown.sensitive:
            return ""
        width, height = scaled(plate)
        image = f'<img src="{address(plate)}" width="{width}" height="{height}"'
        return match[3].replace(HOLE, image, 1).replace("</picture>", "", 1)

    return PRINTED.sub(put, piece) if "<!--picture:" in piece else piece


def enclosed(pictures: Pictures, words: list[Words]) -> dict[str, Any] | None:
    """The lead picture as feeds name it; `words` are those the edition has frozen."""
    lead = lead_of(words)
    shown = pictures.get(lead["key"]) if lead else None
    plate = shown.crops.get("wide") if shown else None
    if lead is None or shown is None or plate is None or shown.sensitive:
        return None
    return measured(plate) | {
        "type": "image/jpeg",
        "length": jpeg(plate)[2],
        "alt": lead["alt"],
        "caption": lead["own"] or lead["caption"],
        "credit": lead["credit"],
    }


def scaled(plate: dict[str, Any]) -> tuple[int, int]:
    """Width and height of the JPEG."""
    width = int(jpeg(plate)[0])
    return width, max(1, round(width * plate["height"] / plate["width"]))


def in_sight(pictures: Pictures, words: list[Words]) -> dict[str, Any]:
    """What a story's page knows of its pictures; `words` are those the edition has frozen."""
    found: dict[str, Any] = {"pictures": pictures, "image": None, "social": None}
    lead = lead_of(words)
    shown = pictures.get(lead["key"]) if lead else None
    if lead is None or shown is None or shown.sensitive:
        return found
    cut = shown.crops.get("social")
    if cut and not cut["no_social"]:
        found["social"] = measured(cut) | {"alt": lead["alt"]}
    if plate := (cut if found["social"] else shown.crops.get("wide")):
        found["image"] = schema(plate, lead)
    return found


def schema(plate: dict[str, Any], words: Words) -> dict[str, Any]:
    """A schema.org ImageObject."""
    caption = words["own"] or words["caption"]
    return {
        "@type": "ImageObject",
        **measured(plate),
        **({"caption": caption} if caption else {}),
        **({"creditText": words["credit"]} if words["credit"] else {}),
    }


def measured(plate: dict[str, Any]) -> dict[str, Any]:
    width, height = scaled(plate)
    return {"url": address(plate), "width": width, "height": height}


def address(plate: dict[str, Any]) -> str:
    """Of the JPEG, for machines elsewhere."""
    return f"{settings.SITE_URL}{MEDIA}{jpeg(plate)[1]}"
