"""What a file's first bytes claim, read by hand: the cheap look before anything is decoded."""

import re
import struct
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from .refusals import Reason, Refused

#: Bytes that are looked at; a photograph's size stands behind its metadata, seldom further in.
HEAD = 512 * 1024
#: A picture may be this many times as long as it is high, or the other way round.
STEEPEST = 20
#: Scans of a JPEG; a progressive one has ten or so, and each costs as much as decoding it.
SCANS = 50
#: How files of the formats that we take begin, AVIF and WebP apart; decoding has the last word.
STARTS = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
#: What begins a part of a JPEG that has a length. In a scan's data 255 is followed by 0 or by the
#: number of a piece.
MARKER = re.compile(rb"\xff[\x02-\xcf\xd9-\xfe]")
SCAN, END = 0xDA, 0xD9
#: Markers of a JPEG that carry its size: all frames (C0 to CF) but DHT, JPG and DAC.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True)
class Limits:
    """What one picture may cost: bytes on the disk, pixels, memory and seconds while decoding."""

    bytes: int = 60_000_000
    pixels: int = 64_000_000
    memory: int = 512 * 1024 * 1024
    seconds: int = 20


def look(path: Path, limits: Limits) -> None:
    """Raises Refused for what need not be decoded to be refused."""
    size = path.stat().st_size
    if not size:
        raise Refused(Reason.EMPTY)
    if size > limits.bytes:
        raise Refused(Reason.BYTES)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if drawing := is_drawing(head):
        raise Refused(drawing)
    if not (head.startswith(STARTS) or head[4:8] == b"ftyp" or head[8:12] == b"WEBP"):
        raise Refused(Reason.KIND)
    if pixels := claimed(head):
        measure(*pixels, limits)
    if head.startswith(b"\xff\xd8") and scans(path) > SCANS:
        raise Refused(Reason.COSTLY)


def scans(path: Path) -> int:
    """How many scans a JPEG has, up to its end, or to one too many.

    What its parts hold is passed over, and so is what hangs on it: telephones put a film there.
    """
    at, count = 2, 0
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        while count <= SCANS and (found := MARKER.search(data, at)):
            kind, at = found[0][1], found.end()
            if kind == END:
                break
            count += kind == SCAN
            at += int.from_bytes(data[at : at + 2], "big")
    return count


def measure(width: int, height: int, limits: Limits) -> None:
    """Raises Refused for a size that no picture of ours has."""
    if width < 1 or height < 1:
        raise Refused(Reason.DAMAGED)
    if width * height > limits.pixels:
        raise Refused(Reason.PIXELS)
    if max(width, height) > STEEPEST * min(width, height):
        raise Refused(Reason.RATIO)


def is_drawing(head: bytes) -> Reason | None:
    """Drawings are programs: one kind runs scripts, the other calls a printer's interpreter."""
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"%!ps", b"%pdf", b"\xc5\xd0\xd3\xc6")):
        return Reason.EPS
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in head.lower():
        return Reason.SVG
    return None


def claimed(head: bytes) -> tuple[int, int] | None:
    """Width and height as PNG, GIF, WebP and JPEG say them; None where only decoding can tell."""
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", head[16:24])
        if head.startswith((b"GIF87a", b"GIF89a")):
            return struct.unpack("<HH", head[6:10])
        if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
            return in_webp(head)
        return in_jpeg(head) if head.startswith(b"\xff\xd8") else None
    except (struct.error, IndexError):
        return None


def in_webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + triple(head, 24), 1 + triple(head, 27)
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", head[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def triple(head: bytes, at: int) -> int:
    return head[at] | head[at + 1] << 8 | head[at + 2] << 16


def in_jpeg(head: bytes) -> tuple[int, int] | None:
    """Walks from marker to marker, at most as many as fit into the head."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", head[at + 2 : at + 4])
        at += 2 + max(length, 2)
    return None
