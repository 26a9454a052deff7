"""The door opens only for what two people have signed."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError

from articles.catalog.models import Source, Tag
from articles.drafts import saving, workflow
from articles.drafts.models import Credit, Decision
from articles.press.compose import compose
from articles.press.digest import changed_since, digest_of_edition
from articles.press.errors import AlreadyDue, NotReady, NotYours, OutOfOrder, UnknownKind
from articles.press.publish import publish
from articles.reader import clock as newsroom_clock
from articles.reader.models import Byline, Edition, Rendering, Story, StoryInSection, StoryTag
from tests.cast import approved, draft, revise, section

pytestmark = pytest.mark.django_db


def test_a_signed_article_becomes_a_story(reporter, chief, as_reader):
    tag = Tag.objects.create(name="Südkorea")
    hafen = section("hafen", section("stadt"))
    article = approved(reporter, chief, section=hafen, tags=[tag], people=["Selin Arkadas"])
    edition = publish(article, by=chief)
    with as_reader():
        story = Story.objects.get()
        assert story.uid == article.uid
        assert story.path.startswith("/stadt/2")
        assert story.path.endswith("/die-faehre-muss-fahren-rat-beschliesst/")
        assert Edition.objects.get() == edition
        assert Rendering.objects.get().edition_id == edition.pk
        assert StoryTag.objects.get().tag.slug == "suedkorea"
        assert {row.section.slug for row in StoryInSection.objects.all()} == {"stadt", "hafen"}
        assert Byline.objects.get().person.name == "Selin Arkadas"


@pytest.mark.parametrize("until", ["draft", "submitted"])
def test_what_is_not_approved_stays_inside(reporter, chief, until):
    article = draft(reporter)
    if until == "submitted":
        workflow.submit(article, by=reporter)
    with pytest.raises(NotReady):
        publish(article, by=chief)
    assert not Story.objects.exists()


def test_a_change_after_the_approval_closes_the_door(reporter, chief):
    article = approved(reporter, chief)
    article.headline = "Nicht, was freigegeben wurde"
    saving.save(article, by=chief)
    with pytest.raises(NotReady):
        publish(article, by=chief)


def test_a_reporter_may_not_publish(reporter, chief):
    with pytest.raises(NotYours):
        publish(approved(reporter, chief), by=reporter)


def test_an_article_without_a_section_is_not_published(reporter, chief):
    article = approved(reporter, chief)
    article.section = None
    saving.save(article, by=reporter)
    with pytest.raises(NotReady):
        publish(article, by=chief)


def test_the_preview_is_the_print(reporter, chief):
    article = approved(reporter, chief)
    preview, printed = compose(article), publish(article, by=chief)
    words = ("headline", "short_headline", "standfirst", "body", "bylines", "credits", "digest")
    assert [getattr(preview, name) for name in words] == [getattr(printed, name) for name in words]
    assert digest_of_edition(Edition.objects.get()) == printed.digest


def test_publishing_again_changes_nothing(reporter, chief):
    article = approved(reporter, chief)
    assert publish(article, by=chief) == publish(article, by=chief)
    assert Edition.objects.count() == 1
    assert Decision.objects.filter(verb="publish").count() == 1


def test_a_saved_draft_does_not_reach_readers(reporter, chief, as_reader):
    article = approved(reporter, chief)
    edition = publish(article, by=chief)
    article.refresh_from_db()
    article.headline = "Nur für das Haus"
    saving.save(article, by=reporter)
    assert changed_since(article, edition)
    with as_reader():
        assert Edition.objects.current().get().headline == edition.headline


def test_an_update_is_the_next_edition_at_the_same_address(reporter, chief, as_reader):
    article = approved(reporter, chief)
    first = publish(article, by=chief)
    revise(article, reporter, chief, headline="Der Rat hat beschlossen")
    second = publish(article, by=chief)
    assert (second.number, second.kind, second.story_id) == (2, "update", first.story_id)
    with as_reader():
        assert Edition.objects.current().get() == second


def test_new_topics_need_no_new_edition(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    article.refresh_from_db()
    saving.claim(article, by=reporter)
    article.tags.add(Tag.objects.create(name="Hafenplan"))
    saving.record(article, by=reporter)
    publish(article, by=chief)
    publish(article, by=chief)
    assert Edition.objects.count() == 1
    assert StoryTag.objects.get().tag.name == "Hafenplan"
    assert Decision.objects.filter(verb="file").count() == 1


def test_a_live_story_is_not_left_without_a_section(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    article.refresh_from_db()
    article.section = None
    saving.save(article, by=reporter)
    with pytest.raises(NotReady):
        publish(article, by=chief)


def test_a_source_that_moves_house_voids_no_signature(reporter, chief):
    article = draft(reporter)
    source = Source.objects.create(name="Rundschau", slug="rundschau", url="https://old.example/")
    Credit.objects.create(article=article, source=source)
    saving.save(article, by=reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    Source.objects.update(url="https://new.example/")
    assert "https://new.example/" in publish(article, by=chief).rendering.body


def test_an_edition_is_final(reporter, chief, as_owner):
    edition = publish(approved(reporter, chief), by=chief)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Edition.objects.update(headline="anders")
    assert Edition.objects.filter(pk=edition.pk)._raw_delete("default") == 0
    with as_owner():
        for sql in ("UPDATE articles_edition SET headline = 'x'", "DELETE FROM articles_edition"):
            with pytest.raises(IntegrityError, match="final"), transaction.atomic():
                connection.cursor().execute(sql)


def test_a_first_edition_can_be_dated_back_but_no_later_one(reporter, chief):
    article = approved(reporter, chief)
    first = newsroom_clock.now() - timedelta(days=400)
    publish(article, by=chief, live_from=first)
    assert Story.objects.get().live_from == first
    revise(article, reporter, chief, headline="Später")
    with pytest.raises(OutOfOrder):
        publish(article, by=chief, live_from=first - timedelta(hours=1))


def test_only_one_edition_waits_at_a_time(reporter, chief):
    article = approved(reporter, chief)
    at = newsroom_clock.now() + timedelta(hours=1)
    waiting = publish(article, by=chief, live_from=at)
    assert publish(article, by=chief, live_from=at) == waiting
    with pytest.raises(AlreadyDue):
        publish(article, by=chief)
    later = publish(article, by=chief, live_from=at + timedelta(hours=1), replace=True)
    assert [later] == list(Edition.objects.all())
    assert Story.objects.get().live_from == later.live_from


def test_a_correction_cannot_go_out_as_something_else(reporter, chief):
    """It needs a right and a public note of its own."""
    for kind in ("correction", "", "nonsense"):
        with pytest.raises(UnknownKind):
            publish(approved(reporter, chief), by=chief, kind=kind)
    assert not Edition.objects.exists()


def test_two_stories_of_one_headline_get_two_addresses(reporter, chief):
    for _number in range(2):
        publish(approved(reporter, chief), by=chief)
    assert len(set(Story.objects.values_list("path", flat=True))) == 2
