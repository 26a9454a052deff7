"""What a section asks before it publishes, and who works where."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from articles.drafts import signing, workflow
from articles.drafts.errors import NotHere, NotYours, StillMissing
from articles.drafts.frozen import digest
from articles.drafts.kinds import State
from articles.drafts.models import Article, Contribution, SectionRule
from articles.press.errors import NotReady
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.reschedule import reschedule
from articles.reader import clock
from tests.cast import approved, draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def legal(db):
    return Group.objects.create(name="legal")


@pytest.fixture
def lawyer(legal):
    user = person_of_the_desk("lawyer", "reporter")
    user.groups.add(legal)
    return user


@pytest.fixture
def sport_editor(db):
    user = person_of_the_desk("sport", "section editor")
    user.sections.add(section("sport"))
    return user


def rule(of=None, **fields: object) -> SectionRule:
    return SectionRule.objects.create(section=of or section(), **fields)


def submitted(by, **fields: object) -> Article:
    article = draft(by, **fields)
    workflow.submit(article, by=by)
    return article


def state_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).state


def test_three_signatures_are_three_people(reporter, editor, chief):
    rule(signatures=3)
    article = submitted(reporter)
    workflow.approve(article, by=editor)
    assert state_of(article) == State.SUBMITTED
    with pytest.raises(StillMissing, match="3"):
        workflow.approve(article, by=editor)
    workflow.approve(article, by=chief)
    assert state_of(article) == State.APPROVED


def test_a_group_must_be_among_them_whatever_its_rank(reporter, chief, lawyer, legal):
    rule(among=legal)
    article = submitted(reporter)
    workflow.approve(article, by=chief)
    assert state_of(article) == State.SUBMITTED
    workflow.sign(article, by=lawyer)
    assert state_of(article) == State.APPROVED
    assert signing.complete(article, digest(article))


def test_where_it_is_strict_a_writer_does_not_approve(reporter, editor, chief):
    rule(strict=True)
    article = submitted(editor)
    workflow.sign(article, by=reporter)
    assert state_of(article) == State.SUBMITTED, "the only one who may approve wrote it"
    workflow.approve(article, by=chief)
    assert state_of(article) == State.APPROVED


def test_nor_does_somebody_it_names(reporter, editor, chief):
    rule(strict=True)
    article = draft(reporter, people=["Ada Amsel"])
    editor.person = Contribution.objects.get().person
    editor.save()
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=editor)
    assert state_of(article) == State.SUBMITTED


def test_a_subsection_follows_the_section_above_until_it_has_its_own(reporter, editor):
    below = section("rathaus", section())
    rule(signatures=3)
    article = submitted(reporter, section=below)
    workflow.approve(article, by=editor)
    assert state_of(article) == State.SUBMITTED
    rule(below, signatures=2)
    other = submitted(reporter, headline="Anders", section=below)
    workflow.approve(other, by=editor)
    assert state_of(other) == State.APPROVED


def test_a_rule_made_stricter_holds_for_what_was_approved_before(reporter, editor, chief):
    article = approved(reporter, chief)
    rule(signatures=3)
    with pytest.raises(NotReady, match="3"):
        publish(article, by=chief)
    workflow.approve(article, by=editor)
    assert publish(article, by=chief).number == 1


def test_moving_an_article_to_a_stricter_section_asks_for_its_names(reporter, chief, legal):
    rule(section("recht"), among=legal)
    article = approved(reporter, chief)
    Article.objects.filter(pk=article.pk).update(section=section("recht"))
    with pytest.raises(NotReady, match="legal"):
        publish(article, by=chief)


def test_no_rule_asks_for_fewer_than_two(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        rule(signatures=1)


def test_a_section_may_say_who_publishes_there_and_nobody_is_above_it(reporter, editor, chief):
    there = rule()
    there.publishers.add(Group.objects.get(name="editor"))
    root = person_of_the_desk("root", is_superuser=True)
    article = approved(reporter, chief)
    for user in (chief, root):
        with pytest.raises(NotHere):
            publish(article, by=user)
    assert publish(article, by=editor).number == 1


def test_a_section_editor_edits_and_publishes_at_home(reporter, sport_editor):
    home = section("rudern", section("sport"))
    article = submitted(reporter, section=home)
    workflow.approve(article, by=sport_editor)
    assert publish(article, by=sport_editor).number == 1


def test_and_writes_elsewhere_like_anybody(reporter, sport_editor, chief):
    article = submitted(reporter)
    with pytest.raises(NotYours):
        workflow.approve(article, by=sport_editor)
    workflow.sign(article, by=sport_editor)
    assert state_of(article) == State.SUBMITTED, "a name without authority approves nothing"
    workflow.approve(article, by=chief)
    with pytest.raises(NotYours):
        publish(article, by=sport_editor)


def test_a_section_editor_does_not_fetch_a_live_story_home(reporter, chief, sport_editor):
    article = approved(reporter, chief)
    publish(article, by=chief)
    Article.objects.filter(pk=article.pk).update(section=section("sport"))
    with pytest.raises(NotYours):
        publish(article, by=sport_editor)


def test_what_was_approved_at_home_is_not_approved_elsewhere(reporter, chief, sport_editor):
    article = submitted(reporter, section=section("sport"))
    workflow.approve(article, by=sport_editor)
    Article.objects.filter(pk=article.pk).update(section=section())
    with pytest.raises(NotReady):
        publish(article, by=chief)
    workflow.approve(article, by=chief)
    assert publish(article, by=chief).number == 1


def test_nor_recalls_what_waits_in_another_section(reporter, chief, sport_editor):
    article = approved(reporter, chief)
    publish(article, by=chief, live_from=clock.now() + timedelta(hours=1))
    Article.objects.filter(pk=article.pk).update(section=section("sport"))
    for verb in (recall, reschedule):
        with pytest.raises(NotYours):
            verb(article, by=sport_editor)


def test_whoever_keeps_the_accounts_edits_nothing(reporter):
    keeper = person_of_the_desk("keeper", "administrator")
    article = submitted(reporter)
    for step in (workflow.approve, workflow.sign, workflow.send_back, workflow.spike, publish):
        with pytest.raises(NotYours):
            step(article, by=keeper)
