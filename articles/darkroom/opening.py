"""Opening a picture: decided by decoding, first frame, upright, in sRGB, without transparency."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from PIL import Image, ImageCms

from .claims import Limits, measure
from .refusals import Reason, Refused

#: What is taken, by its name in Pillow. No other decoder of Pillow's is ever asked.
FORMATS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with further pictures behind the first
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "TIFF": "image/tiff",
    "GIF": "image/gif",
}
ASKED = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
#: Everything Pillow is known to raise for a broken file.
FAILURES: tuple[type[Exception], ...] = (
    ImageCms.PyCMSError,
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError),
    *(ArithmeticError, AttributeError, RuntimeError, AssertionError, Warning),
)
#: Said of good photographs of some telephones, whose further pictures we do not want anyway.
HARMLESS = "Image appears to be a malformed MPO file"
#: 16 bits a pixel, which `convert` would cut off at white.
DEEP = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})

#: What undoes each orientation of EXIF but the first, which is upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@contextmanager
def opened(path: Path, limits: Limits, asked: tuple[str, ...] = ASKED) -> Iterator[Image.Image]:
    """The first frame, fully decoded, as it lies in the file. Raises Refused.

    `asked` are the only decoders that may look at it.
    """
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with strict(), Image.open(path, formats=asked) as image:
            measure(*image.size, limits)
            image.load()
            yield image
    except Image.UnidentifiedImageError as error:
        raise Refused(Reason.KIND) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Reason.PIXELS) from error
    except MemoryError as error:
        raise Refused(Reason.COSTLY) from error
    except FAILURES as error:
        raise Refused(Reason.DAMAGED) from error


@contextmanager
def strict() -> Iterator[None]:
    """Warnings are errors: what Pillow only doubts, we do not take."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message=HARMLESS)
        yield


def media_type(image: Image.Image) -> str:
    return FORMATS[image.format or ""]


def orientation(image: Image.Image) -> int:
    """The camera's note of how it was held, 1 to 8; a broken one is not heeded. Once decoded only:
    some formats turn by themselves."""
    try:
        noted = image.getexif().get(0x0112)
    except FAILURES:
        return 1
    return noted if noted in TURNS else 1


def upright(image: Image.Image, noted: int) -> Image.Image:
    """As the photographer saw it."""
    return image.transpose(TURNS[noted]) if noted in TURNS else image


def reduced(image: Image.Image, longest: int) -> Image.Image:
    """Small enough to be handled at ease; palettes are dissolved first, or edges would fray."""
    if image.mode in {"P", "PA", "1"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image = shallow(image)
    image.thumbnail((longest, longest), reducing_gap=2.0)
    return image


def in_srgb(image: Image.Image) -> Image.Image:
    """RGB in the colours of the web, on white, whatever it was before."""
    flat = on_white(shallow(image))
    profile = image.info.get("icc_profile")
    if not profile or flat.mode == "L":
        return flat.convert("RGB")
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(flat, theirs, ours, outputMode="RGB")
    except FAILURES:
        return flat.convert("RGB")
    return seen or flat.convert("RGB")


def shallow(image: Image.Image) -> Image.Image:
    """Eight bits a colour."""
    if image.mode in DEEP:
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode == "F":
        low, high = cast(tuple[float, float], image.getextrema())
        scale = 255 / (high - low) if high > low else 1
        return image.point(lambda value: value * scale - low * scale).convert("L")
    return image


def on_white(image: Image.Image) -> Image.Image:
    """L, RGB or CMYK, without transparency."""
    if image.mode in {"L", "RGB", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode in {"1", "YCbCr", "LAB", "HSV", "RGBX"}:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    white.alpha_composite(clear)
    return white.convert("RGB")
