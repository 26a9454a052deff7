"""Hostile files: documents, feeds, agencies' formats, exports, answers of servers, pictures."""

import gzip
import io
import json
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from articles.darkroom.intake import develop
from articles.darkroom.signwriting import draw
from articles.wire.drafting import ready
from articles.wire.fetching import LARGEST, unpacked
from articles.wire.reading import parts
from tests.wire.papers import archive, docx, lying, odt, p

from .bomb import TAKEN, Bomb

MEGABYTE = 1024 * 1024
#: Bytes of a file that is just small enough to be read.
FULL = 3_900_000
#: The same of a text.
MOST = 1_900_000
#: These a logo's smaller limit of pixels refuses first.
BEYOND_A_LOGO = ("png, a line of 60 megapixels", "jpeg of a thousand scans")
#: How wide and high a picture claims to be.
WIDE = 30_000
RSS = '<rss version="2.0"><channel><title>x</title>'
RSS_END, ENTRY = "</channel></rss>", "<item><title>a</title></item>"
NITF, NITF_END = "<nitf><body><body.content>", "</body.content></body></nitf>"
LINK = '<a href="https://a.example/">a</a> '
HTML = "<html><body><article><h1>x</h1>"
WXR = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>'
)
NEWS = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
NEWS_END, ITEM = "</itemSet></newsMessage>", "<newsItem><contentSet/></newsItem>"


def read(data: bytes, name: str) -> None:
    """As the desk and the inbox take a file in: its pieces, each with a body made ready."""
    for piece, _own in parts(data, name):
        ready(piece)


def file(what: str, name: str, make: Callable[[], str | bytes], ends: str = "Unreadable") -> Bomb:
    def made() -> tuple[bytes, str]:
        data = make()
        return data if isinstance(data, bytes) else data.encode(), name

    return Bomb(what, made, read, ends)


