"""What a story is linked with, as its page says it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

from articles.catalog.links import LinkKind, kind_named, kinds
from articles.text.languages import own_name
from articles.text.promising import PRINTED
from articles.text.typography import first as first_of

from .ties import Tie

#: The kinds of links that join the languages of one text.
TRANSLATED = frozenset({"translation", "translated"})
#: Fewer stories have no course worth telling.
COURSE = 3


@dataclass(frozen=True)
class Other:
    """A line of the list: a story to go to or, without a path, words that promise one."""

    text: str
    path: str = ""
    live_from: datetime | None = None
    #: Only where it is not the site's.
    language: str = ""
    #: One sentence of what it says, where the running story is told.
    lead: str = ""
    #: Its own headline, where `text` is what the linking writer calls it.
    title: str = ""


class Tongue(NamedTuple):
    """One of the languages in which a text can be read, named in itself."""

    language: str
    name: str
    path: str
    here: bool


@dataclass
class Related:
    """All that a page says of other stories."""

    groups: list[tuple[LinkKind, list[Other]]] = field(default_factory=list)
    #: Stories that came after this one and tell more.
    later: list[tuple[LinkKind, Other]] = field(default_factory=list)
    #: Where each link of the edition leads, for the words in its text.
    paths: dict[str, str] = field(default_factory=dict)
    #: What the place of a link in the text shows: its kind, and its story.
    boxes: dict[str, tuple[LinkKind, Other]] = field(default_factory=dict)
    #: The running story from its first report on: (story, whether it is this one).
    course: list[tuple[Other, bool]] = field(default_factory=list)
    #: schema.org properties.
    schema: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def related(found: list[Tie], links: list[dict[str, Any]], body: str, here: str = "") -> Related:
    """`links` are the edition's own words, `body` its text as printed, `here` its path."""
    page = Related()
    lists: dict[str, list[Other]] = {name: [] for name in kinds()}
    own = {one.key: one for one in found if one.key and ":" not in one.key}
    named: set[tuple[str, str]] = set()
    for frozen in links:
        tie = own.get(frozen["key"])
        if tie:
            page.paths[tie.key] = tie.path
            page.boxes[tie.key] = (kind_named(tie.kind), other_of(tie, frozen["wording"]))
            enter(lists, named, tie, frozen["wording"])
        elif frozen["quoted"] and PRINTED % frozen["key"] not in body:
            words = Other(frozen["wording"] or frozen["quoted"])
            lists.setdefault(frozen["kind"], []).append(words)
    for tie in found:
        if not tie.key:
            enter(lists, named, tie, "")
    page.groups = [(kind_named(name), others) for name, others in lists.items() if others]
    page.later = [
        (kind, one) for kind, others in page.groups if kind.later for one in others if one.path
    ]
    page.schema = schema(page.groups)
    page.course = course(found, here)
    return page


def enter(
    lists: dict[str, list[Other]], named: set[tuple[str, str]], tie: Tie, wording: str
) -> None:
    """The same story is named once of a kind, from whichever end it was linked."""
    if (tie.kind, tie.path) in named:
        return
    named.add((tie.kind, tie.path))
    lists.setdefault(tie.kind, []).append(other_of(tie, wording))


def schema(groups: list[tuple[LinkKind, list[Other]]]) -> dict[str, list[dict[str, str]]]:
    """Live stories only: a promise is no work yet. One that two kinds name is one work, once."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for kind, others in groups:
        for one in others:
            if kind.schema and one.path:
                url = f"{settings.SITE_URL}{one.path}"
                work = {"@type": "NewsArticle", "headline": one.title or one.text, "url": url}
                found.setdefault(kind.schema, {}).setdefault(url, work)
    return {name: list(works.values()) for name, works in found.items()}


def translations(found: list[Tie], path: str, language: str) -> dict[str, str]:
    """Where the story of this path can be read in which language; nothing if only there."""
    others = {
        one.language: one.path
        for one in reversed(found)
        if ":" not in one.key and one.kind in TRANSLATED and one.language != language
    }
    return {language: path} | others if others else {}


def tongues(translations: dict[str, str], here: str) -> list[Tongue]:
    """The switch between the languages of a text, in the same order on each of its pages."""
    found = [
        Tongue(language, own_name(language), path, path == here)
        for language, path in translations.items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.language))


def course(found: list[Tie], here: str) -> list[tuple[Other, bool]]:
    """Every story that links lead to from here, through those alone that show, oldest first.

    A story that nobody sees cuts the course: what lies behind it is not told either.
    """
    ends: dict[str, dict[str, Tie]] = {}
    for one in found:
        end, _colon, number = one.key.partition(":")
        if number:
            ends.setdefault(number, {})[end] = one
    beside: dict[str, set[str]] = {}
    known = {one.path: one for both in ends.values() for one in both.values()}
    for both in ends.values():
        if len(both) == 2:
            start, to = both["story"].path, both["to"].path
            beside.setdefault(start, set()).add(to)
            beside.setdefault(to, set()).add(start)
    reached, waiting = {here}, [here]
    while waiting:
        new = beside.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    if len(reached) < COURSE:
        return []
    told = sorted((known[path] for path in reached), key=lambda one: (one.live_from, one.path))
    return [(other_of(one), one.path == here) for one in told]


def other_of(tie: Tie, wording: str = "") -> Other:
    foreign = not wording and tie.language.split("-")[0] != settings.LANGUAGE_CODE
    language = tie.language if foreign else ""
    lead = first_of(tie.lead)
    return Other(wording or tie.title, tie.path, tie.live_from, language, lead, tie.title)


#: The words of a link in a printed text, between two remarks that no cleaned text can contain.
IN_TEXT = re.compile(r"<!--link:([0-9a-z]{8})-->(.*?)<!--/link-->", re.DOTALL)


#: A place for a related story in a printed text, with the writer's own words or none.
BOX = re.compile(r"<!--story:([^<>]*?)-->(.*?)<!--/story-->", re.DOTALL)


def boxed(body: str, boxes: dict[str, tuple[LinkKind, Other]]) -> str:
    """The printed text: where a related story has its place it is named, once it is live.

    Until then, and again once it is withdrawn, only what the writer said himself stands there.
    """

    def put(match: re.Match[str]) -> str:
        if match[1] not in boxes:
            return f"<p>{match[2]}</p>" if match[2] else ""
        kind, story = boxes[match[1]]
        context = {"kind": kind, "story": story, "words": match[2]}
        return render_to_string("reader/blocks/story.html", context).strip()

    return BOX.sub(put, body)


def bound(body: str, paths: dict[str, str]) -> str:
    """The printed text: where a promise has been kept its words are a link, else plain words."""

    def tie(match: re.Match[str]) -> str:
        path = paths.get(match[1])
        return f'<a href="{escape(path)}">{match[2]}</a>' if path else match[2]

    return IN_TEXT.sub(tie, body)
