"""An embargo lifts on its second, with nothing running, and never early."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.catalog.models import Person, Tag
from articles.press.errors import NothingDue, NotLive
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Edition, Rendering, Story, StoryInSection, StoryTag, Tide
from tests.cast import approved, revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def embargoed(reporter, chief):
    tag = Tag.objects.create(name="Rücktritt der Kanzlerin")
    article = approved(reporter, chief, tags=[tag], people=["Ada Vorab"])
    publish(article, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    return article


def everything_a_reader_could_count() -> list[int]:
    models = (Story, Edition, Rendering, StoryTag, StoryInSection, Tag, Person, Tide)
    return [model.objects.count() for model in models]


def test_until_its_second_it_does_not_exist(embargoed, as_reader, clock):
    moment = Story.objects.get().live_from
    clock(moment - timedelta(microseconds=1))
    with as_reader():
        assert everything_a_reader_could_count() == [0] * 8


def test_on_its_second_it_is_there(embargoed, as_reader, clock):
    clock(Story.objects.get().live_from)
    with as_reader():
        counted = everything_a_reader_could_count()
    assert counted[:7] == [1] * 7
    assert counted[7] > 0


def test_an_error_cannot_be_made_to_tell(embargoed, as_reader):
    with as_reader(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 / (CASE WHEN headline LIKE '%%Fähre%%' THEN 0 ELSE 1 END)"
            " FROM articles_edition"
        )
        assert cursor.fetchall() == []


def test_an_embargoed_update_leaves_the_live_words_until_its_second(
    reporter, chief, as_reader, clock
):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, headline="Das Neue")
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(article, by=chief, live_from=at)
    with as_reader():
        assert "Fähre" in Edition.objects.current().get().headline
    clock(at)
    with as_reader():
        assert Edition.objects.current().get().headline == "Das Neue"


def test_a_recalled_first_edition_leaves_nothing(embargoed, chief):
    recall(embargoed, by=chief)
    assert not Story.objects.exists()
    assert not Tide.objects.exists()
    with pytest.raises(NothingDue):
        recall(embargoed, by=chief)


def test_a_recalled_update_leaves_what_is_live(reporter, chief, as_reader):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    revise(article, reporter, chief, headline="Das Neue")
    publish(article, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    recall(article, by=chief)
    assert list(Edition.objects.all()) == [first]


def test_what_has_gone_live_is_not_recalled(embargoed, chief, clock):
    clock(Story.objects.get().live_from)
    with pytest.raises(NothingDue):
        recall(embargoed, by=chief)


def test_what_is_not_live_is_not_withdrawn(embargoed, chief):
    with pytest.raises(NotLive):
        withdraw(embargoed, by=chief, reason="Fehler")
