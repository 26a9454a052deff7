"""Corrections are public."""

import pytest

from articles.press.correct import correct
from articles.press.errors import NeedsNote, NothingChanged, NotLive, NotYours
from articles.press.publish import publish
from articles.reader.models import Edition
from tests.cast import approved, revise

pytestmark = pytest.mark.django_db


def test_a_correction_says_what_was_wrong(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, body="<p>Es sind 21,4 Millionen.</p>")
    edition = correct(article, by=chief, note="Die Ziffern waren vertauscht.")
    assert (edition.kind, edition.number) == ("correction", 2)
    assert "vertauscht" in edition.rendering.body
    assert correct(article, by=chief, note="Die Ziffern waren vertauscht.") == edition
    assert Edition.objects.count() == 2


def test_later_editions_still_carry_earlier_corrections(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, body="<p>Es sind 21,4 Millionen.</p>")
    correct(article, by=chief, note="Die Ziffern waren vertauscht.")
    revise(article, reporter, chief, headline="Noch etwas Neues")
    assert "vertauscht" in publish(article, by=chief).rendering.body


def test_it_needs_words_for_the_readers(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    with pytest.raises(NeedsNote):
        correct(article, by=chief, note=" ")


def test_what_no_reader_has_is_not_corrected(reporter, chief):
    with pytest.raises(NotLive):
        correct(approved(reporter, chief), by=chief, note="Anders")


def test_without_a_change_there_is_nothing_to_correct(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    with pytest.raises(NothingChanged):
        correct(article, by=chief, note="Anders")


def test_a_reporter_may_not_correct(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    with pytest.raises(NotYours):
        correct(article, by=reporter, note="Anders")
