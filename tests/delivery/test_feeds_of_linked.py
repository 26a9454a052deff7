"""A full text in a feed says the same before and after a story that it names is live."""

from datetime import timedelta

import pytest

from articles.catalog.models import Tag
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.press.publish import publish
from articles.reader import clock as newsroom_clock
from tests.cast import approved, draft, section

pytestmark = pytest.mark.django_db

FEED = "/topics/hafen/atom.xml"


def test_a_feed_that_is_not_modified_is_not_stale_once_a_promise_is_kept(
    client, as_reader, reporter, chief, clock, settings
):
    """The promised story stands in another section and under no topic of the feed's."""
    settings.FEED_TEXT = "full"
    topic = Tag.objects.create(name="Hafen", slug="hafen")
    new = draft(reporter, headline="Das Neue", section=section("politik"), tags=[topic])
    made = link(new, "previous", quoted="Das Alte")
    new.body += f'<aside data-story="{made.key}">Das Alte</aside>'
    saving.save(new, by=reporter)
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    old = approved(reporter, chief, headline="Das Alte", section=section("stadt"))
    lifts = newsroom_clock.now() + timedelta(hours=1)
    publish(old, by=chief, live_from=lifts)
    with as_reader():
        before = client.get(FEED)
    assert b"<p>Das Alte</p>" in before.content
    clock(lifts)
    with as_reader():
        again = client.get(FEED, headers={"if-none-match": before["ETag"]})
        whole = client.get(FEED)
    assert again.status_code == 304
    assert whole.content == before.content
