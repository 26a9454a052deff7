"""What a file says of itself: the words photographers and agencies wrote into it.

Three writings of it are read, the better-kept first: XMP, IPTC-IIM, EXIF. Whatever cannot be read
is left out; a picture is never refused for its papers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image, IptcImagePlugin

from .opening import FAILURES

#: Bytes of XMP that are parsed; agencies write some ten thousand.
LONGEST_XMP = 1_000_000
#: Characters kept of one text.
LONGEST = {"caption": 5000}
USUAL = 300
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
#: Field: where XMP has it.
XMP = {
    "title": ("dc:title", "photoshop:Headline"),
    "alt": ("iptc:AltTextAccessibility",),
    "caption": ("dc:description",),
    "credit": ("photoshop:Credit",),
    "source": ("photoshop:Source",),
    "holder": ("dc:rights",),
    "photographer": ("dc:creator",),
    "terms": ("rights:UsageTerms",),
    "taken": ("photoshop:DateCreated",),
}
#: Field: numbers of record 2 of IPTC-IIM.
IIM = {
    "title": (5, 105),
    "caption": (120,),
    "credit": (110,),
    "source": (115,),
    "holder": (116,),
    "photographer": (80,),
}
EXIF = {
    "caption": (ExifTags.Base.ImageDescription,),
    "photographer": (ExifTags.Base.Artist,),
    "holder": (ExifTags.Base.Copyright,),
}
#: What cameras write where a photographer has written nothing.
NOISE = re.compile(r"OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM|default|untitled|unknown", re.I)
#: Control characters, and those that only turn or hide others.
CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


@dataclass(frozen=True)
class Papers:
    """Texts, trimmed and bounded, and the moment in ISO 8601, with an offset where it is known."""

    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    source: str = ""
    holder: str = ""
    photographer: str = ""
    terms: str = ""
    taken: str = ""


def read(image: Image.Image) -> dict[str, str]:
    """The fields of `Papers`, of an opened picture."""
    found: dict[str, str] = {}
    for reader in (of_xmp, of_iim, of_exif):
        for name, text in attempted(reader, image).items():
            said = tidy(text, LONGEST.get(name, USUAL))
            if said and not NOISE.fullmatch(said):
                found.setdefault(name, said)
    found["taken"] = moment(found.get("taken", ""))
    return asdict(Papers(**found))


def attempted(reader: Callable[[Image.Image], Iterator[tuple[str, str]]], image: Any) -> Any:
    """What a reader found until it stumbled."""
    found: dict[str, str] = {}
    try:
        for name, text in reader(image):
            found.setdefault(name, text)
    except (*FAILURES, ParseError, DefusedXmlException, MemoryError, RecursionError):
        pass
    return found


def tidy(text: str, longest: int) -> str:
    """One bounded text, without what is no character of a text. NUL is kept by no database."""
    return CONTROL.sub("", text[: 2 * longest].replace("\r", "\n")).strip()[:longest].strip()


def of_xmp(image: Image.Image) -> Iterator[tuple[str, str]]:
    packet = image.info.get("xmp") or image.getexif().get(ExifTags.Base.XMLPacket) or b""
    if isinstance(packet, str):
        packet = packet.encode()
    if not packet or len(packet) > LONGEST_XMP:
        return
    root = fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    described = root.findall(".//rdf:Description", NAMES)
    for name, places in XMP.items():
        for place in places:
            if text := first(described, place):
                yield name, text
                break


def first(described: list[Element], place: str) -> str:
    """A property as an attribute, as text, or as the first of a list; several creators joined."""
    prefix, word = place.split(":")
    for one in described:
        if text := one.get(f"{{{NAMES[prefix]}}}{word}"):
            return text
        found = one.find(place, NAMES)
        if found is not None:
            items = [item.text or "" for item in found.iterfind(".//rdf:li", NAMES)]
            several = ", ".join(items[:3]) if word == "creator" else (items or [""])[0]
            return several or (found.text or "").strip()
    return ""


def of_iim(image: Any) -> Iterator[tuple[str, str]]:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    utf8 = records.get((1, 90)) == b"\x1b%G"
    for name, numbers in IIM.items():
        for number in numbers:
            if text := decoded(records.get((2, number)), utf8=utf8):
                yield name, text
                break
    day, time = (decoded(records.get((2, number)), utf8=utf8) for number in (55, 60))
    if day:
        yield "taken", f"{day} {time}"


def decoded(value: Any, *, utf8: bool = False) -> str:
    """A text of IPTC or EXIF. Without a mark it is UTF-8 if it can be, and western if not."""
    if isinstance(value, list):
        return ", ".join(decoded(one, utf8=utf8) for one in value[:3])
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value.decode("utf-8" if utf8 else "cp1252", "replace")
    return value if isinstance(value, str) else ""


def of_exif(image: Image.Image) -> Iterator[tuple[str, str]]:
    exif = image.getexif()
    for name, numbers in EXIF.items():
        for number in numbers:
            if text := mended(exif.get(number)):
                yield name, text
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    if taken := mended(camera.get(ExifTags.Base.DateTimeOriginal)):
        yield "taken", taken + mended(camera.get(ExifTags.Base.OffsetTimeOriginal))


def mended(value: Any) -> str:
    """EXIF is ASCII by its rules and UTF-8 in practice; Pillow reads it as Latin-1."""
    text = decoded(value)
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


#: 2026:11-25T18:04:59+01:00 and its kin: of EXIF, IPTC (no separators) and XMP.
MOMENT = re.compile(
    r"(\d{4})[:-]?(\d\d)[:-]?(\d\d)"
    r"(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$"
)


def moment(text: str) -> str:
    """ISO 8601, or nothing where no such day or hour exists."""
    if not (found := MOMENT.match(text.strip())):
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    clock = f"{hour or '00'}:{minute or '00'}:{second or '00'}"
    offset = (zone or "").replace("Z", "+00:00")
    if offset and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    try:
        read = datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{offset}")
    except ValueError:
        return ""
    return read.isoformat() if 1800 <= read.year < 2200 else ""
