"""Whom and what of ours a piece names: suppliers, topics, people."""

import re
from collections.abc import Collection, Iterable

from django.db.models import Q

from articles.catalog.models import House, Person, Tag
from articles.drafts.models import Supplier

from .reading.piece import Piece
from .remembering import remembered, remembered_all

#: What an agency writes before and between names.
BEFORE = re.compile(r"^(?:von|by|by:|text:)\s+", re.IGNORECASE)
BETWEEN = re.compile(r",\s*|\s+(?:und|and|&)\s+")


def supplier_of(piece: Piece) -> Supplier | None:
    """Whom the desk knows under the name that a piece came under."""
    return supplier_named(piece.source) if piece.source else None


@remembered
def supplier_named(name: str) -> Supplier | None:
    return Supplier.objects.select_related("credit").filter(name=name).first()


@remembered
def is_ours(source: str) -> bool:
    """Whether this newsroom itself is called so: to itself it owes no credit."""
    return bool(source == House.objects.shown().name)


def known(piece: Piece) -> dict[str, Tag]:
    """The subjects that are topics of ours, by their names in lower case. None is made."""
    names = {one.name.lower(): one.name for one in piece.subjects}
    found = topics_named(list(names.values())) if names else {}
    return {lower: found[name] for lower, name in names.items() if name in found}


@remembered_all
def topics_named(names: Collection[str]) -> dict[str, Tag]:
    """By its own name or a synonym, as it is written or in lower case."""
    asked: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        for word in {name, name.lower()}:
            asked.setdefault(word, []).append(name)
    found: dict[str, Tag] = {}
    for tag in Tag.objects.filter(Q(name__in=asked) | Q(synonyms__overlap=list(asked))):
        for word in (tag.name, *tag.synonyms):
            found |= dict.fromkeys(asked.get(word, ()), tag)
    return found


def acquaint(pieces: Iterable[Piece]) -> None:
    """Look up at once whom and what they name; without memory it is of no use."""
    topics_named(list({one.name for piece in pieces for one in piece.subjects}))
    people_named(list({name for piece in pieces for name in names_in(piece.byline)}))


def names_in(byline: str) -> list[str]:
    return [one for one in BETWEEN.split(BEFORE.sub("", byline)[:500]) if one.strip()]


def people(byline: str) -> list[tuple[str, Person | None]]:
    """The names of a byline, each with the person of ours who has exactly this name."""
    names = names_in(byline)
    found = people_named(names) if names else {}
    return [(name, found.get(name)) for name in names]


@remembered_all
def people_named(names: Collection[str]) -> dict[str, Person]:
    return {one.name: one for one in Person.objects.filter(name__in=names)}
