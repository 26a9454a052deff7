"""What changed from edition to edition, as readers are shown it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.catalog.people import people as people_by_key
from articles.text.blocks import plain
from articles.text.comparing import Change, Piece, blocks, words

from .models import Edition

#: Words beside the text, in the order of the page.
FIELDS: dict[str, Promise | str] = {
    "kicker": _("Kicker"),
    "headline": _("Headline"),
    "short_headline": _("Short headline"),
    "standfirst": _("Standfirst"),
    "place": _("Place"),
}


@dataclass(frozen=True)
class Line:
    """A stretch of the comparison: a changed field or block, or a run of untouched blocks."""

    #: Empty in the text itself.
    label: Promise | str
    kind: str
    pieces: list[Piece] = field(default_factory=list)
    #: Blocks in a run of untouched ones.
    count: int = 1


@dataclass(frozen=True)
class Printed:
    """An edition in the list, and what it changed; the first one has no `lines`."""

    edition: Edition
    lines: list[Line]

    @property
    def folded(self) -> bool:
        return self.edition.kind == Edition.Kind.MINOR

    @property
    def touched(self) -> int:
        return sum(1 for line in self.lines if line.kind != "same")


def history(editions: list[Edition]) -> list[Printed]:
    """Each edition beside the one before it; newest first, as given."""
    names = names_of(editions)
    older: list[Edition | None] = [*editions[1:], None]
    return [
        Printed(new, list(compare(old, new, names)) if old else [])
        for new, old in zip(editions, older, strict=True)
    ]


def compare(old: Edition, new: Edition, names: dict[int, str]) -> Iterator[Line]:
    for name, label in FIELDS.items():
        yield from line(label, getattr(old, name), getattr(new, name))
    yield from line(_("By"), byline(old, names), byline(new, names))
    yield from text(blocks(old.body, new.body))
    yield from line(_("Sources"), sources(old), sources(new))


def line(label: Promise | str, before: str, after: str) -> Iterator[Line]:
    if before != after:
        yield Line(label, "changed", words(before, after))


def text(changes: Iterable[Change]) -> Iterator[Line]:
    """Changed blocks one by one, untouched ones as a number; none at all if none was changed."""
    found = list(changes)
    if all(one.kind == "same" for one in found):
        return
    for untouched, run in groupby(found, lambda one: one.kind == "same"):
        if untouched:
            yield Line("", "same", count=len(list(run)))
        else:
            yield from (Line("", kind_of(one), pieces_of(one)) for one in run)


def kind_of(change: Change) -> str:
    return "formatted" if change.kind == "changed" and change.formatted else change.kind


def pieces_of(change: Change) -> list[Piece]:
    if change.kind == "moved":
        return [Piece("same", plain(change.after))]
    return change.pieces or words(plain(change.before), plain(change.after))


def names_of(editions: Iterable[Edition]) -> dict[int, str]:
    """People under the names they have today, whatever was printed."""
    asked = {one["person"] for edition in editions for one in edition.bylines}
    return {key: one.name for key, one in people_by_key(asked).items()}


def byline(edition: Edition, names: dict[int, str]) -> str:
    return ", ".join(
        names.get(one["person"], one["name"]) + (f" ({one['role']})" if one["role"] else "")
        for one in edition.bylines
    )


def sources(edition: Edition) -> str:
    return ", ".join(one["name"] for one in edition.credits if not one["in_text"])
