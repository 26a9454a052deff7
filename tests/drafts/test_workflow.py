"""Four eyes, and the ways through the states."""

import pytest

from articles.drafts import saving, signing, workflow
from articles.drafts.errors import NoText, NotNow, NotYours, SameHand
from articles.drafts.frozen import digest
from articles.drafts.kinds import State
from articles.drafts.models import Article, Decision
from tests.cast import approved, draft, person_of_the_desk

pytestmark = pytest.mark.django_db


def test_a_reporter_submits_and_a_chief_approves(reporter, chief):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    assert Article.objects.get().state == State.APPROVED
    assert signing.complete(article, digest(article))


def test_nobody_approves_what_they_alone_have_signed(chief):
    article = draft(chief)
    workflow.submit(article, by=chief)
    with pytest.raises(SameHand):
        workflow.approve(article, by=chief)
    assert Article.objects.get().state == State.SUBMITTED


def test_a_superuser_is_one_person_too(db):
    admin = person_of_the_desk("admin", is_superuser=True)
    article = draft(admin)
    workflow.submit(article, by=admin)
    with pytest.raises(SameHand):
        workflow.approve(article, by=admin)


def test_a_reporter_may_not_approve(reporter, chief):
    article = draft(chief)
    workflow.submit(article, by=chief)
    with pytest.raises(NotYours):
        workflow.approve(article, by=reporter)


def test_a_stranger_may_do_nothing(reporter, stranger):
    article = draft(reporter)
    for step in (workflow.submit, workflow.approve, workflow.sign, workflow.spike):
        with pytest.raises(NotYours):
            step(article, by=stranger)


def test_an_account_that_was_closed_may_do_nothing(reporter):
    article = draft(reporter)
    reporter.is_active = False
    with pytest.raises(NotYours):
        workflow.submit(article, by=reporter)


def test_a_change_of_words_voids_the_approval(reporter, chief):
    article = approved(reporter, chief)
    article.headline = "Etwas anderes"
    saving.save(article, by=reporter)
    assert Article.objects.get().state == State.SUBMITTED
    assert not signing.complete(article, digest(article))


def test_a_change_that_is_not_printed_voids_nothing(reporter, chief):
    article = approved(reporter, chief)
    article.internal_note = "Rückruf um drei"
    saving.save(article, by=reporter)
    assert Article.objects.get().state == State.APPROVED


def test_whoever_changes_signs_and_the_writer_having_seen_it_completes_it(reporter, editor):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    article.refresh_from_db()
    article.standfirst = "Vom Redigieren kürzer."
    saving.save(article, by=editor)
    workflow.sign(article, by=reporter)
    assert Article.objects.get().state == State.APPROVED


def test_two_without_authority_do_not_approve(reporter):
    other = person_of_the_desk("other", "reporter")
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    workflow.sign(article, by=other)
    assert Article.objects.get().state == State.SUBMITTED


def test_an_old_text_that_comes_back_is_not_approved_by_itself(reporter, chief):
    article = approved(reporter, chief)
    old = article.headline
    for headline in ("Etwas anderes", old):
        article.refresh_from_db()
        article.headline = headline
        saving.save(article, by=reporter)
    assert Article.objects.get().state == State.SUBMITTED


def test_nothing_is_submitted_twice(reporter):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    with pytest.raises(NotNow):
        workflow.submit(article, by=reporter)


def test_an_empty_article_is_not_submitted(reporter):
    article = draft(reporter, body="")
    with pytest.raises(NoText):
        workflow.submit(article, by=reporter)


def test_the_bin_gives_back(reporter):
    article = draft(reporter)
    workflow.spike(article, by=reporter, why="überholt")
    workflow.revive(article, by=reporter)
    assert Article.objects.get().state == State.DRAFT
    assert list(Decision.objects.values_list("verb", flat=True)) == ["revive", "spike"]


def test_every_step_is_a_line_in_the_log_with_its_digest(reporter, chief):
    article = approved(reporter, chief)
    log = list(Decision.objects.order_by("id").values_list("verb", "by__username", "digest"))
    text = digest(article)
    assert log == [("submit", "reporter", text), ("approve", "chief", text)]
