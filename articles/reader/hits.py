"""Hits of a search, as the page shows them: joined here as cards are."""

from collections.abc import Iterable
from datetime import datetime
from html import escape, unescape
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.text import capfirst

from articles.catalog.kinds import LABELLED, Genre
from articles.text.highlighting import marked, passage

from .body import TAG
from .cells import slug_of
from .chrome import Chrome
from .finding import PAGE, Hit
from .lines import in_language
from .models import Edition
from .moments import day, iso
from .statement import Statement

#: Letters of a text that are looked through for the passage to show.
SHOWN = 12_000


class Found(NamedTuple):
    """A hit's edition, in the order of the statement."""

    edition: int
    kicker: str
    headline: str
    short_headline: str
    standfirst: str
    language: str
    genre: str
    bylines: list[dict[str, Any]]
    text: str
    path: str
    live_from: datetime
    branch: int

    @property
    def title(self) -> str:
        return self.short_headline or self.headline


def of_keys(**keys: int) -> QuerySet[Edition, Any]:
    """As far as a page shows them; the policies look once more."""
    words = ("kicker", "headline", "short_headline", "standfirst", "language", "genre", "bylines")
    of_story = {"path": F("story__path"), "at": F("story__live_from"), "top": F("story__branch")}
    rows = Edition.objects.filter(pk__in=list(keys.values()))
    return rows.annotate(text=Left("body", SHOWN), **of_story).values_list(
        "pk", *words, "text", *of_story
    )


NAMES = tuple(f"key_{at}" for at in range(PAGE))
EDITIONS = Statement(of_keys, **dict.fromkeys(NAMES, int))


def found(hits: list[Hit]) -> list[Found]:
    """Of a page of hits at most, in their order."""
    keys = [one.edition for one in hits[:PAGE]]
    if not keys:
        return []
    keys += [0] * (PAGE - len(keys))
    rows = {row[0]: Found(*row) for row in EDITIONS.rows(**dict(zip(NAMES, keys, strict=True)))}
    return [rows[one.edition] for one in hits if one.edition in rows]


def shown(hits: list[Hit], words: Iterable[str], chrome: Chrome) -> str:
    """A line for each, with the folded `words` marked."""
    wanted = frozenset(words)
    return "\n".join(line(one, wanted, chrome) for one in found(hits))


def line(one: Found, words: frozenset[str], chrome: Chrome) -> str:
    spoken = language(one)
    said = passage(f"{one.standfirst} {unescape(TAG.sub(' ', one.text))}", words)
    told = f'<p class="dek"{spoken}>{marked(said, words)}</p>' if said else ""
    return (
        f'<li data-section="{escape(slug_of(one.branch, chrome))}">'
        f'<article class="card" data-genre="{escape(one.genre)}"><h3{spoken}>'
        f'<a href="{escape(one.path)}">{kicker(one)}'
        f'<span class="t">{marked(one.title, words)}</span></a></h3>{told}'
        f'<p class="meta">{authors(one)}'
        f'<time datetime="{iso(one.live_from)}">{day(one.live_from)}</time></p></article></li>'
    )


def kicker(one: Found) -> str:
    label = str(capfirst(Genre(one.genre).label)) if one.genre in LABELLED else ""
    said = f"<b>{escape(label)}</b> " if label else ""
    said += f"<span>{escape(one.kicker)}</span>" if one.kicker else ""
    return f'<span class="kicker">{said}<span class="vh">: </span></span>' if said else ""


def authors(one: Found) -> str:
    names = ", ".join(escape(name["name"]) for name in one.bylines)
    return f"{names} · " if names else ""


def language(one: Found) -> str:
    """Where it is not the site's, and its direction."""
    foreign = one.language.split("-")[0] != settings.LANGUAGE_CODE
    return in_language(one.language) if foreign else ""
