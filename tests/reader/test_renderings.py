"""A rendering's own row says whose it is and who may see it, and the database keeps that true."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Edition, Rendering
from articles.reader.wall import clocks
from tests.cast import approved, revise

pytestmark = pytest.mark.django_db


def facts(edition: Edition) -> tuple:
    return Rendering.objects.values_list("story", "number", "live_from", "withdrawn").get(
        edition=edition
    )


def seen(as_reader) -> list[int]:
    with as_reader():
        return list(Rendering.objects.order_by("number").values_list("number", flat=True))


def test_it_repeats_edition_and_story(reporter, chief):
    first = publish(approved(reporter, chief), by=chief)
    assert facts(first) == (first.story_id, 1, first.live_from, False)


def test_it_follows_the_story_when_that_is_withdrawn_and_restored(reporter, chief, as_reader):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    assert seen(as_reader) == [1]
    withdraw(article, by=chief, reason="Falsch.")
    assert facts(first)[3]
    assert seen(as_reader) == []
    restore(article, by=chief)
    assert not facts(first)[3]
    assert seen(as_reader) == [1]


def test_no_reader_has_a_correction_before_its_moment(reporter, chief, as_reader):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    revise(article, reporter, chief, headline="Die Fähre fährt")
    at = newsroom_clock.now() + timedelta(hours=1)
    second = correct(article, by=chief, note="Die Zahl war falsch.", live_from=at)
    assert facts(second) == (first.story_id, 2, at, False)
    assert seen(as_reader) == [1]


def test_it_is_not_older_than_its_story(reporter, chief):
    first = publish(approved(reporter, chief), by=chief)
    story = first.story
    story.live_from += timedelta(hours=1)
    story.save(update_fields=["live_from"])
    assert facts(first)[2] == story.live_from


def test_nobody_writes_it_otherwise(reporter, chief):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    withdraw(article, by=chief, reason="Falsch.")
    Rendering.objects.update(withdrawn=False, number=7)
    assert facts(first) == (first.story_id, 1, first.live_from, True)


def test_a_table_in_use_is_parted_by_the_next_migration(as_owner, monkeypatch):
    """Until then readers see by the old text, which says the same."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "ALTER POLICY reader_sees ON articles_front USING (live_from <= newsroom_clock())"
        )

        def busy(*_given: object) -> None:
            cursor.execute("SELECT set_config('lock_timeout', '1ms', true)")
            raise OperationalError from clocks.LockNotAvailable()

        with monkeypatch.context() as patched:
            patched.setattr(clocks, "part_one", busy)
            clocks.part("default")
        assert rule_of(cursor) == "(live_from <= newsroom_clock())"
        clocks.part("default")
        assert rule_of(cursor) == "(live_from <= newsroom_server_clock())"


def rule_of(cursor) -> str:
    cursor.execute(
        "SELECT qual FROM pg_policies"
        " WHERE policyname = 'reader_sees' AND tablename = 'articles_front'"
    )
    return cursor.fetchone()[0]
