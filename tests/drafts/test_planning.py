"""Who does what until when; copies; names of versions."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from articles.drafts import saving, signing
from articles.drafts.assigning import assign
from articles.drafts.copying import copy
from articles.drafts.errors import NotAtDesk, NotYours
from articles.drafts.frozen import digest
from articles.drafts.kinds import Priority, State
from articles.drafts.models import Article, Decision, Version, VersionName
from articles.drafts.naming import name_version
from articles.press.purge import purge
from tests.cast import approved, draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db


def test_a_plan_names_people_and_a_moment_and_makes_no_version(reporter, editor, chief):
    article = draft(chief)
    due = timezone.now() + timedelta(hours=3)
    assign(article, by=chief, writer=reporter, editor=editor, wanted_by=due, priority=1)
    found = Article.objects.get()
    assert (found.writer, found.editor, found.wanted_by) == (reporter, editor, due)
    assert (found.priority, found.version) == (Priority.HIGH, 1)
    told = Decision.objects.get(verb="assign").details
    assert (told["writer"], told["priority"]) == ("reporter", 1)


def test_a_plan_says_how_long_it_is_to_be_and_in_what(reporter, chief):
    article = draft(reporter)
    before = digest(article)
    assign(article, by=chief, length=500, measure="words")
    found = Article.objects.get()
    assert (found.length, found.measure, digest(found)) == (500, "words", before)
    assert Decision.objects.get(verb="assign").details["length"] == 500
    assign(article, by=chief, length=0)
    found.refresh_from_db()
    assert (found.length, found.measure) == (None, "characters")


def test_it_never_collides_with_a_save_that_is_under_way(reporter, chief):
    article = draft(reporter)
    assign(article, by=chief, writer=reporter)
    article.headline = "Weiter geschrieben"
    saving.save(article, by=reporter)
    found = Article.objects.get()
    assert (found.headline, found.writer) == ("Weiter geschrieben", reporter)


def test_the_same_plan_again_is_no_second_line_in_the_log(reporter, chief):
    article = draft(reporter)
    for _time in range(2):
        assign(article, by=chief, writer=reporter)
    assert Decision.objects.filter(verb="assign").count() == 1


def test_only_somebody_who_writes_here_is_assigned(reporter, chief, stranger):
    article = draft(reporter)
    with pytest.raises(NotAtDesk):
        assign(article, by=chief, writer=stranger)
    reporter.is_active = False
    reporter.save()
    with pytest.raises(NotAtDesk):
        assign(article, by=chief, writer=reporter)


def test_a_reporter_assigns_nobody_and_a_section_editor_at_home(reporter):
    home = person_of_the_desk("sport", "section editor")
    home.sections.add(section("sport"))
    here, there = draft(reporter, section=section("sport")), draft(reporter, headline="Dort")
    assign(here, by=home, writer=home)
    for user in (reporter, home):
        with pytest.raises(NotYours):
            assign(there, by=user, writer=reporter)


def test_a_copy_has_the_words_and_none_of_the_signatures(reporter, chief):
    article = approved(reporter, chief, people=["Ada Amsel"], internal_note="vertraulich")
    made = Article.objects.get(pk=copy(article, by=reporter).pk)
    assert (made.state, made.version) == (State.DRAFT, 1)
    assert digest(made) == digest(article)
    assert (made.slug, made.uid) != (article.slug, article.uid)
    assert not signing.signatures(made, digest(made)).exists()
    assert article.headline in Version.objects.get(article=made).note
    assert Decision.objects.get(verb="copy").details["source"] == str(article.uid)


def test_the_longest_headline_can_be_copied(reporter):
    article = draft(reporter, headline="x" * 200)
    assert len(Version.objects.get(article=copy(article, by=reporter)).note) == 200


def test_a_version_gets_a_name_another_one_and_none(reporter):
    article = draft(reporter)
    for said in ("gelesen  von der Anwältin", "vor der Kürzung"):
        name_version(article, 1, said, by=reporter)
    assert VersionName.objects.get().name == "vor der Kürzung"
    name_version(article, 1, "  ", by=reporter)
    assert not VersionName.objects.exists()
    with pytest.raises(Version.DoesNotExist):
        name_version(article, 7, "x", by=reporter)


def test_naming_changes_no_version(reporter):
    article = draft(reporter)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_version SET note = 'x'")
    name_version(article, 1, "x", by=reporter)


def test_a_purge_reaches_the_names(reporter, chief):
    article = draft(reporter)
    name_version(article, 1, "mit dem Namen der Zeugin", by=reporter)
    purge(article, by=chief, reason="Beschluss des Landgerichts")
    assert not VersionName.objects.exists()
