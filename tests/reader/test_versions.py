"""What changed from edition to edition is for everyone to read, and nothing that is not printed."""

from datetime import timedelta

import pytest
from django.conf import settings

from articles.catalog.models import Person
from articles.press.correct import correct
from articles.press.move import move
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Edition
from tests.cast import BODY, approved, revise
from tests.reader.reading import flat, main_of, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(reporter, chief):
    found = approved(reporter, chief)
    publish(found, by=chief)
    return found


@pytest.fixture
def path(article):
    return f"{Edition.objects.get().story.path}versions/"


def sections(answer):
    return {one.get("id"): one for one in main_of(parse(answer)).iter("section")}


def words(element, tag):
    return [flat(one) for one in element.iter(tag)]


def test_a_first_edition_has_nothing_before_it(get, path):
    (first,) = sections(get(path)).values()
    assert not words(first, "ins")
    assert not words(first, "del")


def test_a_correction_shows_what_stood_there_and_what_stands_there_now(
    get, path, article, reporter, chief
):
    revise(article, reporter, chief, body=BODY.replace("Herbst", "Frühling"))
    correct(article, by=chief, note="Gebaut wird im Frühling.")
    found = sections(get(path))
    assert list(found) == ["edition-2", "edition-1"], "newest first"
    assert words(found["edition-2"], "del") == ["Herbst"]
    assert words(found["edition-2"], "ins") == ["Frühling"]
    assert "Gebaut wird im Frühling." in flat(found["edition-2"])


def test_a_minor_edit_is_folded_and_an_update_is_not(get, path, article, reporter, chief):
    revise(article, reporter, chief, headline="Rat beschliesst")
    publish(article, by=chief, kind="minor")
    revise(article, reporter, chief, headline="Rat beschließt es")
    publish(article, by=chief, kind="update")
    found = sections(get(path))
    assert found["edition-2"].find("details") is not None
    assert found["edition-3"].find("details") is None
    assert words(found["edition-3"], "ins")


def test_an_edition_that_is_due_does_not_show(get, path, article, reporter, chief, clock):
    at = newsroom_clock.now() + timedelta(hours=1)
    revise(article, reporter, chief, headline="Noch geheim")
    publish(article, by=chief, live_from=at)
    before = get(path).content.decode()
    assert "geheim" not in before
    assert "edition-2" not in before
    clock(at)
    assert "geheim" in get(path).content.decode()


def test_a_saved_draft_does_not_show(get, path, article, reporter, chief):
    revise(article, reporter, chief, headline="Nie gedruckt")
    assert "Nie gedruckt" not in get(path).content.decode()


def test_text_stays_text_in_a_comparison(get, path, article, reporter, chief):
    revise(article, reporter, chief, headline="<script>x</script> & mehr")
    publish(article, by=chief)
    answer = get(path)
    assert "<script>x" not in answer.content.decode()
    assert "<script>x</script>" in flat(sections(answer)["edition-2"])


def test_people_appear_under_the_names_they_have_today(get, reporter, chief):
    article = approved(reporter, chief, people=["Ada Lovis"])
    story = publish(article, by=chief).story
    Person.objects.create(name="Jemand", slug="jemand")
    article.contributions.update(role="Recherche")
    revise(article, reporter, chief, headline="Anders")
    publish(article, by=chief)
    Person.objects.filter(slug="ada-lovis").update(name="Ada Berg")
    page = get(f"{story.path}versions/").content.decode()
    assert "Ada Berg" in page
    assert "Ada Lovis" not in page


def test_a_story_leads_there_only_once_it_has_changed(get, path, article, reporter, chief):
    home = path.removesuffix("versions/")
    assert path not in get(home).content.decode()
    revise(article, reporter, chief, headline="Neu")
    publish(article, by=chief)
    assert f'href="{path}"' in get(home).content.decode()


def test_search_engines_keep_to_the_story(get, path):
    home = f"{settings.SITE_URL}{path.removesuffix('versions/')}"
    assert f'<link rel="canonical" href="{home}">' in get(path).content.decode()


def test_a_moved_storys_editions_are_found_at_the_new_address(get, path, article, chief):
    move(article, by=chief, slug="neue-adresse")
    answer = get(path)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/neue-adresse/versions/")
    assert get(answer["Location"]).status_code == 200


def test_a_withdrawn_storys_editions_are_gone_with_it(get, path, article, chief):
    withdraw(article, by=chief, reason="Falsch")
    answer = get(path)
    assert answer.status_code == 410
    assert "Fähre muss" not in answer.content.decode()


def test_what_is_not_live_has_no_editions_and_the_same_404(get, reporter, chief):
    at = newsroom_clock.now() + timedelta(hours=1)
    due = publish(approved(reporter, chief), by=chief, live_from=at).story.path
    assert get(f"{due}versions/").content == get("/nie-gewesen/").content
    assert get("/stadt/2026/11/nie/versions/").content == get("/nie-gewesen/").content


def test_many_editions_are_read_page_by_page(get, path, article, reporter, chief, monkeypatch):
    monkeypatch.setattr("articles.reader.record.EDITIONS", 2)
    for number in (2, 3, 4):
        revise(article, reporter, chief, headline=f"Fassung Nummer {number}")
        publish(article, by=chief)
    newest = get(path)
    assert list(sections(newest)) == ["edition-4", "edition-3"]
    assert words(sections(newest)["edition-3"], "ins") == ["3"]
    (link,) = [one for one in parse(newest).iter("a") if one.get("rel") == "next"]
    assert list(sections(get(path + link.get("href")))) == ["edition-2", "edition-1"]
