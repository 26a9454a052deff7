"""A related story's place in the text: empty until the story is live, and empty again."""

import re
from datetime import timedelta

import pytest

from articles.drafts import workflow
from articles.drafts.linking import link
from articles.press.proof import proof
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as moments
from articles.text.blocks import stories_in
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db
KEY = "abcdefgh"
TEXT = f'<p>Davor.</p><aside data-story="{KEY}">%s</aside><p>Danach.</p>'


@pytest.fixture
def page(client, as_reader):
    def get(path):
        with as_reader():
            return client.get(path).content.decode()

    return get


def with_box(reporter, chief, to, words="", **fields):
    """A live story with a place for another one between two paragraphs."""
    article = draft(reporter, "Die Fähre und der Damm", body=TEXT % words)
    link(article, "previous", to=to, key=KEY, **fields)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    return publish(article, by=chief).story


def test_the_place_is_empty_until_its_story_is_live_and_heals(page, reporter, chief):
    other = approved(reporter, chief, headline="Der Rat sagt Nein")
    story = with_box(reporter, chief, other)
    assert "<p>Davor.</p><p>Danach.</p>" in bare(page(story.path))
    publish(other, by=chief)
    found = page(story.path)
    assert 'class="before" aria-label="Zuvor berichtet"' in found
    assert '<span class="t">Der Rat sagt Nein</span>' in found
    withdraw(other, by=chief, reason="Falsch")
    assert "Der Rat sagt Nein" not in page(story.path)
    assert "<p>Davor.</p><p>Danach.</p>" in bare(page(story.path))
    restore(other, by=chief)
    assert '<span class="t">Der Rat sagt Nein</span>' in page(story.path)


def test_an_embargoed_story_shows_on_its_second(page, reporter, chief, clock):
    other = approved(reporter, chief, headline="Der Rat sagt Nein")
    story = with_box(reporter, chief, other)
    before = page(story.path)
    lifts = moments.now() + timedelta(hours=1)
    publish(other, by=chief, live_from=lifts)
    assert page(story.path) == before
    clock(lifts)
    assert 'class="before"' in page(story.path)


def test_the_writers_own_words_stay_when_the_story_does_not(
    page, client, as_reader, reporter, chief
):
    other = approved(reporter, chief, headline="Der Rat sagt Nein")
    story = with_box(reporter, chief, other, words="Wie es dazu kam:", wording="Ein Nein im Mai")
    assert "<p>Wie es dazu kam:</p>" in page(story.path)
    assert "Ein Nein im Mai" not in page(story.path)
    publish(other, by=chief)
    found = page(story.path)
    assert '<p class="note">Wie es dazu kam:</p>' in found
    assert '<span class="t">Ein Nein im Mai</span>' in found
    assert "<p>Wie es dazu kam:</p>" in page("/rss.xml")
    assert "story:" not in page("/rss.xml")


def test_proof_tells_of_a_place_whose_link_is_gone(reporter):
    article = draft(reporter, body=TEXT % "")
    assert stories_in(article.body) == [KEY]
    assert "box" in {one.code for one in proof(article)}
    link(article, "previous", quoted="Der Rat sagt Nein", key=KEY)
    assert "box" not in {one.code for one in proof(article)}


def bare(page):
    """Blocks side by side, without their keys."""
    return re.sub(r"( data-block=\"[^\"]*\"|\n)", "", page)
