"""History: what changed, in words, and the way back."""

import pytest
from django.urls import reverse

from articles.catalog.models import Person
from articles.drafts import saving
from articles.drafts.models import Article, Contribution, Decision
from articles.press.publish import publish
from tests.cast import approved, draft, person_of_the_desk

pytestmark = pytest.mark.django_db


def compare(client, article, before, after, view="inline"):
    url = reverse("admin:articles_article_compare", args=[article.pk, before, after])
    return client.get(url, {"view": view})


@pytest.fixture
def twice(reporter, client):
    client.force_login(reporter)
    article = draft(reporter, people=["Ada Lovis"], tags=["Hafen"])
    article.headline = "Rat stimmt zu"
    article.body = article.body.replace("am Montag", "am Dienstag")
    article.contributions.all().delete()
    saving.save(article, by=reporter)
    return article


@pytest.mark.parametrize("view", ["inline", "side"])
def test_two_versions_are_compared_word_by_word(client, twice, view):
    said = compare(client, twice, 1, 2, view).content.decode()
    assert "<del>Montag</del>" in said
    assert "<ins>Dienstag</ins>" in said
    assert "Ada Lovis" in said


def test_hostile_words_are_only_words(client, twice):
    twice.headline = "<script>alert(1)</script>"
    saving.save(twice, by=twice.created_by)
    said = compare(client, twice, 2, 3).content.decode()
    assert "<script>alert" not in said


def test_an_old_version_comes_back_as_a_new_one(client, twice):
    client.post(reverse("admin:articles_article_restore", args=[twice.pk, 1]))
    twice.refresh_from_db()
    old, new = twice.versions.get(number=1), twice.versions.get(number=3)
    assert new.digest == old.digest
    assert [one.person.name for one in twice.contributions.all()] == ["Ada Lovis"]
    assert twice.versions.count() == 3
    assert Decision.objects.filter(verb="restore_version").count() == 1


def test_what_is_gone_from_the_catalog_is_left_out(client, twice):
    Contribution.objects.all().delete()
    Person.objects.all().delete()
    client.post(reverse("admin:articles_article_restore", args=[twice.pk, 1]))
    assert Article.objects.get().version == 3


def test_restoring_after_approval_needs_signatures_anew(client, reporter, chief):
    article = approved(reporter, chief)
    article.headline = "Ganz anders"
    saving.save(article, by=reporter)
    client.force_login(reporter)
    client.post(reverse("admin:articles_article_restore", args=[article.pk, 1]))
    article.refresh_from_db()
    assert article.state == "submitted"


def test_what_readers_have_against_what_the_desk_has(client, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    article.headline = "Neue Zeile"
    saving.save(article, by=reporter)
    client.force_login(reporter)
    said = compare(client, article, "live", "now").content.decode()
    assert "<ins>Neue Zeile</ins>" in said


@pytest.mark.parametrize(("before", "after"), [("live", "now"), (1, 99), ("x", "now"), ("²", 1)])
def test_what_is_not_there_is_not_found(client, twice, before, after):
    assert compare(client, twice, before, after).status_code == 404


def test_only_the_desk_compares_and_only_writers_restore(client, twice):
    restore = reverse("admin:articles_article_restore", args=[twice.pk, 1])
    assert client.get(restore).status_code == 405
    client.force_login(person_of_the_desk("nobody"))
    assert compare(client, twice, 1, 2).status_code == 403
    assert client.post(restore).status_code == 403
    client.logout()
    assert client.post(restore).status_code == 302
    assert Article.objects.get().version == 2


def test_another_number_of_the_agency_is_a_change_like_any_other(client, twice):
    """The field's own name ends as the columns of relations do."""
    twice.external_id = "lpd:4711"
    saving.save(twice, by=twice.created_by)
    assert "lpd:4711" in compare(client, twice, 2, 3).content.decode()
    url = reverse("admin:articles_article_history", args=[twice.pk])
    assert client.get(url).status_code == 200
