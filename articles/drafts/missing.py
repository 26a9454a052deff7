"""Counting what readers ask for in vain, from the web server's log, without anything of theirs."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from articles.text.access_log import asked

from .models import Missing

#: What was asked with a question is counted without it, but for the numbers of older systems.
NUMBERED = re.compile(r"/\?(?:p|page_id|id)=\d{1,12}")
LONGEST = 200
#: Rows of a day, and days, that are kept.
A_DAY, KEPT = 200, timedelta(days=90)


def counted(lines: Iterable[str]) -> dict[date, Counter[str]]:
    """How often which address was asked for in vain, by day."""
    found: dict[date, Counter[str]] = {}
    for one in asked(lines):
        if one.status == 404 and (path := plain(one.address)):
            found.setdefault(one.day, Counter())[path] += 1
    return found


def plain(address: str) -> str:
    """The address less what may tell of whoever asked; "" where it is not worth a row."""
    path = address if NUMBERED.fullmatch(address) else address.partition("?")[0]
    told = "@" in path or "%40" in path
    return "" if told or len(path) > LONGEST or path == "/" else path


@transaction.atomic
def keep(found: dict[date, Counter[str]]) -> int:
    """Keep each day's most frequent; the same log counted twice counts once. Returns the rows."""
    rows = [
        Missing(day=day, path=path, times=times)
        for day, paths in found.items()
        for path, times in paths.most_common(A_DAY)
    ]
    known = {(one.day, one.path): one.times for one in Missing.objects.filter(day__in=list(found))}
    for one in rows:
        one.times = max(one.times, known.get((one.day, one.path), 0))
    Missing.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "path"], update_fields=["times"]
    )
    for day in found:
        kept = Missing.objects.filter(day=day).order_by("-times", "path").values("pk")[:A_DAY]
        Missing.objects.filter(day=day).exclude(
            pk__in=list(kept.values_list("pk", flat=True))
        ).delete()
    if found:
        Missing.objects.filter(day__lt=max(found) - KEPT).delete()
    return len(rows)
