"""Renditions: the right part of the picture, upright, in sRGB, and nothing but pixels."""

import io

import pytest
from PIL import Image, ImageCms

from articles.darkroom.claims import Limits
from articles.darkroom.crops import CROPS, box_of, sheets_of
from articles.darkroom.enlarging import enlarge
from articles.darkroom.refusals import Refused

from .negatives import photo, scene

SCRIPT = b"<?php system($_GET['c']); ?><script>alert(1)</script>PK\x03\x04"


def renditions(tmp_path, data: bytes, size, crop: str = "whole", focus=(500, 500)):
    """Every file of a crop: (sheet, bytes)."""
    (tmp_path / "original").write_bytes(data)
    made = sheets_of(crop, box_of(crop, size, focus))
    found = enlarge(tmp_path / "original", made, tmp_path, Limits())
    return [(one, path.read_bytes()) for one, path in found.items()]


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def test_nothing_of_what_the_camera_or_a_stranger_wrote_into_the_file_is_in_a_rendition(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Ana Weidlich"
    exif.get_ifd(0x8825)[2] = (54.0, 30.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = photo(exif=exif, icc_profile=profile, comment=SCRIPT) + SCRIPT
    for sheet, made in renditions(tmp_path, data, (300, 200)):
        image = opened(made)
        assert image.size == (sheet.width, sheet.height)
        assert not image.getexif()
        assert not {"icc_profile", "exif", "xmp", "comment", "photoshop"} & set(image.info)
        for word in (b"Weidlich", b"<?php", b"<script", b"PK\x03\x04"):
            assert word not in made


@pytest.mark.parametrize(
    ("format", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("JPEG", "CMYK"), ("GIF", "P"), ("TIFF", "L")],
)
def test_whatever_was_uploaded_every_browser_gets_rgb(tmp_path, format, mode):
    data = photo(format, scene(mode=mode))
    kinds = {opened(made).format for _sheet, made in renditions(tmp_path, data, (300, 200))}
    modes = {opened(made).mode for _sheet, made in renditions(tmp_path, data, (300, 200))}
    assert (kinds, modes) == ({"AVIF", "JPEG"}, {"RGB"})


def test_a_picture_taken_upright_is_cut_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    found = renditions(tmp_path, photo(exif=exif), (200, 300), "wide")
    assert {opened(made).size for _sheet, made in found} == {(200, 133)}


def test_the_focus_decides_what_stays(tmp_path):
    image = Image.new("RGB", (900, 300), "black")
    image.paste("white", (600, 0, 900, 300))
    left, right = (
        opened(renditions(tmp_path, photo(image=image), image.size, "square", (at, 500))[0][1])
        for at in (0, 1000)
    )
    assert left.getpixel((150, 150)) < (20, 20, 20)
    assert right.getpixel((150, 150)) > (235, 235, 235)


@pytest.mark.parametrize("crop", CROPS)
@pytest.mark.parametrize("size", [(1, 1), (4000, 200), (200, 4000), (801, 533)])
@pytest.mark.parametrize("focus", [(0, 0), (500, 500), (1000, 1000)])
def test_every_box_lies_in_the_picture(crop, size, focus):
    left, top, wide, high = box_of(crop, size, focus)
    assert left >= 0
    assert top >= 0
    assert wide >= 1
    assert high >= 1
    assert left + wide <= size[0]
    assert top + high <= size[1]
    assert all(one.width <= wide for one in sheets_of(crop, (left, top, wide, high)))


def test_a_box_set_by_hand_counts_as_far_as_it_lies_in_the_picture():
    assert box_of("wide", (600, 400), (0, 0), [90, 60, 300, 200]) == (90, 60, 300, 200)
    assert box_of("wide", (600, 400), (0, 0), [500, 300, 300, 200]) == (300, 200, 300, 200)


def test_what_is_no_picture_any_more_is_refused(tmp_path):
    with pytest.raises(Refused):
        renditions(tmp_path, b"%!PS-Adobe\n" + SCRIPT, (300, 200))
