"""Crops that somebody sets by hand: which there are, and which boxes can be one."""

from collections.abc import Sequence

from .crops import CROPS

#: Crop: width to height; the whole picture is no crop.
RATIOS = {name: crop.ratio for name, crop in CROPS.items() if crop.ratio}


def fits(box: Sequence[int], width: int, height: int) -> bool:
    """Whether left, top, width and height are whole numbers that name a part of a picture."""
    if len(box) != 4 or not all(type(one) is int for one in box):
        return False
    left, top, wide, high = box
    inside = left >= 0 and top >= 0 and left + wide <= width and top + high <= height
    return inside and wide >= 1 and high >= 1


def shaped(crop: str, box: Sequence[int]) -> bool:
    """Whether a box has the shape of its crop, within two pixels or a hundredth."""
    across, down = RATIOS[crop]
    wanted = box[2] * down / across
    return abs(wanted - box[3]) <= max(2, wanted / 100)
