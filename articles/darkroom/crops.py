"""Crops: which part of a picture each of its shapes shows, and in what widths it is sent out."""

from dataclasses import dataclass

Box = tuple[int, int, int, int]
Size = tuple[int, int]

AVIF, JPEG = "image/avif", "image/jpeg"


@dataclass(frozen=True)
class Crop:
    """A shape that pages use. `ratio` None is the picture as it is."""

    ratio: tuple[int, int] | None
    #: Widths in pixels for browsers to choose from, narrowest first.
    avif: tuple[int, ...]
    #: The one for all others.
    jpeg: int


CROPS = {
    "whole": Crop(None, (480, 960, 1600), 960),
    "wide": Crop((3, 2), (480, 960, 1600), 960),
    "square": Crop((1, 1), (160, 320, 640), 320),
    "social": Crop((40, 21), (), 1200),
}


@dataclass(frozen=True)
class Sheet:
    """One file to be made: which part of the picture, how large, in which format."""

    crop: str
    box: Box
    width: int
    height: int
    media_type: str

    @property
    def ending(self) -> str:
        return "avif" if self.media_type == AVIF else "jpg"


def box_of(crop: str, size: Size, focus: tuple[int, int], by_hand: list[int] | None = None) -> Box:
    """Left, top, width and height in pixels of the picture standing upright.

    `focus` is in thousandths: it lies as near to the middle of the box as the edges allow. A crop
    that somebody set by hand counts, as far as it lies within the picture.
    """
    width, height = size
    if by_hand:
        return within(by_hand, size)
    ratio = CROPS[crop].ratio
    if ratio is None:
        return 0, 0, width, height
    across, down = ratio
    wide = min(width, max(1, round(height * across / down)))
    high = min(height, max(1, round(width * down / across)))
    left = round(width * focus[0] / 1000 - wide / 2)
    top = round(height * focus[1] / 1000 - high / 2)
    return within([left, top, wide, high], size)


def within(box: list[int], size: Size) -> Box:
    """The box pushed into the picture, and cut where it is larger."""
    wide, high = (min(max(1, one), most) for one, most in zip(box[2:], size, strict=True))
    left = min(max(0, box[0]), size[0] - wide)
    top = min(max(0, box[1]), size[1] - high)
    return left, top, wide, high


def widths_of(wanted: tuple[int, ...], available: int) -> list[int]:
    """Those that the box has pixels for; its own width ends the row where it is short of one."""
    found = [one for one in wanted if one < available]
    return found if len(found) == len(wanted) else [*found, available]


def sheets_of(crop: str, box: Box) -> list[Sheet]:
    """Every file of a crop, the JPEG that all browsers understand first."""
    shape = CROPS[crop]
    jpeg = sheet(crop, box, min(shape.jpeg, box[2]), JPEG)
    return [jpeg, *(sheet(crop, box, one, AVIF) for one in widths_of(shape.avif, box[2]))]


def sheet(crop: str, box: Box, width: int, media_type: str) -> Sheet:
    return Sheet(crop, box, width, max(1, round(width * box[3] / box[2])), media_type)
