"""Finding pictures: every word of a search in the record or its papers; used, unused, when."""

import re
from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField

from articles.catalog.models import Person, Picture, Section
from articles.drafts.models import Article, Original, Placement
from articles.drafts.picturing import Keys
from articles.reader.models import PictureUse, Slot

#: Words of a search that are heeded.
MOST = 8


class Listed(Func):
    """One key as a list, for comparing with the keys of a text."""

    template = "ARRAY[%(expressions)s]::text[]"
    output_field = ArrayField(TextField())


def words_of(query: str) -> list[SearchQuery]:
    """Each word as the beginning of one: “brü” finds “Brücke”."""
    words = re.findall(r"\w+", query.replace("\0", ""))[:MOST]
    return [SearchQuery(f"{word}:*", search_type="raw", config="simple") for word in words]


def found(rows: QuerySet[Picture], query: str) -> QuerySet[Picture]:
    """Those that have every word, wherever it stands: description, credit, title, file, holder."""
    return reduce(having, words_of(query), rows)


def having(rows: QuerySet[Picture], word: SearchQuery) -> QuerySet[Picture]:
    papers = Original.objects.annotate(
        said=SearchVector("title", "filename", "holder", "note", config="simple")
    ).filter(said=word)
    named = Picture.objects.annotate(
        said=SearchVector("alt", "caption", "credit", config="simple")
    ).filter(said=word)
    return rows.filter(pk__in=papers.values("picture").union(named.values("pk")))


def unused(rows: QuerySet[Picture]) -> QuerySet[Picture]:
    """Those that no story, working copy, person, section or front has."""
    this = OuterRef("pk")
    texts = Article.objects.annotate(keys=Keys(F("body"))).filter(
        keys__contains=Listed(OuterRef("key"))
    )
    return rows.exclude(
        Exists(PictureUse.objects.filter(picture=this))
        | Exists(Article.objects.filter(lead=this))
        | Exists(texts)
        | Exists(Person.objects.filter(portrait=this))
        | Exists(Section.objects.filter(picture=this))
        | Exists(Placement.objects.filter(picture=this))
        | Exists(Slot.objects.filter(picture=this))
    )
