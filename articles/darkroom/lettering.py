"""Logos: opened with their transparency, cut to what they show, and drawn anew in two shapes."""

import io
from pathlib import Path

from PIL import Image

from . import opening
from .claims import Limits, measure
from .crops import Size
from .refusals import Reason, Refused

ASKED = ("PNG", "JPEG", "WEBP")
#: For heads of pages, at twice the density of what is shown; and for machines that want a square,
#: of which search engines ask for 112 pixels at least.
PAGE: Size = (960, 240)
SIDE, LEAST = 512, 112
#: How much of the square a logo without a ground of its own fills: some cut circles out of it.
FILLED = 0.84
#: Grounds on which the square stands; the second one for logos in light ink.
WHITE, BLACK = "#ffffff", "#171614"
#: Brightness, of 255, below which ink is lost on paper by night, and above which by day; and how
#: much of the ink has to be so.
DARK, LIGHT, SHARE = 90, 200, 0.1
#: Bytes of a square beyond which it makes do with 256 colours.
HEAVY = 100_000


def opened(path: Path, limits: Limits) -> Image.Image:
    """RGB, or RGBA where something shines through; without the empty edges. Raises Refused."""
    with opening.opened(path, limits, ASKED) as image:
        turn = opening.orientation(image)
        clear = image.has_transparency_data
        seen = opening.shallow(image.convert("RGBA") if clear else image)
        # Twice the width of a page's: edges that are cut off may have been half of it.
        seen.thumbnail((2 * PAGE[0], 2 * PAGE[0]), reducing_gap=2.0)
        drawn = opening.in_srgb(seen.convert("RGB") if clear else seen)
        if clear:
            drawn.putalpha(seen.getchannel("A"))
    return enough(within_edges(opening.upright(drawn, turn)))


def within_edges(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    box = alpha.point(lambda value: 255 * (value > 8)).getbbox()
    if box is None:
        raise Refused(Reason.BLANK)
    cut = image.crop(box)
    return cut.convert("RGB") if alpha.crop(box).getextrema()[0] == 255 else cut


def enough(image: Image.Image) -> Image.Image:
    if max(image.size) < LEAST:
        raise Refused(Reason.SMALL)
    measure(*image.size, Limits())
    return image


def ink(image: Image.Image) -> str:
    """`dark` or `light` where a good part of it would be lost on paper of that kind, else nothing.

    What has a ground of its own is lost on none.
    """
    if image.mode != "RGBA":
        return ""
    solid = image.getchannel("A").point(lambda value: 255 * (value > 127))
    bright = image.convert("RGB").convert("L").histogram(solid)
    lost = {"dark": sum(bright[:DARK]), "light": sum(bright[LIGHT + 1 :])}
    most = max(lost, key=lambda name: lost[name])
    return most if lost[most] >= SHARE * max(1, sum(bright)) else ""


def fitted(image: Image.Image, box: Size) -> Image.Image:
    """As large as the box allows, and never larger than it is."""
    small = image.copy()
    small.thumbnail(box, Image.Resampling.LANCZOS)
    return small


def square(image: Image.Image, ink: str) -> Image.Image:
    """The whole of it on a square: on its own ground, or on one from which it stands out."""
    clear = image.mode == "RGBA"
    side = min(SIDE, max(image.size))
    within = round(side * FILLED) if clear else side
    ground = (BLACK if ink == "light" else WHITE) if clear else image.getpixel((0, 0))
    sheet = Image.new("RGB", (side, side), ground)  # type: ignore[arg-type]
    small = fitted(image, (within, within))
    place = ((side - small.width) // 2, (side - small.height) // 2)
    sheet.paste(small, place, small if clear else None)
    return sheet


def bare(image: Image.Image) -> Image.Image:
    """On an empty sheet: neither profile nor note nor place comes along."""
    sheet = Image.new(image.mode, image.size)
    sheet.paste(image)
    return sheet


def as_webp(image: Image.Image) -> bytes:
    """Without loss, which suits what was drawn, or with a little, which suits photographs.

    Measured: method 6 takes three seconds for a drawn logo, 4 hundredths of one: as many bytes.
    """
    both = ({"lossless": True, "quality": 80}, {"quality": 90, "alpha_quality": 100})
    return min((saved(image, "WEBP", method=4, **one) for one in both), key=len)


def as_png(image: Image.Image) -> bytes:
    whole = saved(image, "PNG", optimize=True)
    return whole if len(whole) <= HEAVY else saved(image.quantize(256), "PNG", optimize=True)


def saved(image: Image.Image, format: str, **how: object) -> bytes:
    out = io.BytesIO()
    (image if image.mode == "P" else bare(image)).save(out, format, **how)
    return out.getvalue()
