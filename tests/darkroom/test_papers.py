"""What files say of themselves: read where it is well-formed, bounded where it is hostile."""

from pathlib import Path

import pytest
from PIL import Image

from articles.darkroom.intake import develop
from articles.darkroom.papers import Papers, moment

from .negatives import XMP, photo


@pytest.fixture
def papers(tmp_path: Path):
    def papers(content: bytes) -> Papers:
        path = tmp_path / "file"
        path.write_bytes(content)
        return develop(path, {tmp_path / "print": 60}).papers

    return papers


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_the_words_of_xmp_are_read_from_every_format(papers, kind: str):
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP)
        content = photo("PNG", pnginfo=info)
    elif kind == "TIFF":
        content = photo("TIFF", tiffinfo={700: XMP.encode()})
    else:
        content = photo(kind, xmp=XMP.encode())
    found = papers(content)
    assert found.title == "Fähre am Anleger"
    assert found.alt == "Eine Fähre mit offenen Toren"
    assert found.credit == "Foto: Ana Weidlich"
    assert found.photographer == "Ana Weidlich"
    assert found.holder == "© Ana Weidlich"
    assert found.taken == "2026-10-03T18:04:59+02:00"


def iim(*records: tuple[int, int, bytes]) -> bytes:
    """IPTC-IIM in the segment in which Photoshop and the agencies write it."""
    data = b"".join(
        bytes((0x1C, record, number)) + len(text).to_bytes(2, "big") + text
        for record, number, text in records
    )
    block = b"8BIM\x04\x04\0\0" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)
    segment = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment


def with_segment(segment: bytes) -> bytes:
    content = photo()
    return content[:2] + segment + content[2:]


def test_the_words_of_iptc_are_read_in_both_of_its_encodings(papers):
    german = "Fähre, gesehen vom Damm"
    for mark, coding in ((b"\x1b%G", "utf-8"), (b"", "cp1252")):
        first = [(1, 90, mark)] if mark else []
        found = papers(
            with_segment(
                iim(
                    *first,
                    (2, 120, german.encode(coding)),
                    (2, 80, b"Jule Brandt"),
                    (2, 55, b"20261003"),
                    (2, 60, b"180459+0200"),
                )
            )
        )
        assert found.caption == german
        assert found.photographer == "Jule Brandt"
        assert found.taken == "2026-10-03T18:04:59+02:00"


def test_exif_is_asked_last_and_a_cameras_own_words_are_not_heeded(papers):
    exif = Image.Exif()
    exif[270], exif[315] = "OLYMPUS DIGITAL CAMERA         ", "Ana Weidlich"
    exif[33432] = "Käthe Müller".encode()
    exif.get_ifd(0x8769)[0x9003] = "2026:10:03 18:04:59"
    found = papers(photo(exif=exif))
    assert (found.caption, found.photographer) == ("", "Ana Weidlich")
    assert found.holder == "Käthe Müller"
    assert found.taken == "2026-10-03T18:04:59"


@pytest.mark.parametrize(
    "packet",
    [
        b"<not xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        b"<x>" * 20_000,
        b"\0\xff" * 500,
    ],
)
def test_hostile_words_cost_the_words_and_not_the_picture(papers, packet: bytes):
    assert papers(photo("PNG")) == Papers()
    assert papers(photo("WEBP", xmp=packet)) == Papers()


def test_words_are_bounded_and_hold_nothing_that_is_no_text(papers):
    long = XMP.replace("Fähre am Anleger", "x" * 9000).replace("Ana", "A&#x202e;n\u200ba")
    found = papers(photo("WEBP", xmp=long.encode()))
    assert found.title == "x" * 300
    assert found.photographer == "Ana Weidlich"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10-03", "2026-10-03T00:00:00"),
        ("2026:10:03 18:04", "2026-10-03T18:04:00"),
        ("2026-10-03T18:04:59.25Z", "2026-10-03T18:04:59+00:00"),
        ("0000:00:00 00:00:00", ""),
        ("2026-13-40", ""),
        ("gestern", ""),
        ("9999-01-01", ""),
    ],
)
def test_a_moment_is_read_or_left_out(written: str, read: str):
    assert moment(written) == read
