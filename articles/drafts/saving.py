"""Saving: compare-and-swap on the version, and a version for every save.

The only place that writes an article's words. Two steps, since an editor's related rows are
written in between: `claim` takes the next version number or refuses; `record` keeps the snapshot.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from articles.text.blocks import clean
from articles.text.slugs import slugify

from . import signing
from .errors import Overtaken
from .frozen import byline, credit, digest, rows
from .linking import written
from .models import Article, User, Version
from .models.article import WRITTEN


@transaction.atomic
def save(article: Article, *, by: User, note: str = "") -> Version:
    """Save an article whose related rows do not change. Raises Overtaken."""
    claim(article, by=by)
    return record(article, by=by, note=note)


def claim(article: Article, *, by: User) -> None:
    """Write the article's own fields as the version after `article.version`.

    Raises Overtaken, and writes nothing, if somebody saved since that version was read.
    """
    article.body = clean(article.body)
    article.changed_by = by
    if article.pk is None:
        article.created_by = by
        create(article)
        return
    article.slug = article.slug or free_slug(article)
    values = {name: getattr(article, name) for name in WRITTEN}
    swapped = Article.objects.filter(pk=article.pk, version=article.version).update(
        **values, changed_by=by, changed_at=Now(), version=F("version") + 1
    )
    if not swapped:
        raise Overtaken(who=last_hand(article))
    article.version += 1


def create(article: Article) -> None:
    """Two people may create the same headline in the same moment: then the slugs differ."""
    wanted = article.slug
    article.version = 1
    for _attempt in range(100):
        article.slug = wanted or free_slug(article)
        try:
            with transaction.atomic():
                article.save(force_insert=True)
            return
        except IntegrityError:
            if wanted:
                raise
            article.pk = None
    raise IntegrityError(f"No free slug for {article.headline!r}.")


def free_slug(article: Article) -> str:
    """A slug from the headline that no other article has; `-2`, `-3` … where it is taken."""
    stem = slugify(article.headline, 76) or "story"
    taken = set(
        Article.objects.exclude(slug="")  # as the index says
        .filter(slug__startswith=stem)
        .exclude(pk=article.pk)
        .values_list("slug", flat=True)
    )
    number = next(n for n in range(1, len(taken) + 2) if numbered(stem, n) not in taken)
    return numbered(stem, number)


def numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def last_hand(article: Article) -> str:
    found = Article.objects.select_related("changed_by").filter(pk=article.pk).first()
    return str(found.changed_by) if found and found.changed_by else "?"


def record(article: Article, *, by: User, note: str = "") -> Version:
    """Keep what stands now as a version; whoever changed a signed word signs the new text."""
    before = article.versions.order_by("-number").values_list("digest", flat=True).first()
    version = Version.objects.create(
        article=article,
        number=article.version,
        content=snapshot(article),
        digest=digest(article),
        by=by,
        note=note,
    )
    if version.digest != before:
        signing.changed(article, version.digest, by=by)
    return version


def snapshot(article: Article) -> dict[str, Any]:
    """Everything an editor wrote, related rows included."""
    return article.words() | {
        "tags": sorted(tag.name for tag in article.tag_list),
        "bylines": [byline(one) for one in rows(article, "contributions", "person", "former")],
        "credits": [credit(one) for one in rows(article, "credits", "source")],
        "links": [written(one) for one in rows(article, "links", "to")],
    }
