"""Which other articles one probably belongs together with, and why: PostgreSQL alone.

Looked for by the rarest words; how rare a word is, the database's own statistics say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from math import log
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.text.blocks import plain
from articles.text.likeness import likeness_to, spellings

from .kinds import State
from .models import Article, StoryLink, TaggedArticle, Unrelated

#: Words looked for, articles looked at, articles named, words named of each.
WORDS, LOOKED_AT, NAMED, SAID = 120, 200, 5, 4
#: Articles that all the words together may bring up; a word in more than that is no rare one.
BROUGHT_UP = 5_000
#: What each reason weighs: a word as rare as it is, a topic, the headline, the same desk that week.
TOPIC, HEADLINE, NEAR = 3.0, 6.0, 4.0
#: By which power a word that is not rare counts less, and how much of the best word is chance.
POWER, CHANCE = 3, 0.5
#: From here on two headlines are alike.
ALIKE = 0.35
#: Fewer points are no reason.
ENOUGH = 6.0
NEARBY = timedelta(days=7)

#: The words of a vector, whether the headline has them, and which part of all articles has them:
#: by the statistics the database keeps of itself; null where it knows of too few to count.
RARITY = """
WITH known AS (
    SELECT words.lexeme, words.share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)
        AS words (lexeme, share)
    WHERE schemaname = current_schema() AND tablename = 'articles_vocabulary'
        AND attname = 'vector'
)
SELECT asked.lexeme, 'A' = ANY(asked.weights), known.share,
    (SELECT min(share) FROM known WHERE share > 0),
    (SELECT reltuples FROM pg_class WHERE oid = 'articles_vocabulary'::regclass)
FROM unnest(%s::tsvector) AS asked LEFT JOIN known USING (lexeme)
"""
FOUND = "SELECT * FROM newsroom_articles_sharing(%s, %s, %s, %s)"
#: Which of these words these articles have. Taken out of each vector once: unpacking is what costs.
HAVING = """
SELECT article_id, array_agg(known.lexeme)
FROM articles_vocabulary, unnest(vector) AS known
WHERE article_id = ANY(%s) AND known.lexeme = ANY(%s)
GROUP BY article_id
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
        return headline + topics + together(self.shared.values()) + NEAR * self.near


def together(weights: Iterable[float]) -> float:
    """What shared words say. The one that says the most counts half: by itself it is chance."""
    known = list(weights)
    return sum(known) - CHANCE * max(known, default=0.0)


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
    linked = StoryLink.objects.filter(Q(article=article) | Q(to=article), to__isnull=False)
    refused = Unrelated.objects.filter(article=article).values_list("other", flat=True)
    ends = {pk for both in linked.values_list("article", "to") for pk in both}
    return {article.pk, *ends, *refused}


def ranked(
    vector: str, article: Article, headline: str, not_these: set[int], most: int
) -> list[Candidate]:
    words, affordable = rarest(vector)
    shared = dict(looked_for(affordable, not_these)) if affordable else {}
    shared |= having(words, beside(article, not_these))
    topics = topics_of(article, not_these)
    rows = Article.objects.filter(pk__in={*shared, *topics}).exclude(state=State.SPIKED)
    weighed, alike_to = [], likeness_to(headline)
    for other in rows.only("headline", "created_at", "section"):
        one = Candidate(other, alike=alike_to(other.headline))
        one.shared = {word: words[word] for word in shared.get(other.pk, ())}
        one.topics = topics.get(other.pk, [])
        one.near = near(article, other)
        if one.points >= ENOUGH:
            weighed.append(one)
    best = sorted(weighed, key=lambda one: (-one.points, -one.article.pk))[:most]
    whole = Article.objects.select_related("section__parent").defer("body", "internal_note")
    known = whole.in_bulk([one.article.pk for one in best])
    said = {word for one in best for word in rarest_of(one)}
    text = f"{headline} {article.headline} {article.standfirst} {plain(article.body)}"
    spelling = spellings(said, text)
    for one in best:
        one.article = known[one.article.pk]
        one.reasons = list(reasons(one, spelling))
    return best


