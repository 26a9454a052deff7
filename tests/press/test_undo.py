"""Within a minute, back to what readers had; and another moment for what waits."""

from datetime import timedelta

import pytest

from articles.drafts import saving, workflow
from articles.drafts.errors import NotYours
from articles.drafts.linking import link
from articles.drafts.models import Article, Decision
from articles.press.correct import correct
from articles.press.digest import changed_since
from articles.press.errors import AlreadyDue, NothingDue, NotLive, TooLate
from articles.press.publish import publish
from articles.press.reschedule import reschedule
from articles.press.undo import undo
from articles.reader import clock as newsroom
from articles.reader.models import Byline, Edition, Gone, Link, Rendering
from tests.cast import approved, revise

pytestmark = pytest.mark.django_db


def current() -> Edition:
    return Edition.objects.current().get()


def test_an_update_taken_back_prints_the_words_before_it_again(reporter, chief, as_reader):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    revise(article, reporter, chief, headline="Zu früh")
    publish(article, by=chief)
    undo(article, by=chief)
    with as_reader():
        assert (current().number, current().kind) == (3, "minor")
        assert current().digest == first.digest
        assert "Zu früh" not in Rendering.objects.get(edition=current()).top
    assert Edition.objects.count() == 3, "what was printed stays on the record"
    assert Article.objects.get().headline == "Zu früh", "the desk keeps its words"
    assert changed_since(Article.objects.get(), current())


def test_names_go_back_with_the_words(reporter, chief):
    article = approved(reporter, chief, people=["Ada Amsel"])
    publish(article, by=chief)
    article.refresh_from_db()
    saving.claim(article, by=reporter)
    article.contributions.all().delete()
    saving.record(article, by=reporter)
    revise(article, reporter, chief, headline="Ohne Namen")
    publish(article, by=chief)
    assert not Byline.objects.exists()
    undo(article, by=chief)
    assert Byline.objects.get().person.name == "Ada Amsel"


def test_links_go_back_with_the_words(reporter, chief, as_reader):
    other = approved(reporter, chief, headline="Das frühere Stück")
    target = publish(other, by=chief).story
    article = approved(reporter, chief, headline="Das neue Stück")
    article.refresh_from_db()
    saving.claim(article, by=reporter)
    link(article, "previous", to=other)
    saving.record(article, by=reporter)
    workflow.approve(article, by=chief)
    publish(article, by=chief)
    article.refresh_from_db()
    saving.claim(article, by=reporter)
    article.links.all().delete()
    saving.record(article, by=reporter)
    revise(article, reporter, chief, kicker="Ohne Verweis")
    publish(article, by=chief)
    with as_reader():
        assert not Link.objects.exists()
    undo(article, by=chief)
    with as_reader():
        assert Link.objects.get().to == target


def test_a_first_edition_taken_back_is_withdrawn(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    undo(article, by=chief)
    assert Gone.objects.get().kind == Gone.Kind.WITHDRAWN
    with pytest.raises(NotLive):
        undo(article, by=chief)


def test_a_second_click_undoes_nothing_more(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, headline="Zu früh")
    publish(article, by=chief)
    for _click in range(2):
        undo(article, by=chief)
    assert Edition.objects.count() == 3
    assert Decision.objects.filter(verb="undo").count() == 1


def test_after_a_minute_it_is_too_late(reporter, chief, clock):
    article = approved(reporter, chief)
    edition = publish(article, by=chief)
    clock(edition.live_from + timedelta(seconds=61))
    try:
        with pytest.raises(TooLate):
            undo(article, by=chief)
    finally:
        clock(None)


def test_a_reporter_undoes_nothing(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    with pytest.raises(NotYours):
        undo(article, by=reporter)


def test_it_does_not_jump_over_an_edition_that_waits(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, headline="Morgen")
    publish(article, by=chief, live_from=newsroom.now() + timedelta(hours=1))
    with pytest.raises(AlreadyDue):
        undo(article, by=chief)


def test_what_waits_gets_another_moment(reporter, chief):
    article = approved(reporter, chief)
    moment = newsroom.now() + timedelta(hours=1)
    publish(article, by=chief, live_from=moment)
    later = moment + timedelta(hours=1)
    for _click in range(2):
        reschedule(article, by=chief, live_from=later)
    assert Edition.objects.get().live_from == later
    reschedule(article, by=chief)
    assert current().kind == Edition.Kind.FIRST


def test_a_waiting_correction_stays_one(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, headline="Richtig")
    moment = newsroom.now() + timedelta(hours=1)
    correct(article, by=chief, note="Es waren 12.", live_from=moment)
    reschedule(article, by=chief, live_from=moment + timedelta(hours=1))
    due = Edition.objects.due().get()
    assert (due.kind, due.note) == ("correction", "Es waren 12.")


def test_where_nothing_waits_nothing_is_moved(reporter, chief):
    with pytest.raises(NothingDue):
        reschedule(approved(reporter, chief), by=chief)
