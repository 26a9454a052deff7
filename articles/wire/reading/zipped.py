"""Zip archives with their doors shut: little is read, by its true size, and nothing is unpacked."""

import io
import zlib
from copy import copy
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from articles.wire.plain import Unreadable

from .shut import parsed

#: How an archive begins, an empty one too.
START = (b"PK\x03\x04", b"PK\x05\x06")
#: Entries of an archive, and bytes that all its parts may have together once they are unpacked.
ENTRIES, ROOM = 2_000, 16 * 1024 * 1024
#: The same for its pictures, which are taken out one after the other.
PICTURES = 32 * 1024 * 1024
#: Above so many bytes a part must not be so many times its packed size.
SMALL, RATIO = 1024 * 1024, 200
#: Attributes and tags of all parts, counted by their signs.
ATTRIBUTES, TAGS = 200_000, 300_000
#: What zipfile raises for archives that are not sound.
BROKEN = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
#: A flag of an entry.
ENCRYPTED = 0x1


class Archive:
    """The parts of an archive by their names, which are never names of files here."""

    def __init__(self, data: bytes, room: int = ROOM) -> None:
        self.room, self.attributes, self.tags = room, ATTRIBUTES, TAGS
        self.megabytes = room // 1024**2
        self.trees: dict[str, Element | None] = {}
        # Counted in the bytes themselves: the archive's own count may lie.
        if data.count(b"PK\x01\x02") > ENTRIES:
            raise Unreadable("", f"It is an archive of more than {ENTRIES} entries.")
        try:
            self.zip = ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise unsound(error) from error
        entries = self.zip.infolist()
        self.names = {one.filename for one in entries}
        if len(self.names) < len(entries):
            raise Unreadable("", "Two entries of the archive have the same name.")
        if any(one.flag_bits & ENCRYPTED for one in entries):
            raise Unreadable("", "It is encrypted; save it without a password.")

    def part(self, name: str) -> bytes:
        """What an entry holds; b"" where there is none. Raises Unreadable."""
        if name not in self.names:
            return b""
        entry = self.zip.getinfo(name)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable("", "It is packed in a way that office programs do not use.")
        data = self.unpacked(entry)
        self.room -= len(data)
        if self.room < 0:
            raise Unreadable("", f"It unpacks to more than {self.megabytes} megabytes.")
        if len(data) > max(SMALL, RATIO * entry.compress_size):
            raise Unreadable("", f"It unpacks to more than {RATIO} times its size.")
        if len(data) != entry.file_size:
            raise Unreadable("", "It does not have the size that the archive tells.")
        return data

    def unpacked(self, entry: ZipInfo) -> bytes:
        """Up to one byte more than there is room for, whatever size its header tells."""
        true = copy(entry)
        true.file_size = self.room + 2  # at its end zipfile compares the sum
        try:
            with self.zip.open(true) as file:
                return file.read(self.room + 1)
        except (*BROKEN, RuntimeError) as error:
            raise unsound(error) from error

    def tree(self, name: str) -> Element | None:
        """The root of a part of XML; None where there is none. Raises Unreadable."""
        if name not in self.trees:
            self.trees[name] = self.grown(self.part(name))
        return self.trees[name]

    def grown(self, data: bytes) -> Element | None:
        self.attributes -= data.count(b"=")
        self.tags -= data.count(b"<")
        if min(self.attributes, self.tags) < 0:
            raise Unreadable("", "Too many elements or attributes.")
        return parsed(data, doctype=False) if data else None


def unsound(error: Exception) -> Unreadable:
    return Unreadable("", f"It is no sound archive, or was cut off on its way ({error}).")
