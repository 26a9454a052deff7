"""A server whose own clock is an hour off publishes nothing early and nothing late."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[-1, 1], ids=["an hour behind", "an hour ahead"])
def wrong(request, monkeypatch):
    """What Python is told of the time; the database keeps its own."""
    off, now, seconds = timedelta(hours=request.param), timezone.now, time.time
    monkeypatch.setattr(timezone, "now", lambda: now() + off)
    monkeypatch.setattr(time, "time", lambda: seconds() + off.total_seconds())
    return off


def test_only_the_databases_clock_lifts_an_embargo(wrong, client, as_reader, reporter, chief):
    out = publish(approved(reporter, chief, headline="Schon da"), by=chief).story
    due = approved(reporter, chief, headline="Noch gesperrt")
    waiting = publish(due, by=chief, live_from=clock.now() + timedelta(minutes=5)).story
    over = approved(reporter, chief, headline="Eben frei")
    at = clock.now() + timedelta(seconds=1)
    lifted = publish(over, by=chief, live_from=at).story
    time.sleep(max(0.0, (at - clock.now()).total_seconds()))
    assert abs(out.live_from - clock.now()) < timedelta(minutes=1)
    with as_reader():
        status = [client.get(one.path).status_code for one in (out, waiting, lifted)]
        paths = ("/", "/rss.xml", "/sitemap-news.xml")
        pages = [client.get(path).content.decode() for path in paths]
    assert status == [200, 404, 200]
    for page in pages:
        known = [one in page for one in ("Schon da", "Noch gesperrt", "Eben frei")]
        assert known == [True, False, True]
