"""Which other articles one probably belongs together with, and why: PostgreSQL alone.

Looked for by the rarest words; how rare a word is, the database's own statistics say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from math import log
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.text.blocks import plain
from articles.text.likeness import likeness, spelled

from .kinds import State
from .models import Article, TaggedArticle, Unrelated

#: Words looked for, articles looked at, articles named, words named of each.
WORDS, LOOKED_AT, NAMED, SAID = 20, 60, 5, 4
#: What each reason weighs: a word as rare as it is, a topic, the headline, the same desk that week.
TOPIC, HEADLINE, NEAR = 3.0, 6.0, 1.0
#: From here on two headlines are alike.
ALIKE = 0.35
#: Fewer points are no reason.
ENOUGH = 6.0
NEARBY = timedelta(days=7)

LEXEMES = "SELECT lexeme, 'A' = ANY(weights) FROM unnest(%s::tsvector)"
FOUND = """
SELECT article_id, ARRAY(SELECT lexeme FROM unnest(vector) WHERE lexeme = ANY(%(words)s))
    FROM articles_vocabulary, to_tsquery('simple', %(query)s) AS asked
    WHERE vector @@ asked AND article_id <> ALL(%(apart)s)
    ORDER BY ts_rank(vector, asked, 1) DESC, article_id DESC LIMIT %(most)s
"""
COMMON = """
SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
    WHERE tablename = 'articles_vocabulary' AND attname = 'vector'
"""


@dataclass
class Candidate:
    """An article that may be meant: what speaks for it, and the same in words."""

    article: Article
    reasons: list[str] = field(default_factory=list)
    #: How alike the headlines are, 0 to 1.
    alike: float = 0.0
    #: Words both have, with the weight of each.
    shared: dict[str, float] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    #: In the same section, and of the same week.
    near: bool = False

    @property
    def points(self) -> float:
        headline = HEADLINE * self.alike if self.alike >= ALIKE else 0.0
        topics = TOPIC * len(self.topics)
        return headline + topics + sum(self.shared.values()) + NEAR * self.near


def suggest(article: Article, most: int = NAMED) -> list[Candidate]:
    """Likely related articles, the best first; not those linked or refused already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT vector::text FROM articles_vocabulary WHERE article_id = %s", [article.pk]
        )
        row = cursor.fetchone()
    return ranked(row[0] if row else "", article, article.headline, apart(article), most)


def candidates(quoted: str, article: Article, most: int = NAMED) -> list[Candidate]:
    """Whom a promise of this article may mean by these words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_vector(%s, %s, '', '')::text", [article.language, quoted])
        vector = cursor.fetchone()[0]
    refused = {article.pk, *article.refusals.values_list("other", flat=True)}
    return ranked(vector, article, quoted, refused, most)


def apart(article: Article) -> set[int]:
    """What need not be suggested."""
    linked = Article.objects.filter(Q(links__to=article) | Q(linked_from__article=article))
    refused = Unrelated.objects.filter(article=article).values_list("other", flat=True)
    return {article.pk, *linked.values_list("pk", flat=True), *refused}


def ranked(
    vector: str, article: Article, headline: str, not_these: set[int], most: int
) -> list[Candidate]:
    words = rarest(vector)
    shared = dict(looked_for(words, not_these)) if words else {}
    rows = Article.objects.filter(pk__in=shared).exclude(state=State.SPIKED)
    topics = topics_of(article, list(shared))
    weighed = []
    for other in rows.select_related("section__parent").defer("body", "internal_note"):
        one = Candidate(other, alike=likeness(headline, other.headline))
        one.shared = {word: words[word] for word in shared[other.pk]}
        one.topics = topics.get(other.pk, [])
        one.near = near(article, other)
        if one.points >= ENOUGH:
            weighed.append(one)
    best = sorted(weighed, key=lambda one: (-one.points, -one.article.pk))[:most]
    text = f"{headline} {article.headline} {article.standfirst} {plain(article.body)}"
    for one in best:
        one.reasons = list(reasons(one, text))
    return best


def reasons(one: Candidate, text: str) -> Iterator[str]:
    """Why it is named, in words; `text` is where stems get their endings back."""
    if one.alike >= ALIKE:
        yield _("headline %(percent)d %% alike") % {"percent": round(100 * one.alike)}
    if one.topics:
        yield _("same topic: %(names)s") % {"names": ", ".join(one.topics[:SAID])}
    if one.shared:
        rare = sorted(one.shared, key=lambda word: -one.shared[word])[:SAID]
        said = ", ".join(spelled(word, text) for word in rare)
        yield _("shared rare words: %(words)s") % {"words": said}
    if one.near:
        yield _("same section, same week")


def near(article: Article, other: Article) -> bool:
    apart = abs((article.created_at - other.created_at).total_seconds())
    same = article.section_id is not None and article.section_id == other.section_id
    return same and apart <= NEARBY.total_seconds()


def topics_of(article: Article, others: list[int]) -> dict[int, list[str]]:
    """Names of the topics that each of these shares with the article."""
    rows = TaggedArticle.objects.filter(content_object__in=others, tag__in=article.tag_list)
    found: dict[int, list[str]] = {}
    for pk, name in rows.values_list("content_object", "tag__name").order_by("tag__name"):
        found.setdefault(pk, []).append(name)
    return found


def rarest(vector: str) -> dict[str, float]:
    """The rarest words of a vector with their weight; words of a headline count half as much again.

    The weight is the logarithm of how few articles have the word.
    """
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, [vector])
        words = cursor.fetchall()
    common, rare = rarity()
    weights = {
        word: common.get(word, rare) * (1.5 if in_headline else 1.0)
        for word, in_headline in words
        if len(word) > 2
    }
    best = sorted(weights, key=lambda word: (-weights[word], -len(word), word))[:WORDS]
    return {word: weights[word] for word in best if weights[word] > 0}


def rarity() -> tuple[dict[str, float], float]:
    """Weights of the commonest words, and the weight of any other."""
    with connection.cursor() as cursor:
        cursor.execute(COMMON)
        row = cursor.fetchone()
    if not row or not row[0]:
        return {}, 2.0
    common = {word: -log(share) for word, share in zip(row[0], row[1], strict=False) if share}
    return common, max(common.values()) + 1.0


def looked_for(words: dict[str, float], not_these: set[int]) -> Iterator[tuple[int, list[str]]]:
    """Articles that have some of these words, and which."""
    query = " | ".join(quoted(word) for word in words)
    asked: dict[str, Any] = {"words": list(words), "query": query, "apart": list(not_these)}
    asked["most"] = LOOKED_AT
    with connection.cursor() as cursor:
        cursor.execute(FOUND, asked)
        yield from cursor.fetchall()


def quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
