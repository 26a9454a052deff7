"""The demo's readers: numbers that fall off as stories grow old, the same at each loading."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from articles.drafts.models import Article
from articles.drafts.readership import KEPT, keep
from articles.reader.models import Story

#: Readings on a story's first day, by where it stands in the plan; each day brings fewer.
FIRST, FEWER = (2140, 760, 1315, 388, 905), 0.55


def be_read(articles: Iterable[Article], now: datetime) -> None:
    """From the day each story went live until today."""
    live = dict(Story.objects.live().values_list("uid", "live_from"))
    days: dict[date, Counter[UUID]] = {}
    for at, article in enumerate(articles):
        if article.uid in live:
            for day, times in readings(FIRST[at % len(FIRST)], live[article.uid], now):
                days.setdefault(day, Counter())[article.uid] = times
    keep(days)


def readings(times: float, live_from: datetime, now: datetime) -> Iterable[tuple[date, int]]:
    day, today = localdate(live_from), localdate(now)
    while times >= 1 and day <= today:
        if day > today - KEPT:
            yield day, int(times)
        day, times = day + timedelta(days=1), times * FEWER
