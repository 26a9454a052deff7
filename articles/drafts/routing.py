"""Where a supplier's text goes: the rules that hold for it, and what they say together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.catalog.models import Section, Tag

from .models import Route

WORD = re.compile(r"\w+")
#: Characters of a text in which its words are looked for.
FAR = 100_000


class Told(NamedTuple):
    """What a rule looks at. The words stand between blanks, one blank at each end."""

    words: str
    subjects: frozenset[str]
    urgency: int | None


class Rule(NamedTuple):
    """A route, stored or not yet, with its topics."""

    route: Route
    tags: Sequence[Tag]


@dataclass
class Way:
    """What the rules say together."""

    section: Section | None = None
    tags: list[Tag] = field(default_factory=list)
    language: str = ""
    priority: int | None = None
    ignore: bool = False


def told(texts: Iterable[str], subjects: Iterable[str], urgency: int | None) -> Told:
    named = frozenset(folded(one) for one in subjects)
    return Told(f" {folded(' '.join(texts)[:FAR])} ", named, urgency)


def folded(text: str) -> str:
    """Words without case, a blank between them."""
    return " ".join(WORD.findall(text.casefold()))


def terms(text: str) -> list[str]:
    """What stands between commas, as it is compared."""
    return [found for one in text.split(",") if (found := folded(one))]


def holds(route: Route, about: Told) -> bool:
    """Whether every condition that the route has is met."""
    words, subjects = terms(route.words), terms(route.subjects)
    return (
        (not words or any(f" {one} " in about.words for one in words))
        and (not subjects or any(one in about.subjects for one in subjects))
        and (route.urgency is None or (about.urgency or 9) <= route.urgency)
    )


def way(rules: Iterable[Rule], about: Told) -> Way:
    """The first rule that says something of a matter counts; topics add up."""
    found = Way()
    for route, tags in rules:
        if not holds(route, about):
            continue
        found.section = found.section or route.section
        found.language = found.language or route.language
        found.priority = route.priority if found.priority is None else found.priority
        found.ignore = found.ignore or route.ignore
        found.tags += [one for one in tags if one not in found.tags]
    return found


def rules_of(supplier: str) -> list[Rule]:
    """The rules for texts that come under this name, in their order."""
    rows = Route.objects.filter(supplier__name=supplier).order_by("order", "pk")
    found = rows.select_related("section__parent").prefetch_related("tags")
    return [Rule(one, list(one.tags.all())) for one in found]
