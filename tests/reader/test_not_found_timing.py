"""What is not there, not yet written and not yet live takes the same time to be denied.

Samples are interleaved, in random order within each round, so that whatever else the machine does
falls on all alike. Judged is the sign of each round's difference: under the null hypothesis it is a
fair coin's, whatever the distribution of times, and |z| exceeds 4 once in 16,000 comparisons. Two
controls: two absent addresses must not differ either, and a story that is live must.
"""

import gc
import random
import statistics
import sys
from collections.abc import Callable
from datetime import timedelta
from math import sqrt
from time import perf_counter_ns

import pytest
from django.test import RequestFactory
from django.test.client import ClientHandler

from articles.press.publish import publish
from articles.reader import clock
from articles.reader.addresses import story_path
from tests.cast import approved, draft
from tests.hard import FULLY, times

pytestmark = pytest.mark.django_db
SAMPLES = times(60, fully=1000)
#: Requests before the first that counts: plans, memos, templates.
WARM = 20
NOISE = 4.0


@pytest.fixture
def paths(reporter, chief) -> dict[str, str]:
    """Addresses of one length, of which all but the last must be one."""
    now = clock.now()
    live = publish(approved(reporter, chief, slug="lebendig"), by=chief).story.path
    written = draft(reporter, headline="Nur ein Entwurf", slug="entwurf8")
    due = approved(reporter, chief, headline="Gesperrt", slug="gesperrt")
    embargoed = publish(due, by=chief, live_from=now + timedelta(days=1)).story.path
    month = live.removesuffix("lebendig/")
    return {
        "absent": f"{month}abwesend/",
        "absent as well": f"{month}nirgends/",
        "a draft": story_path(written.section, now, "entwurf8"),
        "embargoed": embargoed,
        "live": live,
    }


def clocked(paths: dict[str, str]) -> dict[str, list[int]]:
    """Nanoseconds of each request, a round at each place of the lists."""
    handler = ClientHandler(enforce_csrf_checks=False)
    shuffle = random.Random(8).shuffle
    found: dict[str, list[int]] = {name: [] for name in paths}
    order = list(paths)
    gc.collect()
    gc.disable()
    try:
        for number in range(SAMPLES + WARM):
            shuffle(order)
            for name in order:
                took = one(handler, paths[name])
                if number >= WARM:
                    found[name].append(took)
    finally:
        gc.enable()
    return found


def one(handler: Callable, path: str) -> int:
    environ = RequestFactory()._base_environ(PATH_INFO=path, REQUEST_METHOD="GET")
    began = perf_counter_ns()
    answer = handler(environ)
    took = perf_counter_ns() - began
    assert answer.status_code in {200, 404}
    return took


def sign(first: list[int], second: list[int]) -> float:
    """z of the sign test of the rounds' differences."""
    later = sum(a > b for a, b in zip(first, second, strict=True))
    sooner = sum(a < b for a, b in zip(first, second, strict=True))
    return (later - sooner) / sqrt(later + sooner)


@pytest.mark.skipif(not FULLY, reason="A measure of time: bench hard takes it.")
def test_none_of_them_is_told_by_its_time(as_reader, paths):
    assert len({len(one) for one in paths.values()}) == 1
    with as_reader():
        taken = clocked(paths)
    absent = taken.pop("absent")
    differing = {name: sign(times, absent) for name, times in taken.items()}
    for name, z in differing.items():
        off = statistics.median(a - b for a, b in zip(taken[name], absent, strict=True)) / 1000
        middle = statistics.median(absent) / 1000
        sys.stdout.write(f"{name:<16}{off:+8.1f} µs of {middle:.0f}, z = {z:+.1f}\n")
    assert abs(differing.pop("live")) > NOISE
    assert {name: z for name, z in differing.items() if abs(z) > NOISE} == {}
