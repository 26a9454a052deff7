"""Many new articles at once: what `saving` does for one, in a few statements for all of them."""

from collections.abc import Sequence

from django.db.models import Model, QuerySet

from articles.catalog.models import Tag
from articles.text.slugs import slugify

from .frozen import digest
from .models import Article, Contribution, Credit, StoryLink, User, Version
from .saving import numbered, snapshot


def claim_all(articles: Sequence[Article], *, by: User) -> None:
    """Write new articles, whose bodies are clean, as the first version of each.

    Raises IntegrityError where somebody took one of their slugs in the same moment.
    """
    name_all(articles)
    for article in articles:
        article.version = 1
        article.created_by = article.changed_by = by
    Article.objects.bulk_create(articles)


def name_all(articles: Sequence[Article]) -> None:
    """A slug of its own for each, as `free_slug` would find it."""
    stems = [slugify(one.headline, 76) or "story" for one in articles]
    named = Article.objects.exclude(slug="")  # as the index says
    taken = set(named.filter(slug__in=stems).values_list("slug", flat=True))
    looked: set[str] = set()
    for article, stem in zip(articles, stems, strict=True):
        if stem in taken and stem not in looked:
            looked.add(stem)
            rows = named.filter(slug__startswith=stem)
            taken.update(rows.values_list("slug", flat=True))
        number = next(n for n in range(1, len(taken) + 2) if numbered(stem, n) not in taken)
        article.slug = numbered(stem, number)
        taken.add(article.slug)


def record_all(articles: Sequence[Article], *, by: User, notes: Sequence[str]) -> None:
    """Keep the first version of each, whose related rows are written and `hung` on it."""
    Version.objects.bulk_create(
        Version(
            article=article,
            number=article.version,
            content=snapshot(article),
            digest=digest(article),
            by=by,
            note=note,
        )
        for article, note in zip(articles, notes, strict=True)
    )


#: Of the relations a version keeps.
MODELS: dict[str, type[Model]] = {
    "links": StoryLink,
    "credits": Credit,
    "contributions": Contribution,
    "tags": Tag,
}


def hang(article: Article, **related: Sequence[Model]) -> None:
    """Let it know its related rows, by the name of the relation, as if they had been prefetched."""
    cache = article.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, rows in related.items():
        found: QuerySet[Model] = QuerySet(MODELS[name])
        found._result_cache = list(rows)  # type: ignore[attr-defined]
        cache[name] = found