def rarest_of(one: Candidate) -> list[str]:
    """The stems it shares that say the most."""
    return sorted(one.shared, key=lambda word: -one.shared[word])[:SAID]


def reasons(one: Candidate, spelling: dict[str, str]) -> Iterator[str]:
    """Why it is named, in words; `spelling` gives stems their endings back."""
    if one.alike >= ALIKE:
        yield _("headline %(percent)d %% alike") % {"percent": round(100 * one.alike)}
    if one.topics:
        yield _("same topic: %(names)s") % {"names": ", ".join(one.topics[:SAID])}
    if one.shared:
        said = ", ".join(spelling[word] for word in rarest_of(one))
        yield _("shared rare words: %(words)s") % {"words": said}
    if one.near:
        yield _("same section, same week")


def near(article: Article, other: Article) -> bool:
    apart = abs((article.created_at - other.created_at).total_seconds())
    same = article.section_id is not None and article.section_id == other.section_id
    return same and apart <= NEARBY.total_seconds()


def beside(article: Article, not_these: set[int]) -> list[int]:
    """Articles of its section and its week, the newest first: a running story's words are often
    too common to be looked for among all."""
    week = (article.created_at - NEARBY, article.created_at + NEARBY)
    rows = Article.objects.filter(section=article.section_id, created_at__range=week)
    rows = rows.exclude(pk__in=not_these).order_by("-created_at", "-pk")
    return list(rows.values_list("pk", flat=True)[:LOOKED_AT]) if article.section_id else []


def topics_of(article: Article, not_these: set[int]) -> dict[int, list[str]]:
    """The newest articles under its topics, each with the names of those it shares."""
    rows = TaggedArticle.objects.filter(tag__in=article.tag_list)
    rows = rows.exclude(content_object__in=not_these).order_by("-content_object", "tag__name")
    found: dict[int, list[str]] = {}
    for pk, name in rows.values_list("content_object", "tag__name")[:LOOKED_AT]:
        found.setdefault(pk, []).append(name)
    return found


def rarest(vector: str) -> tuple[dict[str, float], dict[str, float]]:
    """The rarest words of a vector with their weight; and those of them that may be looked for
    among all articles. Words of a headline count half as much again.

    A word's rarity is the logarithm of how few articles have it. Its weight falls faster than that:
    ten words that everybody uses are no reason where one name is.
    """
    with connection.cursor() as cursor:
        cursor.execute(RARITY, [vector])
        words = cursor.fetchall()
    weights, articles = {}, {}
    for word, in_headline, share, least, count in words:
        # Rarer than the rarest word that was counted; before anything was, one as good as another.
        rarest = 1.0 - log(least) if least else 2.0
        weight = rarest * (-log(share) / rarest) ** POWER if share else rarest
        weights[word] = weight * (1.5 if in_headline else 1.0) if len(word) > 2 else 0.0
        articles[word] = (share or least or 0.0) * max(count, 0.0)
    best = sorted(weights, key=lambda word: (-weights[word], -len(word), word))[:WORDS]
    known = {word: weights[word] for word in best if weights[word] > 0}
    # As long as what they bring up can be looked at in no time.
    brought_up = accumulate(articles[word] for word in known)
    few = (word for word, many in zip(known, brought_up, strict=True) if many <= BROUGHT_UP)
    return known, {word: known[word] for word in few}


def looked_for(words: dict[str, float], not_these: set[int]) -> Iterator[tuple[int, list[str]]]:
    """Articles that have some of these words, and which."""
    asked: list[Any] = [list(words), list(words.values()), list(not_these), LOOKED_AT]
    with connection.cursor() as cursor:
        cursor.execute(FOUND, asked)
        yield from cursor.fetchall()


def having(words: dict[str, float], articles: list[int]) -> dict[int, list[str]]:
    """Which of the words each of these articles has."""
    if not words or not articles:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(HAVING, [articles, list(words)])
        return dict(cursor.fetchall())
