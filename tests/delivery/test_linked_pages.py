"""Whatever happens to one end of a link, the page at the other end is known to have changed."""

from datetime import timedelta

import pytest

from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.press.move import move
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Story
from tests.cast import approved, draft, revise, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(reporter, chief):
    """Two articles in two sections, the newer one linked to the older one; neither published."""
    old = approved(reporter, chief, headline="Das Alte", section=section("stadt"))
    new = draft(reporter, headline="Das Neue", section=section("politik"))
    link(new, "previous", to=old)
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    return old, new


@pytest.fixture
def tag(client, as_reader):
    """The stamp a reader's browser keeps of an article's page."""

    def look(article):
        with as_reader():
            return client.get(Story.objects.get(uid=article.uid).path)["ETag"]

    return look


def test_each_verb_at_one_end_changes_the_page_at_the_other(pair, reporter, chief, tag):
    old, new = pair
    publish(new, by=chief)
    seen = [tag(new)]
    for verb in (
        lambda: publish(old, by=chief),
        lambda: publish(revise(old, reporter, chief, headline="Anders"), by=chief),
        lambda: move(old, by=chief, slug="anders"),
        lambda: withdraw(old, by=chief, reason="Falsch"),
        lambda: restore(old, by=chief),
        lambda: purge(old, by=chief, reason="Beschluss"),
    ):
        verb()
        seen.append(tag(new))
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("first", ["old", "new"])
def test_both_pages_change_on_the_second_of_the_later_one(pair, chief, tag, clock, first):
    """Whichever of the two is printed first."""
    old, new = pair
    moments = {new: newsroom_clock.now() - timedelta(hours=1)}
    moments[old] = newsroom_clock.now() + timedelta(hours=1)
    for article in (old, new) if first == "old" else (new, old):
        publish(article, by=chief, live_from=moments[article])
    before = tag(new)
    clock(moments[old] - timedelta(microseconds=1))
    assert tag(new) == before
    clock(moments[old])
    assert tag(new) != before


def test_of_two_embargoed_stories_the_earlier_ones_page_changes_twice(pair, chief, tag, clock):
    old, new = pair
    now = newsroom_clock.now()
    publish(new, by=chief, live_from=now + timedelta(hours=2))
    publish(old, by=chief, live_from=now + timedelta(hours=1))
    clock(now + timedelta(hours=1))
    alone = tag(old)
    clock(now + timedelta(hours=2))
    assert tag(old) != alone


def test_a_recall_takes_the_coming_change_back(pair, chief, tag, clock):
    old, new = pair
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(old, by=chief, live_from=at)
    publish(new, by=chief)
    before = tag(new)
    recall(old, by=chief)
    clock(at)
    assert tag(new) == before


def test_an_unlinked_story_in_another_section_is_left_alone(pair, reporter, chief, tag):
    old, _new = pair
    other = approved(reporter, chief, headline="Fern", section=section("sport"))
    publish(other, by=chief)
    before = tag(other)
    publish(old, by=chief)
    assert tag(other) == before
    saving.save(old, by=reporter)
    assert tag(other) == before
