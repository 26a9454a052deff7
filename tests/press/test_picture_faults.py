"""Pictures at the door: what keeps a story from being printed, and what is only said."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from articles.catalog.models import Picture
from articles.press.errors import NotReady
from articles.press.proof import proof
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import BODY, approved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def picture(**fields):
    given = {"alt": "Eine Fähre", "credit": "Foto: Ana Weidlich", "width": 30, "height": 20}
    return Picture.objects.create(**given | fields)


def figure(key):
    return f'<figure data-picture="{key}"><figcaption>Am Anleger</figcaption></figure>'


def codes(article, *, blocking, at=None):
    return [one.code for one in proof(article, at) if one.blocking == blocking]


def test_a_complete_picture_is_no_fault(reporter, chief):
    lead, text = picture(), picture()
    article = approved(reporter, chief, lead=lead, body=figure(text.key) + BODY)
    assert codes(article, blocking=True) == []
    assert publish(article, by=chief).pk


@pytest.mark.parametrize(("field", "code"), [("alt", "alt"), ("credit", "credit")])
def test_without_description_or_credit_nothing_is_printed(reporter, chief, field, code):
    for fields in (
        {"lead": picture(**{field: ""})},
        {"body": figure(picture(**{field: " "}).key) + BODY},
    ):
        article = approved(reporter, chief, **fields)
        assert codes(article, blocking=True) == [code]
        with pytest.raises(NotReady):
            publish(article, by=chief)


def test_a_picture_that_nobody_knows_is_not_printed(reporter, chief):
    article = approved(reporter, chief, body=figure("0000nope") + BODY)
    assert codes(article, blocking=True) == ["picture"]
    with pytest.raises(NotReady, match="0000nope"):
        publish(article, by=chief)


def test_rights_that_end_by_then_block_and_those_that_end_soon_are_said(reporter, chief):
    now = clock.now()
    lead = picture(usable_until=now + timedelta(days=3))
    article = approved(reporter, chief, lead=lead)
    assert codes(article, blocking=True) == []
    assert "rights-soon" in codes(article, blocking=False)
    later = now + timedelta(days=3)
    assert codes(article, blocking=True, at=later) == ["rights"]
    assert "rights-soon" not in codes(article, blocking=False, at=later)
    with pytest.raises(NotReady, match="rights"):
        publish(article, by=chief, live_from=later)
    assert publish(article, by=chief, live_from=later - timedelta(minutes=1)).pk


def test_rights_that_have_ended_block_at_once(reporter, chief):
    lead = picture(usable_until=clock.now())
    article = approved(reporter, chief, lead=lead)
    assert codes(article, blocking=True) == ["rights"]


def test_what_is_not_for_all_is_said(reporter, chief):
    article = approved(
        reporter,
        chief,
        lead=picture(no_social=True),
        body=figure(picture(sensitive=True).key) + BODY,
    )
    said = codes(article, blocking=False)
    assert "no-social" in said
    assert "sensitive" in said
