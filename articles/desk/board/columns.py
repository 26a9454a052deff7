"""The board as columns: how far each story is, and where it may be moved by hand."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section
from articles.desk.standing import with_standing
from articles.drafts.kinds import State
from articles.drafts.models import User
from articles.drafts.rights import reach_of, within
from articles.reader import clock

from . import rows
from .lists import LATER


@dataclass
class Column:
    """A state, and the articles in it."""

    name: str
    label: Promise | str
    articles: list[Any] = field(default_factory=list)
    #: The verb that brings an article here when it is dropped; empty: none does.
    verb: str = ""


#: From which column to which, by which verb of the workflow and with which right.
STEPS = {
    ("draft", "submitted"): ("submit", "submit_article"),
    ("submitted", "draft"): ("send_back", "change_article"),
    ("ready", "draft"): ("send_back", "change_article"),
}


def columns(user: User, place: Section | None) -> list[Column]:
    soon = dict(rows.waiting_editions(clock.now() + LATER))
    found = {
        "draft": list(rows.drafts(place)[: rows.MANY]),
        "submitted": list(rows.submitted(place)),
        "ready": list(rows.ready(place)),
        "due": list(rows.by_uid(set(soon), place).values()),
    }
    with_standing(one for articles in found.values() for one in articles)
    found["due"].sort(key=lambda one: soon[one.uid])
    return [
        Column("draft", State.DRAFT.label, movable(user, "draft", found), "send_back"),
        Column("submitted", State.SUBMITTED.label, movable(user, "submitted", found), "submit"),
        Column("ready", State.APPROVED.label, movable(user, "ready", found)),
        Column("due", _("Scheduled"), found["due"]),
    ]


def movable(user: User, name: str, found: dict[str, list[Any]]) -> list[Any]:
    """The articles of a column, each with the columns this person may move it to."""
    reaches = {
        to: reach_of(user, right) for (start, to), (_verb, right) in STEPS.items() if start == name
    }
    for one in found[name]:
        one.moves = [to for to, reach in reaches.items() if within(one.section, reach)]
    return found[name]
