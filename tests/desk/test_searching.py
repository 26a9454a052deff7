"""Quick search: whatever the desk has, by words, people and topics."""

import pytest
from django.urls import reverse

from articles.desk.searching import with_words
from tests.cast import draft, person_of_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(client, chief):
    client.force_login(chief)

    def ask(text: str) -> list[str]:
        found = client.get(reverse("admin:search"), {"q": text}).context["found"]
        return sorted(one.headline for one in found.articles) if found else []

    return ask


@pytest.fixture
def desk(reporter):
    draft(reporter, headline="Rat stimmt ab", body="<p>Die Spundwand kostet 13.000 Euro.</p>")
    draft(reporter, headline="Orgel klingt", people=["Henrike Tamsen"], tags=["Orgel"])
    draft(reporter, headline="Fähre bleibt", internal_note="Tamsen fragen", tags=["Fähre"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("spundwand", ["Rat stimmt ab"]),
        ("Spund rat", ["Rat stimmt ab"]),
        ("13.000", ["Rat stimmt ab"]),
        ("l'Orgel\\", []),
        ("Orgel'", ["Orgel klingt"]),
        ("Tamsen", ["Fähre bleibt"]),
        ("@tamsen", ["Orgel klingt"]),
        ("#orgel", ["Orgel klingt"]),
        ("orgel", ["Orgel klingt"]),
        ("wand", []),
        ("Spundwand Orgel", []),
        ("", []),
        ("@", []),
        ("#", []),
        ("!&|():*'\\", []),
        ("p", []),
    ],
)
@pytest.mark.usefixtures("desk")
def test_words_people_and_topics_find_articles(search, asked, found):
    assert search(asked) == found


def test_people_and_topics_of_that_name_are_offered(client, chief, desk):
    client.force_login(chief)
    found = client.get(reverse("admin:search"), {"q": "tams"}).context["found"]
    assert [str(one) for one in found.people] == ["Henrike Tamsen"]
    page = client.get(reverse("admin:search"), {"q": "#orge"}).content.decode()
    assert "?q=%23Orgel" in page


def test_nul_bytes_and_ten_thousand_letters_find_nothing(search):
    assert search("\0") == []
    assert search("x" * 10_000) == []


def test_more_than_a_page_is_said(client, chief, reporter):
    for number in range(51):
        draft(reporter, headline=f"Gleich {number}")
    client.force_login(chief)
    found = client.get(reverse("admin:search"), {"q": "gleich"}).context["found"]
    assert (len(found.articles), found.more) == (50, True)


def test_a_text_of_two_megabytes_is_saved_and_found_by_its_beginning(reporter):
    words = " ".join(f"wort{number}" for number in range(180_000))
    article = draft(reporter, body=f"<p>{words}</p>")
    assert with_words("wort17") == [article.pk]


def test_whoever_may_not_see_articles_does_not_search_them(client):
    client.force_login(person_of_the_desk("nobody"))
    assert client.get(reverse("admin:search"), {"q": "x"}).status_code == 403
