"""Having a logo drawn anew: a cheap look first, then a process of its own, as for pictures."""

from dataclasses import asdict, dataclass
from pathlib import Path

from .apart import answer
from .claims import Limits, look
from .intake import TRAYS

#: A logo is a small thing: three megabytes, sixteen million pixels.
LIMITS = Limits(bytes=3_000_000, pixels=16_000_000)


@dataclass(frozen=True)
class Sign:
    """A logo as drawn: a WebP for heads of pages, a PNG for machines that want a square.

    Width, height and side are pixels of the files. `ink` is `dark` or `light` where the logo has
    no ground of its own and would be lost on paper of that kind, else empty.
    """

    width: int
    height: int
    side: int
    ink: str


def draw(path: Path, page: Path, square: Path, limits: Limits = LIMITS) -> Sign:
    """Decode a PNG, JPEG or WebP and write both files. Raises Refused.

    Nothing of the file is ever decoded in this process, and nothing but its pixels is kept.
    """
    look(path, limits)
    order = {
        "path": str(path.resolve()),
        "page": str(page.resolve()),
        "square": str(square.resolve()),
        "limits": asdict(limits),
    }
    with TRAYS:
        return Sign(**answer("signwriter", order, limits.seconds))
