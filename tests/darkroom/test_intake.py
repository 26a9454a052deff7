"""A stranger's file: what is taken, what is refused, and that no refusal costs much."""

import io
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from articles.darkroom.claims import Limits, look
from articles.darkroom.intake import Developed, develop
from articles.darkroom.refusals import Reason, Refused

from .negatives import CORPUS, photo, scene

FILES = sorted(one for one in CORPUS.rglob("*") if one.is_file()) if CORPUS.exists() else []


@pytest.fixture
def take(tmp_path: Path):
    def take(content: bytes, limits: Limits | None = None, name: str = "file") -> Developed:
        path = tmp_path / name
        path.write_bytes(content)
        return develop(path, {tmp_path / "large": 120, tmp_path / "small": 40}, limits)

    return take


def why(take, content: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(Refused) as refused:
        take(content, limits)
    return refused.value.reason


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF"])
def test_six_formats_are_taken_whatever_the_name_says(take, tmp_path: Path, kind: str):
    found = take(photo(kind), name="brief.pdf")
    assert (found.width, found.height) == (300, 200)
    assert found.media_type == f"image/{kind.lower()}"
    with Image.open(tmp_path / "small") as small:
        assert (small.format, small.size) == ("JPEG", (40, 27))


@pytest.mark.parametrize("kind", ["BMP", "PPM", "ICO", "TGA", "JPEG2000", "PDF", "EPS"])
def test_no_other_format_is_taken(take, kind: str):
    assert why(take, photo(kind)) in {Reason.KIND, Reason.EPS}


@pytest.mark.parametrize(
    "text",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<?xml version="1.0"?>\n<svg/>',
        "\ufeff <!-- Zeichnung --> <svg/>",
    ],
)
def test_drawings_are_named_as_such(take, text: str):
    assert why(take, text.encode()) == Reason.SVG
    assert why(take, b"%!PS-Adobe-3.0 EPSF-3.0") == Reason.EPS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_first_bytes_are_enough_to_refuse_too_many_pixels(tmp_path: Path, kind: str):
    path = tmp_path / "file"
    path.write_bytes(photo(kind))
    with pytest.raises(Refused) as refused:
        look(path, Limits(pixels=59_999))
    assert refused.value.reason == Reason.PIXELS
    look(path, Limits(pixels=60_000))


@pytest.mark.parametrize("kind", ["AVIF", "TIFF"])
def test_where_the_first_bytes_do_not_say_decoding_does(take, kind: str):
    assert why(take, photo(kind), Limits(pixels=59_999)) == Reason.PIXELS


def test_bytes_ratio_and_nothing_at_all_are_reasons_too(take):
    assert why(take, b"") == Reason.EMPTY
    assert why(take, photo(), Limits(bytes=100)) == Reason.BYTES
    assert why(take, photo(image=scene(2100, 100))) == Reason.RATIO
    assert why(take, photo("TIFF", image=scene(100, 2100))) == Reason.RATIO


