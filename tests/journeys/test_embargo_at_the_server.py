"""An embargo as a reader with a stopwatch sees it: the web server runs, and nothing else does."""

import time
from datetime import timedelta

import pytest

from articles.catalog.models import Tag
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Story
from tests.cast import approved
from tests.serving import get, serving

pytestmark = pytest.mark.django_db(transaction=True)
API = "/api/stories/?updated_since=2026-01-01T00:00:00Z"


@pytest.mark.parametrize("module", ["newsroom.public", "newsroom.wsgi"])
def test_it_is_not_there_until_its_second_and_then_it_is(reporter, chief, module):
    tag = Tag.objects.create(name="Geheim")
    publish(approved(reporter, chief, headline="Schon lange da"), by=chief)
    article = approved(reporter, chief, tags=[tag], people=["Ada Vorab"], headline="Neu")
    with serving(module) as site:
        publish(article, by=chief, live_from=clock.now() + timedelta(seconds=5))
        story = Story.objects.get(uid=article.uid)
        never = get(f"{site}{story.path.replace('neu', 'nie')}")[:2]
        assert never[0] == 404
        for address in ("/topics/geheim/", "/people/ada-vorab/"):
            assert get(f"{site}{address}")[:2] == never
        for address in ("/", "/rss.xml", "/stadt/", "/stadt/atom.xml", "/feed.json", API):
            body = get(f"{site}{address}")[1]
            # A slow machine may come to the last of them when its second is over.
            assert b"/neu/" not in body or clock.now() >= story.live_from

        seen_at = first_seen(f"{site}{story.path}", never)
        # Never early; how late is for the bench to say, so a slow machine gets its time.
        assert timedelta(0) <= seen_at - story.live_from < timedelta(seconds=10)
        feeds = ("/rss.xml", "/stadt/atom.xml", "/topics/geheim/feed.json", API)
        for address in ("/", "/stadt/", "/topics/geheim/", "/people/ada-vorab/", *feeds):
            status, body, _headers = get(f"{site}{address}")
            assert status == 200
            assert b"/neu/" in body


def first_seen(url: str, never: tuple[int, bytes]):
    """The database's moment by which the page had come; until then it is the 404 of ever."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        answer = get(url)[:2]
        after = clock.now()
        if answer[0] == 200:
            return after
        assert answer == never
        time.sleep(0.02)
    raise AssertionError("the story never appeared")
