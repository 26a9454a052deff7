"""The plain record that every format is read into."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class Status(StrEnum):
    """What its source says may be done with a piece."""

    USABLE = "usable"
    WITHHELD = "withheld"
    KILLED = "killed"


@dataclass(frozen=True)
class Subject:
    """What a piece is about; `kind` is one of a Tag's kinds, or "" where it is not said."""

    name: str
    kind: str = ""


@dataclass(frozen=True)
class Pictured:
    """A picture the piece names. Nobody who reads a piece fetches it."""

    address: str
    caption: str = ""
    credit: str = ""
    #: The entry of its own archive that holds it, where its file is one.
    inside: str = ""
    #: Its key in the library, once it is there.
    key: str = ""

    @property
    def mark(self) -> str:
        """What a figure is named by in the piece's text, before the picture has a key."""
        return hashlib.sha256((self.inside or self.address).encode()).hexdigest()[:32]

    @property
    def figure(self) -> str:
        """Where it stands in the text."""
        return f'<figure data-picture="{self.mark}"></figure>'


@dataclass(frozen=True)
class Owed:
    """Whom the piece itself names as its source; `relation` is one of a Credit's, or ""."""

    name: str
    address: str = ""
    relation: str = ""


@dataclass(frozen=True)
class Piece:
    """One text as its source sent it: every part in its own place, none of it believed yet."""

    #: The name of who sent it, and its own name for the piece: "" where it says neither.
    source: str
    guid: str
    version: int = 1
    status: Status = Status.USABLE
    #: Not to be published before; aware.
    embargo: datetime | None = None
    made_at: datetime | None = None
    #: 1 to 8, as agencies count; None where it is not said.
    urgency: int | None = None
    genre: str = ""
    kicker: str = ""
    headline: str = ""
    short_headline: str = ""
    lead: str = ""
    byline: str = ""
    dateline: str = ""
    #: HTML, uncleaned; tables and info boxes stand in it where their source put them.
    body: str = ""
    #: To editors, not to readers.
    notes: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    owed: tuple[Owed, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    #: BCP 47, or "".
    language: str = ""
    #: The path of the address at which readers of this house knew it.
    former: str = ""
    #: Which part of the file each part came from: {"headline": "headlines[main]", …}.
    origin: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain values, moments as ISO 8601."""
        moments = {name: one.isoformat() for name in MOMENTS if (one := getattr(self, name))}
        rows = {name: [dict(vars(one)) for one in getattr(self, name)] for name in ROWS}
        return vars(self) | rows | dict.fromkeys(MOMENTS) | moments

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """The same piece again."""
        values = dict(told)
        for name in MOMENTS:
            values[name] = datetime.fromisoformat(told[name]) if told[name] else None
        for name, kind in ROWS.items():
            values[name] = tuple(kind(**one) for one in told[name])
        for name in ("notes", "corrections"):
            values[name] = tuple(told[name])
        return cls(**values | {"status": Status(told["status"])})


MOMENTS = ("embargo", "made_at")
ROWS: dict[str, Any] = {"subjects": Subject, "owed": Owed, "pictures": Pictured}