def filled(before: str, unit: str, after: str, size: int = FULL) -> str:
    return before + unit * ((size - len(before) - len(after)) // len(unit.encode())) + after


def heavy(part: str = "word/document.xml", megabytes: int = 200) -> bytes:
    """A document of a part that unpacks to this; it is never whole in memory here."""
    held = io.BytesIO(docx(p("Eins")) if part != "word/document.xml" else docx("", more={part: ""}))
    found = io.BytesIO()
    with ZipFile(held) as old, ZipFile(found, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as file:
            for _megabyte in range(megabytes):
                file.write(b" " * MEGABYTE)
    return found.getvalue()


def laughing(root: str) -> str:
    """A thousand million laughs, in ten lines."""
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{more}]><{root}>&l9;</{root}>'


def quadratic() -> str:
    """One long entity, often."""
    called = "&a;" * 60_000
    return f'<!DOCTYPE rss [<!ENTITY a "{"a" * 60_000}">]><rss><channel>{called}</channel></rss>'


def documents() -> Iterator[Bomb]:
    """Of Word and LibreOffice, and what is called so."""
    word, laughs = partial(file, name="x.docx"), {"word/document.xml": laughing("w")}
    yield word("docx of 200 MB, packed small", make=heavy)
    yield word("docx that tells a small size", make=small_by_its_word)
    yield word("docx of 3,000 entries", make=lambda: archive({f"{n}": "" for n in range(3_000)}))
    yield word("docx, 200 deep", make=lambda: docx("<w:sdt>" * 200 + "</w:sdt>" * 200))
    yield word("docx of 110,000 paragraphs", make=lambda: docx("<w:p/>" * 110_000))
    yield word("docx of 10,000 paragraphs", make=lambda: docx(p("Wort") * 10_000), ends=TAKEN)
    yield word("docx with laughs", make=lambda: docx("", more=laughs))
    yield file("odt with laughs", "x.odt", lambda: odt("", more={"content.xml": laughing("w")}))


def small_by_its_word() -> bytes:
    return lying(heavy(), "word/document.xml", 900)


def sent() -> Iterator[Bomb]:
    """By agencies and feeds, in XML and JSON."""
    xml = partial(file, name="x.xml")
    yield xml("rss with laughs", make=partial(laughing, "rss"))
    yield xml("rss with one entity 60,000 times", make=quadratic)
    yield xml("xml, 400,000 deep", make=partial(filled, "<rss>", "<channel>", ""))
    yield xml("nitf of 90,000 paragraphs", make=lambda: NITF + "<p>a</p>" * 90_000 + NITF_END)
    yield xml("rss of 30,000 entries", make=lambda: RSS + ENTRY * 30_000 + RSS_END)
    yield xml("rss, 20,000 entries under 1 MB", make=headed_rss)
    yield file("json feed, the same", "x.json", headed_feed)
    yield file("json, 1,000,000 deep", "x.json", lambda: "[" * 1_000_000)
    yield file("json, a number of 1 MB", "x.json", lambda: f'{{"uri": {"9" * MEGABYTE}}}')
    yield xml("newsml-g2 of 10,000 items", make=lambda: NEWS + ITEM * 10_000 + NEWS_END)
    yield Bomb("an answer of 1 GB, packed small", packed, unpacked, "NotFetched")


def written() -> Iterator[Bomb]:
    """Saved pages, exports of WordPress, Markdown and plain text."""
    page, xml = partial(file, name="x.html"), partial(file, name="x.xml")
    mark = partial(file, name="x.md", ends=TAKEN)
    yield page("a page, 2 MB of one word", make=partial(filled, HTML, "a", "", MOST), ends=TAKEN)
    yield page("a page, deep", make=partial(filled, HTML, "<div>", "", MOST))
    yield page("a page of 45,000 links", make=partial(filled, HTML, LINK, "", MOST))
    yield xml("wordpress: shortcodes on end", make=partial(post, "[gallery ids='1' "), ends=TAKEN)
    yield xml("wordpress: captions on end", make=partial(post, "[caption a]"))
    yield xml("wordpress with laughs", make=lambda: laughing("rss") + WXR)
    yield mark("markdown: brackets on end", make=partial(filled, "# a\n\n", "[a](", "", MOST))
    yield mark("markdown: stars on end", make=partial(filled, "# a\n\n", "*a **", "", MOST))
    yield file("text of 5 MB", "x.txt", lambda: "a " * 2_500_000)
    yield file("text of 600,000 paragraphs", "x.txt", lambda: "a\n\n" * 600_000)


def headed_rss() -> str:
    """Each entry is kept with the head of its feed: that would be twenty gigabytes."""
    return f"{RSS}<d>{'a' * MEGABYTE}</d>{'<item/>' * 20_000}{RSS_END}"


def post(unit: str) -> str:
    text = filled("", unit, "", MOST)
    return (
        f"{WXR}<item><title>a</title><wp:post_type>post</wp:post_type>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>"
    )


def headed_feed() -> str:
    entries = [{"id": str(n)} for n in range(20_000)]
    head = {"version": "https://jsonfeed.org/version/1.1", "home": "a" * MEGABYTE}
    return json.dumps(head | {"items": entries})


def packed() -> tuple[bytes, dict[str, str], int]:
    found = io.BytesIO()
    with gzip.GzipFile(fileobj=found, mode="wb") as file:
        for _megabyte in range(1024):
            file.write(b"\0" * MEGABYTE)
    return found.getvalue(), {"content-encoding": "gzip"}, LARGEST


def pictures() -> Iterator[Bomb]:
    """By the darkroom's two doors: photographs, and the logo."""
    for what, make, why in (
        ("png of 900 megapixels", partial(png, WIDE, WIDE), "PIXELS"),
        ("gif that claims 900", lambda: claiming("GIF", 6, "<HH"), "PIXELS"),
        ("jpeg that claims 900", jpeg, "PIXELS"),
        ("tiff that claims 900", tiff, "PIXELS"),
        ("avif that claims 900", avif, "KIND"),
        ("png with words of 100 MB", partial(png, 300, 200, 100), "DAMAGED"),
        ("png, a line of 60 megapixels", partial(png, 60_000_000, 1), "RATIO"),
        ("svg with laughs", lambda: laughing("svg").encode() + b"<svg/>", "SVG"),
        ("eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop", "EPS"),
        ("a page that is called a picture", lambda: b"<html>" + b"a" * MEGABYTE, "KIND"),
        ("jpeg of a thousand scans", scans, "COSTLY"),
    ):
        yield Bomb(f"picture: {what}", partial(put, make), develop, f"Refused {why}")
        if what not in ("tiff that claims 900", "avif that claims 900"):
            why = "PIXELS" if what in BEYOND_A_LOGO else why
            yield Bomb(f"logo: {what}", partial(put, make, True), draw, f"Refused {why}")


def put(make: Callable[[], bytes], logo: bool = False) -> tuple[object, ...]:
    """In a folder that the system clears away, with what the darkroom is to write."""
    folder = Path(tempfile.mkdtemp(prefix="bomb"))
    (folder / "file").write_bytes(make())
    if logo:
        return folder / "file", folder / "page", folder / "square"
    return folder / "file", {folder / "large": 1280, folder / "small": 400}


def chunk(kind: bytes, data: bytes) -> bytes:
    sum_of = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + sum_of


def png(width: int, height: int, words: int = 0) -> bytes:
    """Of one bit a pixel, all black; with so many megabytes of words, packed."""
    told = b"zTXta\0\0" + squeezed(MEGABYTE, words) if words else b""
    row = (width + 7) // 8 + 1
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
            chunk(told[:4], told[4:]) if told else b"",
            chunk(b"IDAT", squeezed(row, height)),
            chunk(b"IEND", b""),
        )
    )


def squeezed(size: int, times: int) -> bytes:
    """So many times so many zeros, never all of them in memory."""
    packing = zlib.compressobj(9)
    return b"".join([*(packing.compress(bytes(size)) for _n in range(times)), packing.flush()])


def small(kind: str, **more: object) -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (64, 48)).save(found, kind, **more)
    return found.getvalue()


def claiming(kind: str, at: int, form: str) -> bytes:
    """A small picture whose first bytes say it was a large one."""
    data = bytearray(small(kind))
    struct.pack_into(form, data, at, WIDE, WIDE)
    return bytes(data)


def jpeg() -> bytes:
    return claiming("JPEG", small("JPEG").index(b"\xff\xc0") + 5, ">HH")


def avif() -> bytes:
    return claiming("AVIF", small("AVIF").index(b"ispe") + 8, ">II")


def tiff() -> bytes:
    """Width and height are the values of tags 256 and 257."""
    data = bytearray(small("TIFF"))
    for tag in (256, 257):
        at = next(at for form in (3, 4) if (at := data.find(struct.pack("<HHI", tag, form, 1))) > 0)
        struct.pack_into("<HHII", data, at, tag, 4, 1, WIDE)
    return bytes(data)


def scans() -> bytes:
    """A progressive JPEG of some megapixels whose last scan is there a thousand times."""
    found = io.BytesIO()
    Image.new("L", (7_900, 7_900)).save(found, "JPEG", progressive=True)
    data = found.getvalue()
    last = data.rindex(b"\xff\xda")
    tables = data.rindex(b"\xff\xc4", 0, last)
    return data[:-2] + data[min(tables, last) : -2] * 1_000 + data[-2:]


def every() -> Iterator[Bomb]:
    yield from documents()
    yield from sent()
    yield from written()
    yield from pictures()
