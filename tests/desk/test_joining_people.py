"""The desk says what joining two people does before it is done."""

import pytest
from django.urls import reverse

from articles.catalog.models import Person
from articles.press.publish import publish
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def doubles(reporter, chief):
    publish(approved(reporter, chief, people=["Ida Lundt"]), by=chief)
    draft(reporter, headline="Beide", people=["Ida Lund", "Ida Lundt"])
    return Person.objects.get(name="Ida Lundt"), Person.objects.get(name="Ida Lund")


@pytest.fixture
def desk(client, chief):
    chief.language = "en"
    chief.save()
    client.force_login(chief)
    return client


def where(person):
    return reverse("admin:articles_person_join", args=[person.pk])


def test_the_page_says_what_follows_and_only_then_does_it(desk, doubles, reporter):
    old, new = doubles
    reporter.person = old
    reporter.save()
    page = desk.post(where(old), {"into": "ida lund"})
    assert page.context["consequences"] == [
        "2 articles get the other name in their bylines; nobody has to sign them anew.",
        "1 published story names the other one at once.",
        "The roles stay as they are: author (2).",
        "1 article names both: it keeps one name, and that must be signed.",
        "The page /people/ida-lundt/ leads to /people/ida-lund/ from now on, and so do its feeds.",
        "Role, biography and portrait of “Ida Lund” stay; those of “Ida Lundt” go.",
        "The account reporter writes as “Ida Lund” from now on.",
    ]
    assert Person.objects.filter(pk=old.pk).exists()
    answer = desk.post(where(old), {"into": "ida lund", "go": "1"})
    assert answer["Location"] == reverse("admin:articles_person_change", args=[new.pk])
    assert not Person.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("into", ["", "Niemand", "Ida Lundt", "ida-lundt", "Doppelt"])
def test_what_cannot_be_joined_is_refused_in_words(desk, doubles, into):
    for slug in ("doppelt-1", "doppelt-2"):
        Person.objects.create(name="Doppelt", slug=slug)
    page = desk.post(where(doubles[0]), {"into": into, "go": "1"})
    assert page.context["form"].errors["into"]
    assert Person.objects.filter(pk=doubles[0].pk).exists()


def test_two_of_one_name_are_told_apart_by_the_slug_or_by_being_the_other(desk, doubles):
    old, _new = doubles
    same = Person.objects.create(name="Ida Lundt", slug="ida-lundt-2")
    for text in ("ida-lundt-2", "Ida Lundt"):
        assert desk.post(where(old), {"into": text}).context["into"] == same


def test_the_form_shows_the_roles_and_leads_to_joining(desk, doubles):
    page = desk.get(reverse("admin:articles_person_change", args=[doubles[0].pk]))
    text = page.content.decode()
    assert where(doubles[0]) in text
    assert "author (2)" in text


def test_a_new_slug_leads_on_from_the_old_page(desk, doubles):
    url = reverse("admin:articles_person_change", args=[doubles[0].pk])
    form = {"name": "Ida Lundt", "slug": "lundt", "role": "", "biography": "", "portrait": ""}
    assert desk.post(url, form).status_code == 302
    assert desk.get("/people/ida-lundt/")["Location"] == "/people/lundt/"


def test_a_reporter_joins_nobody(client, doubles, reporter):
    client.force_login(reporter)
    assert client.get(where(doubles[0])).status_code == 403
