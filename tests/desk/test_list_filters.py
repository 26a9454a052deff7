"""What the article list can be narrowed down to, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Person, Tag
from articles.desk import counting
from articles.drafts.models import Article
from articles.reader import clock
from tests.cast import draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def listed(client, chief):
    client.force_login(chief)

    def headlines(**asked):
        page = client.get(LIST, asked)
        assert page.status_code == 200
        return {one.headline for one in page.context["cl"].result_list}

    return headlines


@pytest.fixture
def two(reporter):
    full = draft(reporter, headline="Ganz", tags=["Fähre"], people=["Ada Lovis"])
    bare = draft(reporter, headline="Karg", standfirst="", body="", section=section("sport"))
    Article.objects.filter(pk=bare.pk).update(section=None)
    return full, bare


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"person": "ada  lovis"}, {"Ganz"}),
        ({"person": "Niemand"}, set()),
        ({"topic": "fähre"}, {"Ganz"}),
        ({"topic": "fähre", "person": "Ada Lovis", "state__exact": "draft"}, {"Ganz"}),
        ({"lacks": "section"}, {"Karg"}),
        ({"lacks": "standfirst"}, {"Karg"}),
        ({"lacks": "text"}, {"Karg"}),
        ({"lacks": "byline"}, {"Karg"}),
        ({"lacks": "topics"}, {"Karg"}),
        ({"lacks": "picture"}, {"Ganz", "Karg"}),
        ({"lacks": "no-such-fault"}, {"Ganz", "Karg"}),
        ({"days": "1"}, {"Ganz", "Karg"}),
        ({"days": "older"}, set()),
        ({"days": "999999999999"}, {"Ganz", "Karg"}),
    ],
)
def test_the_list_is_narrowed_down(listed, two, asked, found):
    assert listed(**asked) == found


def test_what_was_changed_long_ago_is_found_as_such(listed, two):
    Article.objects.filter(pk=two[0].pk).update(changed_at=clock.now() - timedelta(days=400))
    assert listed(days="older") == {"Ganz"}
    assert listed(days="30") == {"Karg"}


def test_a_typed_name_keeps_the_other_filters(client, listed, two):
    listed(person="Ada Lovis", lacks="picture", q="Ganz")
    page = client.get(LIST, {"person": "Ada Lovis", "lacks": "picture", "q": "Ganz"})
    form = page.content.decode().split('class="name-filter"')[-1].split("</form>")[0]
    for name, value in (("person", "Ada Lovis"), ("lacks", "picture"), ("q", "Ganz")):
        assert f'name="{name}" value="{value}"' in form


def test_names_are_offered_those_that_begin_so_first(client, listed):
    Person.objects.create(name="Kim Ada", slug="kim")
    Person.objects.create(name="Ada Lovis", slug="ada")
    Tag.objects.create(name="Ada", slug="ada")
    client.get(LIST)
    where = f"{LIST}names/"
    assert client.get(where, {"kind": "person", "q": "ada"}).json() == {
        "names": ["Ada Lovis", "Kim Ada"]
    }
    assert client.get(where, {"kind": "topic", "q": "ada"}).json() == {"names": ["Ada"]}
    assert client.get(where, {"kind": "person", "q": ""}).json() == {"names": []}
    assert client.get(where, {"kind": "user", "q": "ada"}).status_code == 404


def test_names_are_for_those_who_may_see_articles(client):
    client.force_login(person_of_the_desk("nobody"))
    assert client.get(f"{LIST}names/", {"kind": "topic", "q": "a"}).status_code == 403


def test_the_database_counts_no_further_than_somebody_pages(client, listed, reporter, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    reporter.language = "en"
    reporter.save()
    client.force_login(reporter)
    for number in range(5):
        draft(reporter, headline=f"Nr. {number}")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(LIST)
    counts = [one["sql"] for one in queries if "COUNT(*)" in one["sql"]]
    assert counts
    assert all("LIMIT 4" in one for one in counts)
    assert page.context["cl"].result_count == 3
    assert "more than 3" in page.content.decode()


def test_no_field_of_the_list_offers_every_person_or_topic(client, listed):
    for number in range(40):
        Person.objects.create(name=f"Person {number}", slug=f"p-{number}")
        Tag.objects.create(name=f"Thema {number}", slug=f"t-{number}")
    page = client.get(LIST).content.decode()
    assert "Person 7" not in page
    assert "Thema 7" not in page


@pytest.mark.parametrize(
    "asked",
    [
        "article/?state__exact",
        "article/?language__exact",
        "decision/?verb",
        "decision/log.csv?verb",
        "dispatch/?state__exact",
        "picture/?topic",
        "source/?kind__exact",
        "tag/?kind__exact",
    ],
)
def test_no_list_breaks_on_a_sign_that_the_database_cannot_keep(client, chief, asked):
    client.force_login(chief)
    assert client.get(f"/admin/articles/{asked}=a%00b").status_code == 200
