"""Pictures on a page: what was printed names them, and the plates that show are put in.

A printed piece holds each picture between two remarks that no cleaned text can contain:
`<!--picture:KEY:SHAPE-->…<!--/picture-->`. Without a plate all that stands between them goes, and
the page closes over it: no right to it any more, withdrawn, not made yet.
"""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.db.models import Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.template.loader import render_to_string

from .models import PictureUse, Plate
from .statement import in_one

PRINTED = re.compile(r"<!--picture:([0-9a-z]{8}):([a-z]+)-->(.*?)<!--/picture-->", re.DOTALL)
#: Where the printed figure has its picture; the alternative text follows.
HOLE = "<picture><img"
#: Where readers are sent their files from.
MEDIA = "/media/"

#: Shape: how wide it is shown, as `sizes` says it to browsers that have not seen the style sheet.
SIZES = {
    "lead": "(min-width: 70em) 54rem, 100vw",
    "text": "(min-width: 42em) 35.5rem, calc(100vw - 2.25rem)",
    "gallery": "(min-width: 42em) 17.25rem, 50vw",
    "first": "(min-width: 78em) 44rem, (min-width: 60em) 60vw, 100vw",
    "feature": "(min-width: 60em) 50rem, calc(100vw - 2.25rem)",
    "second": "(min-width: 60em) 20rem, 34vw",
    "small": "(min-width: 60em) 12rem, 6rem",
    "portrait": "10rem",
    "section": "(min-width: 42em) 40rem, 100vw",
}
#: Shape: the crop it shows; the text's figures show all of their picture.
CROP = {"text": "whole", "gallery": "whole", "portrait": "square"}
#: On telephones these show a small square.
SQUARE_ON_PHONES = frozenset({"second", "small"})
#: Above the fold: asked for before anything else.
EAGER = frozenset({"lead", "first", "portrait", "section"})


@dataclass(frozen=True)
class Shown:
    """The plates of one picture, by their crops, and what its record says of it today."""

    key: str
    crops: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def any(self) -> dict[str, Any]:
        return next(iter(self.crops.values()))

    @property
    def sensitive(self) -> bool:
        return bool(self.any["sensitive"])

    @property
    def colour(self) -> str:
        return str(self.any["colour"])


Pictures = dict[str, Shown]


#: What pages have to know of a plate.
FACTS = {
    "key": "picture__key",
    "crop": "crop",
    "width": "width",
    "height": "height",
    "sources": "sources",
    "colour": "picture__colour",
    "sensitive": "picture__sensitive",
    "no_social": "picture__no_social",
}
#: Where no edition has frozen its words, those of its record.
RECORD = FACTS | {"alt": "picture__alt", "credit": "picture__credit"}


def plates(rows: QuerySet[Plate], facts: dict[str, str] = FACTS) -> Func:
    """These plates as one column of another statement."""
    return in_one(rows.values(plate=JSONObject(**facts)))


def of_edition() -> Func:
    """Of an edition: the plates of all its pictures."""
    uses = PictureUse.objects.filter(edition=OuterRef(OuterRef("pk"))).values("picture")
    return plates(Plate.objects.filter(picture__in=uses))


def of_story(story: str) -> Func:
    """Of a story: the plates of all pictures that readers see with it."""
    uses = PictureUse.objects.filter(story=OuterRef(OuterRef(story))).values("picture")
    return plates(Plate.objects.filter(picture__in=uses))


def of_lead(story: str) -> Func:
    """Of a story: what its card needs of its lead picture."""
    uses = PictureUse.objects.filter(story=OuterRef(OuterRef(story)), role=PictureUse.Role.LEAD)
    cut = ("wide", "square")
    return plates(Plate.objects.filter(picture__in=uses.values("picture"), crop__in=cut))


def of_record(name: str) -> Func:
    """Of a person or a section: the plates of the picture in this column."""
    return plates(Plate.objects.filter(picture=OuterRef(name)), RECORD)


def gathered(rows: list[dict[str, Any]] | None) -> Pictures:
    found: Pictures = {}
    for one in rows or ():
        found.setdefault(one["key"], Shown(one["key"])).crops[one["crop"]] = one
    return found


def composed(piece: str, pictures: Pictures, shape: str = "", root: str = MEDIA) -> str:
    """The printed piece with every picture that shows, and without any other.

    `shape` says where a card stands; a card that stands where none is shown has an empty one.
    """

    def put(match: re.Match[str]) -> str:
        wanted = shape if match[2] == "card" else match[2]
        shown = pictures.get(match[1])
        if shown is None or not wanted or (match[2] == "card" and shown.sensitive):
            return ""
        if not (inner := picture(shown, wanted, root)):
            return ""
        html = match[3].replace(HOLE, inner, 1)
        return veiled(html, wanted) if shown.sensitive else html

    return PRINTED.sub(put, piece) if "<!--picture:" in piece else piece


def picture(shown: Shown, shape: str, root: str = MEDIA) -> str:
    """The opening of a picture element up to its img's attributes; empty without its plate."""
    plate = shown.crops.get(CROP.get(shape, "wide"))
    if plate is None:
        return ""
    sources = ""
    square = shown.crops.get("square") if shape in SQUARE_ON_PHONES else None
    if square:
        sources += source(square, "avif", root, "34vw", "(max-width: 39.99em)")
        sources += source(square, "jpeg", root, "34vw", "(max-width: 39.99em)")
    sources += source(plate, "avif", root, SIZES[shape])
    eager = shape in EAGER and not shown.sensitive
    attributes = {
        "src": f"{root}{jpeg(plate)[1]}",
        "width": plate["width"],
        "height": plate["height"],
        "data-colour": shown.colour,
        **({"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}),
    }
    named = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items())
    return f'<picture class="pic" data-shape="{shape}">{sources}<img{named}'


def source(plate: dict[str, Any], kind: str, root: str, sizes: str, media: str = "") -> str:
    if not (files := plate["sources"].get(kind)):
        return ""
    srcset = ", ".join(f"{root}{name} {width}w" for width, name, _bytes in files)
    where = f' media="{media}" width="{plate["width"]}" height="{plate["height"]}"' if media else ""
    return f'<source type="image/{kind}"{where} srcset="{srcset}" sizes="{sizes}">'


def jpeg(plate: dict[str, Any]) -> list[Any]:
    """Width, name and bytes of the file that every browser understands."""
    found: list[Any] = plate["sources"]["jpeg"][-1]
    return found


def alone(pictures: Pictures, shape: str, alt: str = "") -> str:
    """The picture of a person or a section, under its record's words; empty where none shows."""
    for shown in pictures.values():
        if not shown.sensitive and (inner := picture(shown, shape)):
            said = escape(str(shown.any["alt"] or alt))
            credit = escape(str(shown.any["credit"]))
            below = f'<figcaption><span class="credit">{credit}</span></figcaption>'
            return f'<figure>{inner} alt="{said}"></picture>{below if credit else ""}</figure>'
    return ""


def veiled(html: str, shape: str) -> str:
    """What not everybody wants to see stays closed, and is not fetched, before a click."""
    context = {"figure": html, "shape": shape}
    return render_to_string("reader/blocks/veil.html", context).strip()
