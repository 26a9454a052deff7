"""Somebody who was entered twice becomes one; readers and feed readers lose nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import FormerPerson, Person
from articles.catalog.people import people
from articles.drafts import frozen, restoring
from articles.drafts.errors import NotYours
from articles.drafts.models import Article, Contribution, Decision
from articles.press.errors import SamePerson
from articles.press.join_people import join_people, rename_person
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Byline, Edition
from tests.cast import approved, draft, revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubles(reporter, chief):
    """Two rows for one person, each with a live story, and one story that names both."""
    for names in (["Ida Lund"], ["Ida Lundt"], ["Ida Lund", "Ida Lundt"]):
        publish(approved(reporter, chief, headline=" und ".join(names), people=names), by=chief)
    return Person.objects.get(name="Ida Lundt"), Person.objects.get(name="Ida Lund")


def headlines(person):
    rows = Byline.objects.filter(person=person).select_related("story")
    return sorted(one.story.editions.latest("number").headline for one in rows)


def test_every_story_and_article_stands_under_the_person_that_stays(doubles, chief):
    old, new = doubles
    join_people(old, into=new, by=chief)
    assert headlines(new) == ["Ida Lund", "Ida Lund und Ida Lundt", "Ida Lundt"]
    assert Contribution.objects.filter(person=new).count() == 3
    assert not Person.objects.filter(name="Ida Lundt").exists()


def test_no_signature_is_void_and_no_live_story_changed_for_it(doubles, chief, reporter):
    old, new = doubles
    ready = approved(reporter, chief, headline="Bereit", people=["Ida Lundt"])
    live = Article.objects.get(headline="Ida Lundt")
    before = [frozen.digest(one) for one in (ready, live)]
    join_people(old, into=new, by=chief)
    found = [Article.objects.get(pk=one.pk) for one in (ready, live)]
    assert [frozen.digest(one) for one in found] == before
    assert [one.version for one in found] == [1, 1]
    publish(found[0], by=chief)
    assert "Bereit" in headlines(new)


def test_a_byline_that_is_given_to_somebody_else_afterwards_is_theirs(doubles, chief, reporter):
    old, new = doubles
    join_people(old, into=new, by=chief)
    article = Article.objects.get(headline="Ida Lundt")
    row = article.contributions.get()
    row.person = Person.objects.create(name="Jon Berg", slug="jon-berg")
    row.save()
    words = frozen.frozen(Article.objects.get(pk=article.pk))["bylines"][0]
    assert (words["person"], words["name"]) == (row.person.pk, "Jon Berg")


def test_readers_are_led_from_the_old_page_and_its_feeds(client, doubles, chief, as_reader):
    old, new = doubles
    join_people(old, into=new, by=chief)
    with as_reader():
        client.get("/people/ida-lund/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/people/ida-lundt/")
        assert len([one for one in queries if "SET" not in one["sql"].split()[0]]) <= 3
        for rest in ("", "rss.xml", "atom.xml", "feed.json"):
            answer = client.get(f"/people/ida-lundt/{rest}")
            assert (answer.status_code, answer["Location"]) == (301, f"/people/ida-lund/{rest}")
        feed = client.get("/people/ida-lund/atom.xml").content.decode()
    assert "<title>Ida Lundt</title>" in feed or "Ida Lundt" in feed
    assert "people/ida-lundt" not in feed


def test_a_storys_page_names_the_one_who_stays_and_names_nobody_twice(client, doubles, chief):
    old, new = doubles
    join_people(old, into=new, by=chief)
    for story in [one.story for one in Edition.objects.select_related("story")]:
        page = client.get(story.path).content.decode()
        assert 'href="/people/ida-lund/"' in page
        assert "/people/ida-lundt/" not in page
        assert page.count('href="/people/ida-lund/"') == 1


def test_an_old_page_that_was_kept_by_a_browser_is_asked_for_anew(client, doubles, chief):
    tag = client.get("/people/ida-lundt/")["ETag"]
    join_people(doubles[0], into=doubles[1], by=chief)
    known = {"If-None-Match": tag}
    assert client.get("/people/ida-lundt/", headers=known).status_code == 301


def test_joined_twice_the_first_page_leads_to_the_last_in_one_hop(client, doubles, chief):
    old, new = doubles
    last = Person.objects.create(name="I. Lund", slug="i-lund")
    first_key = old.pk
    join_people(old, into=new, by=chief)
    join_people(new, into=last, by=chief)
    assert client.get("/people/ida-lundt/")["Location"] == "/people/i-lund/"
    assert people([first_key])[first_key] == last


def test_what_no_reader_has_known_leaves_no_address(client, reporter, chief, as_reader):
    publish(approved(reporter, chief, people=["Ida Lund"]), by=chief)
    later = clock.now() + timedelta(days=1)
    publish(
        approved(reporter, chief, headline="Neu", people=["Ida Lundt"]), by=chief, live_from=later
    )
    old, new = (Person.objects.get(name=name) for name in ("Ida Lundt", "Ida Lund"))
    join_people(old, into=new, by=chief)
    assert FormerPerson.objects.get().slug is None
    with as_reader():
        assert client.get("/people/ida-lundt/").status_code == 404


def test_a_former_page_is_known_only_while_its_person_is(doubles, as_reader):
    hidden = Person.objects.create(name="Geheim", slug="geheim")
    FormerPerson.objects.create(slug="frueher", person=hidden)
    FormerPerson.objects.create(slug="vormals", person=doubles[0])
    with as_reader():
        assert list(FormerPerson.objects.values_list("slug", flat=True)) == ["vormals"]


def test_an_older_version_is_restored_under_the_person_that_stays(reporter, chief):
    article = draft(reporter, people=["Ida Lundt"])
    new = Person.objects.create(name="Ida Lund", slug="ida-lund")
    join_people(Person.objects.get(name="Ida Lundt"), into=new, by=chief)
    restoring.restore_rows(article, article.versions.get(number=1).content)
    assert [one.person for one in article.contributions.all()] == [new]


def test_a_story_is_updated_as_ever_afterwards(client, doubles, reporter, chief):
    old, new = doubles
    join_people(old, into=new, by=chief)
    article = Article.objects.get(headline="Ida Lundt")
    revise(article, reporter, chief, headline="Noch eine Zeile")
    publish(article, by=chief)
    assert "Noch eine Zeile" in client.get("/people/ida-lund/").content.decode()


def test_an_account_goes_along_where_the_other_has_none(doubles, reporter, chief):
    old, new = doubles
    reporter.person = old
    reporter.save()
    join_people(old, into=new, by=chief)
    reporter.refresh_from_db()
    assert reporter.person == new


def test_the_log_says_who_joined_whom(doubles, chief):
    join_people(doubles[0], into=doubles[1], by=chief)
    line = Decision.objects.get(verb="people_joined")
    assert (line.by, line.details) == (
        chief,
        {"person": "Ida Lund", "before": "Ida Lundt", "stories": 2},
    )


def test_it_is_refused_to_those_who_may_not_and_with_itself(doubles, reporter, chief):
    with pytest.raises(NotYours):
        join_people(doubles[0], into=doubles[1], by=reporter)
    with pytest.raises(SamePerson):
        join_people(doubles[0], into=doubles[0], by=chief)


def test_a_renamed_person_is_found_under_the_old_address(client, doubles, chief):
    person = doubles[0]
    for slug, before in (("lundt", "ida-lundt"), ("ida-lundt", "lundt")):
        person.slug = slug
        person.save()
        rename_person(person, before=before, by=chief)
        assert client.get(f"/people/{before}/")["Location"] == f"/people/{slug}/"
        assert client.get(f"/people/{slug}/").status_code == 200
