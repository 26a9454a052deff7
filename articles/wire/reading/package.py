"""Which of the archives that office programs write a file is."""

from collections.abc import Iterator

from articles.wire.plain import Unreadable

from . import docx, odt
from .office import piece_of
from .piece import Piece
from .zipped import Archive

#: How Word's older documents begin, and newer ones with a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One text. Raises Unreadable."""
    if data.startswith(COMPOUND):
        raise Unreadable(
            name, "It is an old document of Word, or has a password; save it as .docx without one."
        )
    archive = Archive(data)
    if docx.TYPES in archive.names:
        yield piece_of(docx.found_in(archive))
    elif archive.part("mimetype").strip() in (odt.KIND, odt.KIND + b"-template"):
        yield piece_of(odt.found_in(archive))
    else:
        raise Unreadable(name, "It is an archive, but no document of Word or LibreOffice.")
