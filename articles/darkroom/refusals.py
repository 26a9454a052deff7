"""Why the darkroom takes no picture out of a file. The desk has a sentence for each."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    BYTES = "bytes"
    PIXELS = "pixels"
    RATIO = "ratio"
    SMALL = "small"
    BLANK = "blank"
    SVG = "svg"
    EPS = "eps"
    KIND = "kind"
    DAMAGED = "damaged"
    COSTLY = "costly"
    SPACE = "space"
    AWAY = "away"


class Refused(Exception):
    """This file is no picture for us."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
