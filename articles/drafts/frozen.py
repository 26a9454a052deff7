"""What an edition would freeze of an article as it stands."""

from collections.abc import Iterable
from typing import Any

from articles.catalog.models import Picture
from articles.text.digest import digest as digest_of_words

from .models import Article, Contribution, Credit, StoryLink, Version
from .picturing import pictures

#: The format of what is frozen; a number of its own, should it ever change.
FORMAT = 1

PLAIN = (
    "genre",
    "language",
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    "body",
    "place",
    "search_title",
    "search_description",
)


def frozen(article: Article) -> dict[str, Any]:
    """The fields of an edition that are words, and the keys of the people and sources named.

    compose() sets exactly these, and digest() counts exactly these: they cannot part ways.
    """
    return {name: getattr(article, name) for name in PLAIN} | {
        "story_kind": article.kind,
        "format": FORMAT,
        "bylines": [byline(one) for one in rows(article, "contributions", "person", "former")],
        "credits": [credit(one) for one in rows(article, "credits", "source")],
        "links": [link(one) for one in article.links.all()],
        "pictures": pictures(article.lead, article.lead_caption, article.body),
    }


def rows(article: Article, name: str, *others: str) -> Iterable[Any]:
    """Related rows, each with the `others` it names; those of many articles were read at once."""
    related = getattr(article, name)
    read = name in getattr(article, "_prefetched_objects_cache", {})
    found: Iterable[Any] = related.all() if read else related.select_related(*others)
    return found


def byline(one: Contribution) -> dict[str, Any]:
    person = one.person
    return {"person": one.key, "name": person.name, "slug": person.slug, "role": one.role}


def credit(one: Credit) -> dict[str, Any]:
    return {
        "source": one.source_id,
        "name": one.source.name,
        "relation": one.relation,
        "url": one.url,
        "home": one.source.url,
        "retrieved": one.retrieved_at.isoformat() if one.retrieved_at else "",
        "in_text": one.in_text,
    }


def link(one: StoryLink) -> dict[str, Any]:
    """Its words; not whom it leads to, which may be found out later."""
    return {"key": one.key, "kind": one.kind, "quoted": one.quoted, "wording": one.wording}


def digest(article: Article) -> str:
    return digest_of_words(frozen(article))


def frozen_in(version: Version) -> dict[str, Any]:
    """What an edition would freeze of an older version; what it is too old to know is empty."""
    content = version.content
    return {name: content.get(name, "") for name in PLAIN} | {
        "story_kind": content["kind"],
        "format": FORMAT,
        "bylines": content.get("bylines", []),
        "credits": content.get("credits", []),
        "links": [
            {name: one[name] for name in ("key", "kind", "quoted", "wording")}
            for one in content.get("links", [])
        ],
        "pictures": pictures(
            Picture.objects.filter(pk=content.get("lead_id")).first(),
            content.get("lead_caption", ""),
            content.get("body", ""),
        ),
    }
