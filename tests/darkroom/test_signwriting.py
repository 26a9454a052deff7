"""Logos drawn anew: what is taken, what becomes of it, and what is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.darkroom.claims import Limits
from articles.darkroom.refusals import Reason, Refused
from articles.darkroom.signwriting import LIMITS, Sign, draw
from tests.logos import file, mark


@pytest.fixture
def write(tmp_path: Path):
    """Gives what is known of it, and both files opened."""

    def write(content: bytes, limits: Limits = LIMITS) -> tuple[Sign, Image.Image, Image.Image]:
        path, page, square = (tmp_path / name for name in ("file", "page", "square"))
        path.write_bytes(content)
        sign = draw(path, page, square, limits)
        return sign, *(Image.open(io.BytesIO(one.read_bytes())) for one in (page, square))

    return write


def why(write, content: bytes, limits: Limits = LIMITS) -> Reason:
    with pytest.raises(Refused) as refused:
        write(content, limits)
    return refused.value.reason


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_three_formats_become_a_webp_and_a_square_png(write, kind: str):
    image = mark(mode="RGB") if kind == "JPEG" else mark()
    sign, page, square = write(file(image, kind))
    assert (page.format, square.format) == ("WEBP", "PNG")
    assert (sign.width, sign.height) == page.size
    assert (sign.side, sign.side) == square.size == (512, 512)
    assert page.width <= 960
    assert page.height <= 240


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "AVIF", "BMP"])
def test_no_other_format_is_taken(write, kind: str):
    assert why(write, file(mark(mode="RGB"), kind)) == Reason.KIND


@pytest.mark.parametrize("text", ['<svg xmlns="http://www.w3.org/2000/svg"/>', "<?xml?><svg/>"])
def test_drawings_are_named_as_such(write, text: str):
    assert why(write, text.encode()) == Reason.SVG


def test_what_is_no_picture_is_cut_off_or_has_too_much_of_anything_is_refused(write):
    assert why(write, b"") == Reason.EMPTY
    assert why(write, b"Nur ein Text, der logo.png heisst.") == Reason.KIND
    assert why(write, file()[:30] + b"<script>alert(1)</script>") == Reason.KIND
    for kind in ("PNG", "WEBP"):
        whole = file(mark(), kind)
        assert why(write, whole[: len(whole) // 2]) == Reason.DAMAGED
    assert why(write, file(), Limits(bytes=100)) == Reason.BYTES
    assert why(write, b"\xff\xd8" + b"\0" * LIMITS.bytes) == Reason.BYTES
    assert why(write, file(mark(size=(4000, 100), mode="RGB"))) == Reason.RATIO
    assert why(write, file(mark(size=(100, 60)))) == Reason.SMALL
    assert why(write, file(Image.new("RGBA", (400, 200)))) == Reason.BLANK


def test_a_bomb_of_pixels_is_refused_before_it_is_opened(write):
    bomb = file(Image.new("1", (20_000, 20_000)), optimize=True)
    assert len(bomb) < 100_000
    assert why(write, bomb) == Reason.PIXELS


def test_what_is_transparent_stays_so_and_empty_edges_go(write):
    for kind in ("PNG", "WEBP"):
        more = {"lossless": True} if kind == "WEBP" else {}
        sign, page, _square = write(file(mark(size=(1200, 300)), kind, **more))
        assert page.mode == "RGBA"
        assert page.getpixel((sign.width - 2, 2))[3] == 0
        assert page.getpixel((sign.width // 8, sign.height // 2)) == (16, 32, 48, 255)
        assert page.getchannel("A").getbbox() == (0, 0, *page.size)


def test_palettes_and_a_colour_that_means_nothing_keep_their_transparency(write):
    for image, more in (
        (mark().quantize(8), {}),
        (mark(mode="RGB"), {"transparency": (255, 255, 255)}),
        (mark(mode="RGB").convert("L"), {"transparency": 255}),
    ):
        sign, page, _square = write(file(image, **more))
        assert page.mode == "RGBA", image.mode
        assert page.getpixel((sign.width - 2, 2))[3] == 0, image.mode


def test_an_opaque_one_has_no_transparency_and_keeps_its_ground(write):
    image = Image.new("RGBA", (800, 200), "#cc2211")
    sign, page, square = write(file(image))
    assert (page.mode, sign.ink) == ("RGB", "")
    assert square.getpixel((3, 3)) == square.getpixel((256, 256)) == (204, 34, 17)


@pytest.mark.parametrize(
    ("colour", "ink", "ground"),
    [
        ("#102030", "dark", (255, 255, 255)),
        ("#fdfbf7", "light", (23, 22, 20)),
        ("#c04020", "", (255, 255, 255)),
    ],
)
def test_ink_that_would_be_lost_is_noticed_and_its_square_has_another_ground(
    write, colour: str, ink: str, ground: tuple[int, int, int]
):
    sign, _page, square = write(file(mark(colour)))
    assert sign.ink == ink
    assert square.convert("RGB").getpixel((4, 4)) == ground


def test_it_is_never_made_larger(write):
    sign, page, square = write(file(mark(size=(200, 60), mode="RGB")))
    assert page.size == (sign.width, sign.height) == (200, 60)
    assert square.size == (200, 200)


def test_nothing_but_pixels_comes_along(write, tmp_path: Path):
    note = PngInfo()
    note.add_text("Comment", "geheim")
    exif = Image.Exif()
    exif[0x010E] = "geheim"
    write(file(mark(), pnginfo=note, exif=exif) + b"<script>geheim</script>")
    for name in ("page", "square"):
        assert b"geheim" not in (tmp_path / name).read_bytes()
        assert b"EXIF" not in (tmp_path / name).read_bytes()


def test_photographs_stay_small(write, tmp_path: Path):
    noise = Image.effect_noise((1600, 400), 90).convert("RGB")
    write(file(noise))
    assert (tmp_path / "page").stat().st_size < 300_000
    assert (tmp_path / "square").stat().st_size < 300_000
    write(file(mark()))
    assert (tmp_path / "page").stat().st_size < 15_000


def test_it_stands_upright(write):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = Image.new("RGB", (300, 900), "#204060")
    sign, *_files = write(file(lying, "JPEG", exif=exif))
    assert (sign.width, sign.height) == (720, 240)
