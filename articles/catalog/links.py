"""How two stories can belong together: every kind of link, and its name at the other end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Characters of a kind's name in the database.
LONGEST = 20
#: How a kind may be called.
NAME = re.compile(rf"[a-z][a-z-]{{0,{LONGEST - 1}}}")
#: What may stand in `LINK_KINDS` of the settings, kind by kind.
EXAMPLE = '{"name": "sequel", "label": "Sequel to", "inverse": ("prequel", "Prequel to")}'
#: The schema.org properties that a kind may have: what one work can say of another. Any other, as
#: `headline`, would stand where a story says something of itself.
SCHEMA = (
    *("citation", "isBasedOn", "translationOfWork", "workTranslation", "mentions", "subjectOf"),
    *("hasPart", "isPartOf", "exampleOfWork", "workExample"),
)


@dataclass(frozen=True)
class LinkKind:
    """One direction of a link, as the story says of the other that stands at its end.

    `schema` is the schema.org property that says the same to machines; `later` tells that the
    other story comes after this one, so that this one has been overtaken.
    """

    name: str
    label: Promise | str | dict[str, str]
    inverse: str
    schema: str = ""
    later: bool = False

    def __str__(self) -> str:
        """In the language of whoever reads it; settings may name one label for each."""
        if isinstance(self.label, dict):
            language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
            return self.label.get(language) or next(iter(self.label.values()))
        return str(self.label)


OWN = (
    LinkKind("previous", _("Previously reported"), "followed", "citation"),
    LinkKind("followed", _("Followed by"), "previous", later=True),
    LinkKind("update", _("Update of"), "updated", "isBasedOn"),
    LinkKind("updated", _("Updated by"), "update", later=True),
    LinkKind("background", _("Background"), "used", "citation"),
    LinkKind("used", _("Background to"), "background"),
    LinkKind("reaction", _("Reaction to"), "reactions", "citation"),
    LinkKind("reactions", _("Reactions"), "reaction"),
    LinkKind("contradicts", _("Contradicts"), "contradicted", "citation"),
    LinkKind("contradicted", _("Contradicted by"), "contradicts"),
    LinkKind("translation", _("Translation of"), "translated", "translationOfWork"),
    LinkKind("translated", _("Translations"), "translation", "workTranslation"),
    LinkKind("same", _("On the same event"), "same"),
)


@cache
def kinds() -> dict[str, LinkKind]:
    """Every kind by its name, those of the settings last; in the order of the page."""
    found = {one.name: one for one in OWN}
    for row in getattr(settings, "LINK_KINDS", ()):
        found.update({one.name: one for one in pair(row)})
    return found


def faults(rows: Any) -> Iterator[str]:
    """What is wrong with kinds from the settings, a sentence each."""
    known = {one.name for one in OWN}
    for row in rows:
        if not isinstance(row, dict) or not {"name", "label"} <= set(row):
            yield f"{row!r} has no name or no label."
            continue
        if row.get("schema", "") not in ("", *SCHEMA):
            yield f"{row['name']!r}: “schema” is none of {', '.join(SCHEMA)}."
        for one in pair(row):
            if one.name in known:
                yield f"“{one.name}” is there already."
            if not NAME.fullmatch(one.name):
                yield f"“{one.name}” is no name: small letters and hyphens, {LONGEST} at most."
            known.add(one.name)


def pair(row: dict[str, Any]) -> Iterator[LinkKind]:
    """Both directions of a kind from the settings; without an inverse it is its own."""
    name, label = row["name"], row["label"]
    inverse, other = row.get("inverse", (name, label))
    yield LinkKind(name, label, inverse, row.get("schema", ""))
    if inverse != name:
        yield LinkKind(inverse, other, name)


def kind_named(name: str) -> LinkKind:
    """A kind the settings no longer know is still shown, under its name."""
    return kinds().get(name) or LinkKind(name, name, name)


#: Of these a story's own course is made: what came before it, and what after.
EARLIER, LATER = ("previous", "update"), ("followed", "updated")
CHAIN = (*EARLIER, *LATER)


def inverse(name: str) -> str:
    """What the story at the other end says of this one."""
    return kind_named(name).inverse


def choices() -> list[tuple[str, str]]:
    """For a menu."""
    return [(one.name, str(one)) for one in kinds().values()]
