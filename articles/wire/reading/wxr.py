"""WordPress's export (WXR): posts and pages, one after the other, in memory that does not grow."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import IO, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from articles.wire.plain import Unreadable

from .bodies import of_html
from .classic import Classic
from .finding import children
from .markup import words
from .piece import Pictured, Piece, Subject
from .shut import KNOWN, Guarded, local
from .words import line, moment

MARK = b"wordpress.org/export/"
#: Bytes of one post, at most, and bytes read at once.
LARGEST, CHUNK = 4_000_000, 65_536
#: What is no text of the house.
KINDS = {"post", "page"}
STATUSES = {"trash", "auto-draft", "inherit"}


class Pulling(Guarded):
    """A tree from which every finished item is taken off."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Element] = []
        self.channel: Element | None = None
        self.bytes = 0

    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Element:
        element = super().start(tag, attrs)
        if local(element) == "channel" and self.channel is None:
            self.channel = element
        return element

    def data(self, text: str, /) -> None:
        self.bytes += len(text)
        if self.bytes > LARGEST:
            raise Unreadable("", "One of its entries is larger than four megabytes.")
        super().data(text)

    def end(self, tag: str, /) -> Element:
        element = super().end(tag)
        if local(element) == "item" and self.channel is not None:
            self.items.append(element)
            self.channel.remove(element)
            self.bytes = self.count = 0
        return element


@dataclass
class Archive:
    """What an export says before its posts, and of its attachments."""

    name: str
    source: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    attachments: dict[str, Pictured] = field(default_factory=dict)


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """The posts of a small export. Raises Unreadable."""
    for piece, _item in stream(io.BytesIO(data), name):
        yield piece


def stream(file: IO[bytes], name: str) -> Iterator[tuple[Piece, bytes]]:
    """Every post and page, with a file of its own; the whole is read twice. Raises Unreadable."""
    archive = Archive(name)
    for item, channel in items(file):
        if kind_of(item) == "attachment":
            archive.attachments[said(item, "post_id")] = Pictured(
                said(item, "attachment_url"), excerpt(item) or said(item, "title")
            )
        if not archive.source:
            describe(archive, channel)
    file.seek(0)
    for item, _channel in items(file):
        if kind_of(item) in KINDS and said(item, "status") not in STATUSES:
            yield piece(item, archive), alone(item, archive)


def items(file: IO[bytes]) -> Iterator[tuple[Element, Element]]:
    """Each item with its channel, as soon as it is whole."""
    target = Pulling()
    parser = XMLParser(target=target, forbid_dtd=True)
    parser.entity.update(KNOWN)
    try:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
            for item in target.items:
                assert target.channel is not None  # noqa: S101  # it holds every item
                yield item, target.channel
            target.items.clear()
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable("", "It declares entities of its own; such files are refused.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable("", f"It is no sound XML ({error}).") from error


def describe(archive: Archive, channel: Element) -> None:
    archive.source = said(channel, "title")[:120]
    archive.language = said(channel, "language")[:40]
    for author in children(channel, "author"):
        archive.authors[said(author, "author_login")] = said(author, "author_display_name")[:200]


def piece(item: Element, archive: Archive) -> Piece:
    classic = Classic(archive.attachments.get)
    text = classic.html(raw(item, "encoded", "content"))
    body = of_html(text, said(item, "title"), "", placing=True)
    address = said(item, "link")
    login = said(item, "creator")
    pictures = [*lead_picture(item, archive), *body.pictures, *classic.pictures]
    return Piece(
        source=archive.source,
        guid=said(item, "guid") or address,
        made_at=moment(f"{said(item, 'post_date_gmt')}Z") or moment(said(item, "post_date")),
        headline=said(item, "title"),
        lead=excerpt(item),
        byline=archive.authors.get(login, "") or login,
        body=body.html,
        notes=(*([address] if address else []), *classic.notes, *body.notes),
        subjects=tuple(dict.fromkeys(subjects(item))),
        pictures=tuple(pictures),
        language=archive.language,
        former=former(address),
        origin={"headline": "title", "lead": "excerpt:encoded", "body": "content:encoded"},
    )


def alone(item: Element, archive: Archive) -> bytes:
    """The post as an export of its own."""
    inner = tostring(item, encoding="unicode")
    login = said(item, "creator")
    parts = {"title": archive.source, "language": archive.language}
    author = {"author_login": login, "author_display_name": archive.authors.get(login, login)}
    head = f"{written(parts)}<wp:author>{written(author)}</wp:author>"
    space = 'xmlns:wp="http://wordpress.org/export/1.2/"'
    return f"<rss {space}><channel>{head}{inner}</channel></rss>".encode()


def written(parts: dict[str, str]) -> str:
    return "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts.items())


def said(element: Element, name: str) -> str:
    return next((words(one) for one in children(element, name)), "")


def raw(item: Element, name: str, space: str) -> str:
    """What stands in `content:encoded` and not in `excerpt:encoded`, line ends and all."""
    for one in children(item, name):
        if f"/{space}/" in one.tag:
            return "".join(one.itertext())
    return ""


def excerpt(item: Element) -> str:
    return line(of_html(raw(item, "encoded", "excerpt"), "", "").words)


def kind_of(item: Element) -> str:
    return said(item, "post_type")


def subjects(item: Element) -> Iterator[Subject]:
    for one in children(item, "category"):
        if words(one):
            yield Subject(words(one))


def lead_picture(item: Element, archive: Archive) -> Iterator[Pictured]:
    for one in children(item, "postmeta"):
        found = archive.attachments.get(said(one, "meta_value"))
        if found and said(one, "meta_key") == "_thumbnail_id":
            yield found


def former(address: str) -> str:
    """What readers know it by: a path, or of a bare `/?p=7` the question as well; "" for none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    bare = parts.path in {"", "/"}
    found = f"/?{parts.query}" if bare and parts.query else parts.path
    return found if 1 < len(found) <= 200 else ""
