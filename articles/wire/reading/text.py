"""Plain text: its lines say by their place what they are."""

from collections.abc import Iterator

from articles.wire.plain import Copy, decode
from articles.wire.plain import read as read_plain

from .piece import Piece


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One text. Raises Unreadable."""
    yield piece_of(read_plain(decode(data, name)))


def piece_of(copy: Copy) -> Piece:
    """The plain record of a plain text; it has no source but whoever brings it."""
    return Piece(
        source="",
        guid="",
        headline=copy.headline,
        short_headline=copy.short_headline,
        lead=copy.standfirst,
        body=copy.body,
        language=copy.language,
        origin={"headline": "the first line", "lead": "the paragraph before the text"},
    )
