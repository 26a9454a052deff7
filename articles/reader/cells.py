"""Rows of cards: joined here, since a template takes longer over a cell than the card took."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from .chrome import Chrome
from .lists import Entry
from .moments import day
from .pictures import composed


def slug_of(branch: int, chrome: Chrome) -> str:
    """What gives a story its hue; empty for a section younger than the memo."""
    found = chrome.by_id.get(branch)
    return found.branch.slug if found else ""


def drawn(entry: Entry, shape: str) -> str:
    """A story's card, its picture as large as `shape` says, or none."""
    return composed(entry.piece, entry.pictures, shape)


def joined(entries: Iterable[Entry], chrome: Chrome | None, shape: str, element: str) -> str:
    """Each card in an element of its own, which names its section where `chrome` is given."""
    return "".join(
        f"<{element}{hue(one, chrome)}>{drawn(one, shape)}</{element}>" for one in entries
    )


def by_day(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """A clock list's days, as they are written, each with its stories."""
    return [(of, list(some)) for of, some in groupby(entries, lambda one: day(one.live_from))]


def hue(entry: Entry, chrome: Chrome | None) -> str:
    return f' data-section="{escape(slug_of(entry.branch, chrome))}"' if chrome else ""
