"""The stamp grows whenever a page may have changed, and no scheduling shows."""

from datetime import timedelta

import pytest

from articles.catalog.models import Section, Tag
from articles.drafts import saving
from articles.press.move import move
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Story
from articles.reader.stamps import look
from tests.cast import approved, revise, section

pytestmark = pytest.mark.django_db
SCOPES = ("site", "section:stadt", "section:stadt/hafen", "tag:hafenplan", "person:ada-lovis")


@pytest.fixture
def article(reporter, chief):
    return approved(
        reporter,
        chief,
        section=section("hafen", section("stadt")),
        tags=[Tag.objects.create(name="Hafenplan")],
        people=["Ada Lovis"],
    )


def stamps() -> list[int]:
    return look(*SCOPES)[:-1]


def grown(before: list[int]) -> list[bool]:
    return [now > then for now, then in zip(stamps(), before, strict=True)]


def test_a_publication_moves_every_scope_that_shows_it(article, chief):
    before, sport = stamps(), look("section:sport")
    publish(article, by=chief)
    assert all(grown(before))
    assert look("section:sport") == sport


def test_scheduling_moves_nothing_until_its_moment(article, chief, as_reader, clock):
    before = stamps()
    publish(article, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    with as_reader():
        assert stamps() == before
    clock(Story.objects.get().live_from)
    with as_reader():
        assert all(grown(before))


def test_what_is_recalled_never_moves_anything(article, chief, clock):
    before = stamps()
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(article, by=chief, live_from=at)
    recall(article, by=chief)
    clock(at)
    assert stamps() == before


@pytest.mark.parametrize("verb", ["withdraw", "restore", "move"])
def test_every_visible_verb_moves_the_stamp(article, chief, verb):
    publish(article, by=chief)
    if verb == "restore":
        withdraw(article, by=chief, reason="Falsch")
    before = stamps()
    {
        "withdraw": lambda: withdraw(article, by=chief, reason="Falsch"),
        "restore": lambda: restore(article, by=chief),
        "move": lambda: move(article, by=chief, slug="hafenplan"),
    }[verb]()
    assert all(grown(before))


def test_a_renamed_section_moves_the_catalog(article):
    (before,) = look()
    Section.objects.filter(slug="stadt").update(title="Unsere Stadt")
    assert look()[0] > before


def test_a_story_filed_elsewhere_still_moves_the_page_at_its_old_address(article, reporter, chief):
    publish(article, by=chief)
    article.refresh_from_db()
    article.section = section("kultur")
    saving.save(article, by=reporter)
    publish(article, by=chief)
    before = look("section:stadt", "section:kultur")
    revise(article, reporter, chief, headline="Neu")
    publish(article, by=chief)
    assert all(
        now > then
        for now, then in zip(look("section:stadt", "section:kultur")[:2], before[:2], strict=True)
    )
