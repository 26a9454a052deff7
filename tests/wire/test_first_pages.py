"""The first pages: drafts of what every paper needs, in either language, and never twice."""

import tomllib

import pytest
from django.conf import settings

from articles.drafts.errors import NotYours
from articles.drafts.models import Article
from articles.press.proof import proof
from articles.text.blocks import plain
from articles.wire.demo.load import HERE
from articles.wire.first_pages.making import make
from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "slugs"),
    [
        ("de", {"impressum", "kontakt", "datenschutz", "barrierefreiheit", "ueber-uns"}),
        ("en", {"imprint", "contact", "privacy", "accessibility", "about"}),
    ],
)
def test_each_language_has_its_five_pages_as_drafts(chief, language, slugs):
    made = make(by=chief, language=language)
    assert {one.slug for one in made} == slugs
    for one in made:
        assert (one.kind, one.language, one.state) == ("page", language, "draft")
        assert settings.SITE_NAME in plain(one.body)
        assert "{site}" not in one.body
        # Nothing but the signatures keeps it from being published.
        assert {fault.code for fault in proof(one) if fault.blocking} == {"unsigned"}


def test_pages_that_are_there_are_left_alone(chief):
    make(by=chief, language="de")
    assert make(by=chief, language="de") == []
    assert Article.objects.count() == 5


def test_the_demo_fills_every_blank(chief):
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    made = make(by=chief, language="de", known=plan["blank"])
    assert not [one.body for one in made if "[" in one.body]


def test_only_who_may_begin_articles_makes_them():
    with pytest.raises(NotYours):
        make(by=person_of_the_desk("stranger"), language="de")
