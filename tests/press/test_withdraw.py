"""Withdrawn, and back again; moved; purged."""

import pytest
from django.db import ProgrammingError, connection, transaction

from articles.catalog.models import Tag
from articles.drafts.models import Article, Decision, Version
from articles.press.errors import NeedsNote, NoSuchAddress, NotLive, NotYours, Taken, Withdrawn
from articles.press.move import move
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader.models import Edition, Gone, Redirect, Rendering, Story, StoryTag
from tests.cast import approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(reporter, chief):
    article = approved(reporter, chief, tags=[Tag.objects.create(name="Hafenplan")])
    publish(article, by=chief)
    return article


def test_the_words_of_a_withdrawn_story_are_unreadable(live, chief, as_reader):
    withdraw(live, by=chief, reason="Die Auskunft traf nicht zu.")
    with as_reader():
        for model in (Story, Edition, Rendering, StoryTag, Tag):
            assert not model.objects.exists(), model
        assert Gone.objects.get().reason == "Die Auskunft traf nicht zu."


def test_withdrawing_twice_is_withdrawing_once(live, chief):
    gone = withdraw(live, by=chief, reason="Falsch")
    assert withdraw(live, by=chief, reason="Falsch") == gone
    assert Decision.objects.filter(verb="withdraw").count() == 1


def test_readers_are_told_why(live, chief):
    with pytest.raises(NeedsNote):
        withdraw(live, by=chief, reason="")


def test_an_editor_may_not_withdraw(live, editor):
    with pytest.raises(NotYours):
        withdraw(live, by=editor, reason="Falsch")


def test_nothing_is_published_on_top_of_a_withdrawal(live, chief):
    withdraw(live, by=chief, reason="Falsch")
    with pytest.raises(Withdrawn):
        publish(live, by=chief)


def test_a_restored_story_is_back_as_it_was(live, chief, as_reader):
    withdraw(live, by=chief, reason="Falsch")
    restore(live, by=chief)
    with as_reader():
        assert Edition.objects.current().count() == 1
        assert StoryTag.objects.count() == 1
        assert not Gone.objects.exists()
    with pytest.raises(NotLive):
        restore(live, by=chief)


def test_a_moved_story_leaves_its_former_addresses_leading_there(live, chief):
    first = Story.objects.get().path
    second = move(live, by=chief, slug="hafenplan").path
    third = move(live, by=chief, slug="faehre").path
    leads = dict(Redirect.objects.values_list("path", "to"))
    assert leads == {first: third, second: third}
    assert third in Rendering.objects.get().card
    assert move(live, by=chief, slug="hafenplan").path == second
    assert dict(Redirect.objects.values_list("path", "to")) == {first: second, third: second}


def test_no_address_is_given_twice(live, reporter, chief):
    other = approved(reporter, chief, headline="Anderes")
    publish(other, by=chief)
    move(live, by=chief, slug="hafenplan")
    for slug in ("hafenplan", "die-faehre-muss-fahren-rat-beschliesst"):
        with pytest.raises(Taken):
            move(other, by=chief, slug=slug)
    with pytest.raises(NoSuchAddress):
        move(other, by=chief, slug="Über alles")


def test_a_purge_leaves_a_line_in_the_log_and_nothing_else(live, chief, as_owner):
    purge(live, by=chief, reason="Beschluss 3 O 12/26")
    left = Decision.objects.get(verb="purge")
    assert (left.by, left.why, left.article) == (chief, "Beschluss 3 O 12/26", None)
    for model in (Article, Version, Story, Edition, Rendering, Gone):
        assert not model.objects.exists(), model
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM articles_decision")
        assert "Fähre" not in str(cursor.fetchall())


def test_a_purge_needs_a_chief_and_a_reason(live, editor, chief):
    with pytest.raises(NotYours):
        purge(live, by=editor, reason="Beschluss")
    with pytest.raises(NeedsNote):
        purge(live, by=chief, reason="")


def test_a_reader_cannot_purge(live, as_reader):
    with as_reader(), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute("SELECT newsroom_purge(%s, 1, 'weg')", [str(live.uid)])
