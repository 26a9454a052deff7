"""Finding pictures: every word in the record, its papers or its topics; used and unused ones."""

import re
from functools import reduce

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField

from articles.catalog.models import Person, Picture, Section, Tag
from articles.drafts.models import Article, Original, Placement, TaggedPicture
from articles.drafts.picturing import Keys
from articles.reader.models import PictureUse, Slot

#: Words of a search that are heeded.
MOST = 8


class Listed(Func):
    """One key as a list, for comparing with the keys of a text."""

    template = "ARRAY[%(expressions)s]::text[]"
    output_field = ArrayField(TextField())


def words_of(query: str) -> list[tuple[str, SearchQuery]]:
    """Each word as the beginning of one: “brü” finds “Brücke”; before it its sign, if any."""
    words = re.findall(r"(#?)(\w+)", query.replace("\0", ""))[:MOST]
    return [
        (sign, SearchQuery(f"{word}:*", search_type="raw", config="simple")) for sign, word in words
    ]


def found(rows: QuerySet[Picture], query: str) -> QuerySet[Picture]:
    """Those that have every word, wherever it stands: description, credit, title, file, holder,
    topic. `#word` asks for a topic alone."""
    return reduce(having, words_of(query), rows)


def having(rows: QuerySet[Picture], asked: tuple[str, SearchQuery]) -> QuerySet[Picture]:
    sign, word = asked
    topics = Tag.objects.annotate(said=SearchVector("name", config="simple")).filter(said=word)
    filed = TaggedPicture.objects.filter(tag__in=topics).values("content_object__picture")
    if sign:
        return rows.filter(pk__in=filed)
    papers = Original.objects.annotate(
        said=SearchVector("title", "filename", "holder", "note", config="simple")
    ).filter(said=word)
    named = Picture.objects.annotate(
        said=SearchVector("alt", "caption", "credit", config="simple")
    ).filter(said=word)
    return rows.filter(pk__in=papers.values("picture").union(named.values("pk"), filed))


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
