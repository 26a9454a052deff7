"""How often articles were read: kept by day for a season, and told in sums."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from .models import Article, Readership

#: Days that are kept; a week has seven of them.
KEPT, WEEK, DAY = timedelta(days=90), timedelta(days=7), timedelta(days=1)
#: Rows written at once.
MANY = 1000


class Reads(NamedTuple):
    """How often an article was read: on the last day counted, in a week, and in a season."""

    today: int = 0
    week: int = 0
    season: int = 0


@transaction.atomic
def keep(found: dict[date, Counter[UUID]]) -> int:
    """Write down how often each article was read on each day, by its uid. Returns the rows.

    Of a day that was counted before the larger count stays: the same log counted again counts
    once, and so does a day of which a longer piece is counted later.
    """
    numbers = dict(Article.objects.filter(uid__in=uids(found)).values_list("uid", "pk"))
    known = {
        (row.day, row.article_id): row.times
        for row in Readership.objects.filter(day__in=list(found))
    }
    rows = [
        Readership(day=day, article_id=key, times=max(times, known.get((day, key), 0)))
        for day, counts in found.items()
        for uid, times in counts.items()
        if (key := numbers.get(uid))
    ]
    Readership.objects.bulk_create(
        rows,
        MANY,
        update_conflicts=True,
        unique_fields=["day", "article"],
        update_fields=["times"],
    )
    if found:
        Readership.objects.filter(day__lt=max(found) - KEPT).delete()
    return len(rows)


def uids(found: dict[date, Counter[UUID]]) -> set[UUID]:
    return {uid for counts in found.values() for uid in counts}


def reads_of(article: Article, today: date) -> Reads:
    """As of the newsroom's calendar day `today`."""
    week = Sum("times", filter=Q(day__gt=today - WEEK))
    sums = Readership.objects.filter(article=article).aggregate(
        today=Coalesce(Sum("times", filter=Q(day=today)), 0),
        week=Coalesce(week, 0),
        season=Coalesce(Sum("times"), 0),
    )
    return Reads(**sums)


def most_read(
    places: Collection[int] | None, today: date, few: int, days: timedelta = WEEK
) -> dict[int, int]:
    """Keys of the articles read most in the `days` until `today`, the most first: their times.

    `places` are keys of sections; None: of all.
    """
    rows = Readership.objects.filter(day__gt=today - days, day__lte=today)
    if places is not None:
        rows = rows.filter(article__section__in=places)
    sums = rows.values("article").annotate(read=Sum("times")).order_by("-read", "-article")
    return dict(sums.values_list("article", "read")[:few])
