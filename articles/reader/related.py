"""What a story is linked with, as its page says it: one query, whatever the number of links."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.html import escape

from articles.catalog.links import LinkKind, inverse, kind_named, kinds
from articles.text.promising import PRINTED

from .models import Edition, Link, Story

#: Stories named at most, in either direction.
MOST = 50


class Tie(NamedTuple):
    """A link that shows, read from one of its ends. `key` is empty at the end it leads to."""

    key: str
    kind: str
    path: str
    live_from: datetime
    language: str
    title: str


@dataclass(frozen=True)
class Other:
    """A line of the list: a story to go to or, without a path, words that promise one."""

    text: str
    path: str = ""
    live_from: datetime | None = None
    #: Only where it is not the site's.
    language: str = ""


@dataclass
class Related:
    """All that a page says of other stories."""

    groups: list[tuple[LinkKind, list[Other]]] = field(default_factory=list)
    #: Stories that came after this one and tell more.
    later: list[tuple[LinkKind, Other]] = field(default_factory=list)
    #: Where each link of the edition leads, for the words in its text.
    paths: dict[str, str] = field(default_factory=dict)
    #: schema.org properties.
    schema: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def ties(rows: QuerySet[Link], story: Story) -> list[Tie]:
    """Every link of `rows` that touches this story, from its own end; one statement."""
    out = seen_from(rows.filter(story=story).order_by("order", "id"), "to", F("key"))
    back = seen_from(rows.filter(to=story).order_by("-live_from", "-id"), "story", Value(""))
    found = [Tie(*row) for row in out.union(back, all=True)]
    return [one if one.key else one._replace(kind=inverse(one.kind)) for one in found]


def seen_from(rows: QuerySet[Link], end: str, key: Any) -> Any:
    newest = Edition.objects.lifted().filter(story=OuterRef(end)).order_by("-number")
    title = Coalesce(NullIf("short_headline", Value("")), "headline", output_field=CharField())
    return rows.annotate(
        at=Coalesce(key, Value("")), title=Subquery(newest.values(t=title)[:1])
    ).values_list("at", "kind", f"{end}__path", f"{end}__live_from", f"{end}__language", "title")[
        :MOST
    ]


def related(found: list[Tie], links: list[dict[str, Any]], body: str) -> Related:
    """`links` are the edition's own words, `body` its text as printed."""
    page = Related()
    lists: dict[str, list[Other]] = {name: [] for name in kinds()}
    own = {one.key: one for one in found if one.key}
    named: set[tuple[str, str]] = set()
    for frozen in links:
        tie = own.get(frozen["key"])
        if tie:
            page.paths[tie.key] = tie.path
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
    return page


def enter(
    lists: dict[str, list[Other]], named: set[tuple[str, str]], tie: Tie, wording: str
) -> None:
    """The same story is named once of a kind, from whichever end it was linked."""
    if (tie.kind, tie.path) in named:
        return
    named.add((tie.kind, tie.path))
    foreign = not wording and tie.language.split("-")[0] != settings.LANGUAGE_CODE
    text, language = wording or tie.title, tie.language if foreign else ""
    lists.setdefault(tie.kind, []).append(Other(text, tie.path, tie.live_from, language))


def schema(groups: list[tuple[LinkKind, list[Other]]]) -> dict[str, list[dict[str, str]]]:
    """Live stories only: a promise is no work yet."""
    found: dict[str, list[dict[str, str]]] = {}
    for kind, others in groups:
        works = [
            {"@type": "NewsArticle", "headline": one.text, "url": f"{settings.SITE_URL}{one.path}"}
            for one in others
            if one.path
        ]
        if kind.schema and works:
            found.setdefault(kind.schema, []).extend(works)
    return found


#: The words of a link in a printed text, between two remarks that no cleaned text can contain.
IN_TEXT = re.compile(r"<!--link:([0-9a-z]{8})-->(.*?)<!--/link-->", re.DOTALL)


def bound(body: str, paths: dict[str, str]) -> str:
    """The printed text: where a promise has been kept its words are a link, else plain words."""

    def tie(match: re.Match[str]) -> str:
        path = paths.get(match[1])
        return f'<a href="{escape(path)}">{match[2]}</a>' if path else match[2]

    return IN_TEXT.sub(tie, body)
