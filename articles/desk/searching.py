"""Quick search: articles by their words, their people and their topics, whatever their state."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.catalog.models import Person, Tag
from articles.drafts.models import Article

from .aiming import asked_for
from .standing import with_standing

#: Articles on a page, names beside them, characters of a question.
MOST, NAMES, LONGEST = 50, 8, 200
#: Articles with the words among which a list looks for what else is asked.
LOOKED_AT = 2_000


@dataclass
class Found:
    """What a question finds."""

    articles: list[Any] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    #: Whether there are more articles than are shown.
    more: bool = False


def page(site: Any, request: HttpRequest) -> HttpResponse:
    """`?q=`: words; `@name` asks for a person alone, `#name` for a topic."""
    asked = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    context = site.each_context(request) | {
        "title": _("Search"),
        "asked": asked,
        "found": find(asked) if asked else None,
    }
    return TemplateResponse(request, "admin/desk/search.html", context)


def find(asked: str) -> Found:
    people, tags = names(Person, asked, "@"), names(Tag, asked, "#")
    wanted = matching(asked, people, tags)
    rows = (
        Article.objects.filter(wanted)
        .select_related("section__parent", "changed_by", "writer", "editor")
        .defer("body")
        .order_by("-changed_at", "-id")[: MOST + 1]
    )
    found = with_standing(rows)
    return Found(found[:MOST], people, tags, more=len(found) > MOST)


def names(model: type[Person] | type[Tag], asked: str, sign: str) -> list[Any]:
    """People or topics called so; none where another kind was asked for."""
    if asked[:1] in "@#" and asked[0] != sign:
        return []
    name = asked.removeprefix(sign).strip()
    rows = model.objects.filter(name__icontains=name).order_by("name")[:NAMES]
    return list(rows) if name else []


def matching(asked: str, people: list[Person], tags: list[Tag]) -> Q:
    """Articles with all these words; or with these people, or topics, where a sign asks so."""
    if asked[0] == "@":
        return Q(pk__in=keys("contributions__person", people))
    if asked[0] == "#":
        return Q(pk__in=keys("tagged__tag", tags))
    return Q(pk__in=with_words(asked, MOST + 1))


def keys(field: str, rows: list[Any]) -> QuerySet[Article, Any]:
    return Article.objects.filter(**{f"{field}__in": rows}).values("pk")


def with_words(text: str, most: int = LOOKED_AT) -> list[int]:
    """Keys of articles that have all these words, or words that begin so, those changed last; none
    for no words at all."""
    asked = asked_for(text)
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_articles_with(%s, %s)", [asked, most])
        return [key for (key,) in cursor.fetchall()]
