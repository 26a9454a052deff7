"""One reader a format. Each yields the same record; what follows is in `wire.receiving`."""

import re
from collections.abc import Callable, Iterator
from typing import IO

from articles.wire.plain import Unreadable

from . import feeds, markdown, newsml, ninjs, nitf, package, page, text, wxr
from .piece import Piece
from .shut import local, parsed
from .zipped import START

#: Bytes above which no file holds a single text; and no document with its pictures inside, of
#: which only the words and one picture at a time are unpacked.
LARGEST, LARGEST_DOCUMENT = 4_000_000, 25_000_000
Reading = Callable[[bytes, str], Iterator[Piece]]
#: By the name of a document's root.
ROOTS: dict[str, Reading] = {
    "nitf": nitf.pieces,
    "rss": feeds.of_xml,
    "rdf": feeds.of_xml,
    "feed": feeds.of_xml,
}
#: By the end of a file's name, where nothing in it says what it is.
ENDS: dict[str, Reading] = {
    ".md": markdown.pieces,
    ".markdown": markdown.pieces,
    ".txt": text.pieces,
}
#: Of these every entry is a text of its own.
FEEDS = {feeds.of_xml: feeds.xml_parts, feeds.of_json: feeds.json_parts}
NEWSML = re.compile(r"news(item|message)|(package|concept|knowledge|planning|catalog)item")


def read(data: bytes, name: str) -> list[Piece]:
    """The pieces of a file, by what stands in it and not by its name. Raises Unreadable."""
    return list(sound(data, name)(data, name))


def parts(data: bytes, name: str) -> list[tuple[Piece, bytes]]:
    """The pieces, each with what of the file is to be kept with it. Raises Unreadable."""
    reader = sound(data, name)
    if reader in FEEDS:
        return list(FEEDS[reader](data, name))
    return [(piece, data) for piece in reader(data, name)]


def sound(data: bytes, name: str) -> Reading:
    """The reader for this file, unless it is too large or empty. Raises Unreadable."""
    if is_document(data):
        if len(data) > LARGEST_DOCUMENT:
            raise Unreadable(
                name, "It is larger than 25 megabytes; save it with smaller pictures or without."
            )
    elif len(data) > LARGEST:
        raise Unreadable(name, "It is larger than four megabytes.")
    start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if not start:
        raise Unreadable(name, "It is empty.")
    return kind(data, name)


def is_document(data: bytes) -> bool:
    """Whether an office program wrote it, or it begins as if."""
    return data.startswith((*START, package.COMPOUND))


def bounded(file: IO[bytes]) -> bytes:
    """What is in it, up to one byte more than a file of its kind may have."""
    start = file.read(LARGEST + 1)
    return start + file.read(LARGEST_DOCUMENT - LARGEST) if is_document(start) else start


def kind(data: bytes, name: str) -> Reading:
    """Which reader this file is for. Raises Unreadable."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    if is_document(data):
        return package.pieces
    end = next((one for one in ENDS if name.lower().endswith(one)), "")
    if end:
        return ENDS[end]
    if start[:1] in (b"{", b"["):
        return feeds.of_json if feeds.is_json_feed(start) else ninjs.pieces
    if wxr.MARK in start:
        return wxr.pieces
    if start[:1] == b"<":
        return page.pieces if page.is_page(start) else of_xml(data)
    raise Unreadable(name, "It is of no kind that is read here.")


def of_xml(data: bytes) -> Reading:
    root = local(parsed(data))
    if NEWSML.fullmatch(root):
        return newsml.pieces
    if root == "newsml":
        raise Unreadable("", "It is NewsML 1; NewsML-G2 is read, which followed it in 2006.")
    if root not in ROOTS:
        raise Unreadable("", f"It is XML, but “{root}” is no kind of news that is read here.")
    return ROOTS[root]