def test_a_file_cut_off_is_damaged(take):
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        content = photo(kind)
        assert why(take, content[: len(content) // 2]) == Reason.DAMAGED, kind


def test_memory_and_time_have_an_end(take):
    big = photo("PNG", image=Image.new("RGB", (9000, 7000)))
    assert why(take, big, Limits(memory=200 * 2**20)) == Reason.COSTLY
    assert why(take, photo(), Limits(seconds=0)) == Reason.COSTLY


def test_a_jpeg_of_more_scans_than_any_camera_writes_is_not_decoded(take):
    """Of 62 megapixels, in two megabytes: the limit of processor time had to stop it."""
    photograph = photo("JPEG", progressive=True)
    assert take(photograph)
    last = photograph.rindex(b"\xff\xda")
    begun = time.process_time()
    assert why(take, photograph[:-2] + photograph[last:-2] * 100 + photograph[-2:]) == Reason.COSTLY
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("progressive", [False, True])
def test_what_a_jpeg_holds_or_drags_along_are_no_scans_of_it(take, progressive):
    """Telephones hang a film on a photograph, and cameras keep pages of notes in it."""
    photograph = photo("JPEG", progressive=progressive)
    assert take(photograph + random.Random(7).randbytes(4_000_000) + b"\xff\xda" * 200)
    notes = b"\xff\xda" * 20_000
    part = b"\xff\xe2" + (len(notes) + 2).to_bytes(2, "big") + notes
    assert take(photograph[:2] + part * 3 + photograph[2:])


def test_it_stands_upright(take, tmp_path: Path):
    exif = Image.Exif()
    for noted in range(1, 9):
        exif[0x0112] = noted
        found = take(photo(exif=exif))
        turned = noted >= 5
        assert (found.width, found.height) == ((200, 300) if turned else (300, 200)), noted
        with Image.open(tmp_path / "large") as large:
            assert large.size == ((80, 120) if turned else (120, 80)), noted


def test_turned_back_it_is_the_same_picture(take):
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = scene().transpose(Image.Transpose.ROTATE_90)
    apart = take(photo("PNG")).likeness ^ take(photo("PNG", image=lying, exif=exif)).likeness
    assert (apart % 2**64).bit_count() <= 2


def test_alike_pictures_have_alike_fingerprints(take):
    known = take(photo()).likeness
    for other in (photo(quality=20), photo("WEBP"), photo(image=scene(900, 600))):
        assert ((take(other).likeness ^ known) % 2**64).bit_count() <= 6
    mirrored = photo(image=scene().transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    assert ((take(mirrored).likeness ^ known) % 2**64).bit_count() > 12


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_becomes_a_print(take, tmp_path: Path, mode: str):
    image = scene().convert("L").convert(mode) if mode in {"I;16", "F"} else scene(mode=mode)
    if mode == "I;16":
        image = scene().convert("I").point(lambda value: value * 256).convert("I;16")
    found = take(photo("TIFF", image=image))
    assert re.fullmatch("#[0-9a-f]{6}", found.colour)
    with Image.open(tmp_path / "large") as large:
        assert large.mode == "RGB"
        red, green, blue = large.getpixel((10, 10))
        assert min(red, green, blue) > 140, "the bright corner is bright"


def test_what_is_transparent_is_white(take):
    clear = Image.new("RGBA", (60, 40), (255, 0, 0, 0))
    assert take(photo("PNG", image=clear)).colour == "#ffffff"
    assert take(photo("WEBP", image=clear, lossless=True)).colour == "#ffffff"


def test_a_colour_profile_is_applied_and_a_broken_one_is_not_heeded(take):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    green = Image.new("RGB", (60, 40), "#00ff00")
    swapped = lab.replace(b"rXYZ", b"tXYZ").replace(b"gXYZ", b"rXYZ").replace(b"tXYZ", b"gXYZ")
    assert take(photo("PNG", image=green, icc_profile=lab)).colour == "#00ff00"
    assert take(photo("PNG", image=green, icc_profile=swapped)).colour != "#00ff00"
    assert take(photo("PNG", image=green, icc_profile=b"profile")).colour == "#00ff00"


def test_of_a_moving_picture_the_first_frame_is_taken(take):
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("#ff0000", "#0000ff")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    assert take(file.getvalue()).colour == "#ff0000"


@pytest.mark.parametrize(
    "tail", [b"<script>alert(1)</script>", b"<?php system($_GET[0]);", b"PK\3\4 and a zip"]
)
def test_what_hangs_on_a_picture_is_not_in_its_prints(take, tmp_path: Path, tail: bytes):
    for kind in ("JPEG", "PNG", "GIF", "WEBP"):
        take(photo(kind) + tail)
        for name in ("large", "small"):
            assert tail not in (tmp_path / name).read_bytes()


STOWAWAYS = (
    *(
        b"<script>alert(1)</script>",
        b"<?php system($_GET[0]);",
        b"PK\3\4 and a zip",
        b"%PDF-1.7 obj",
    ),
    *(b"<svg onload=alert(1)>", b"#!/bin/sh\nid\n", b"MZ and a program"),
)


def in_comment(words: bytes) -> bytes:
    return photo("JPEG", comment=words)


def in_exif(words: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = words.decode()
    return photo("JPEG", exif=exif)


def in_text(words: bytes) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", words.decode())
    return photo("PNG", pnginfo=told)


@pytest.mark.parametrize("words", STOWAWAYS)
@pytest.mark.parametrize("put", [in_comment, in_exif, in_text])
def test_what_a_picture_carries_inside_is_not_in_its_prints(take, tmp_path: Path, put, words):
    carrier = put(words)
    assert words in carrier
    take(carrier)
    for name in ("large", "small"):
        assert words not in (tmp_path / name).read_bytes()


#: In a process of its own, whose only children are the darkroom's: how many files were taken, and
#: kilobytes of the greatest child.
MEASURED = """
import resource, sys
from contextlib import suppress
from pathlib import Path
from articles.darkroom.intake import develop
from articles.darkroom.refusals import Refused
here, taken = Path(sys.argv[1]), 0
for path in sys.argv[2:]:
    with suppress(Refused):
        develop(Path(path), {here / "large": 1280, here / "small": 360})
        taken += 1
print(taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(not FILES, reason="the collection of broken pictures is not on this machine")
def test_the_whole_collection_is_taken_or_refused_within_its_memory(tmp_path: Path):
    said = subprocess.check_output([sys.executable, "-c", MEASURED, tmp_path, *FILES])
    taken, peak = map(int, said.split())
    assert taken > 10
    assert peak < 512 * 1024
