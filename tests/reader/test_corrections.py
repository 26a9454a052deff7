"""The site's corrections: all of them, in one place, for good."""

import json
from datetime import timedelta

import pytest

from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from tests.cast import approved, revise
from tests.reader.reading import flat, main_of, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def ask(path="/corrections/"):
        with as_reader():
            return client.get(path)

    return ask


@pytest.fixture
def corrected(reporter, chief):
    """A story with a correction of this note."""

    def make(note, headline="Der Pegel steigt", **fields):
        article = approved(reporter, chief, headline=headline)
        publish(article, by=chief)
        revise(article, reporter, chief, standfirst=f"Richtig ist: {note}")
        return article, correct(article, by=chief, note=note, **fields)

    return make


def entries(answer):
    return [flat(one) for one in main_of(parse(answer)).iter("li")]


def test_every_correction_is_listed_with_story_date_and_reason(get, corrected):
    _article, edition = corrected("Es sind 21 Meter.")
    answer = get()
    (entry,) = entries(answer)
    assert "Der Pegel steigt" in entry
    assert "Es sind 21 Meter." in entry
    links = {one.get("href") for one in main_of(parse(answer)).iter("a")}
    assert {edition.story.path, f"{edition.story.path}versions/#edition-2"} <= links
    assert main_of(parse(answer)).find(".//li//time") is not None


def test_a_correction_that_is_due_is_not_listed(get, corrected, clock):
    at = newsroom_clock.now() + timedelta(hours=1)
    corrected("Noch nicht.", live_from=at)
    assert entries(get()) == []
    clock(at)
    assert len(entries(get())) == 1


def test_updates_are_no_corrections(get, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, headline="Neu")
    publish(article, by=chief, note="Stimmen ergänzt")
    assert entries(get()) == []


def test_a_withdrawn_story_leaves_an_entry_without_its_words(get, corrected, chief):
    article, edition = corrected("Es sind 21 Meter.")
    withdraw(article, by=chief, reason="Die Auskunft war falsch.", kind="retracted")
    answer = get()
    (entry,) = entries(answer)
    assert "Die Auskunft war falsch." in entry
    assert "Pegel" not in answer.content.decode()
    links = {one.get("href") for one in main_of(parse(answer)).iter("a")}
    assert edition.story.path not in links, "the entry says all that the page would say"


def test_all_are_found_page_by_page_and_none_twice(get, corrected, chief, clock, monkeypatch):
    monkeypatch.setattr("articles.reader.record.PAGE", 2)
    clock(newsroom_clock.now())  # everything in one and the same moment
    wanted = set()
    for number in range(3):
        article, _edition = corrected(f"Berichtigung {number}.", headline=f"Fall {number}")
        wanted.add(f"Berichtigung {number}.")
        if number:
            withdraw(article, by=chief, reason=f"Rücknahme {number}.")
            wanted = wanted - {f"Berichtigung {number}."} | {f"Rücknahme {number}."}
    corrected("Zuletzt.", headline="Fall 4")
    wanted.add("Zuletzt.")
    found, path = [], "/corrections/"
    while path:
        answer = get(path)
        found += entries(answer)
        following = [one for one in parse(answer).iter("a") if one.get("rel") == "next"]
        path = f"/corrections/{following[0].get('href')}" if following else ""
    assert len(found) == len(wanted) == 4
    assert all(any(text in entry for entry in found) for text in wanted)


def test_machines_are_told_of_a_storys_corrections(get, corrected):
    _article, edition = corrected("Es sind 21 Meter.")
    page = get(edition.story.path).content.decode()
    data = json.loads(page.split('type="application/ld+json">')[1].split("</script>")[0])
    (one,) = data["correction"]
    assert one["@type"] == "CorrectionComment"
    assert one["text"] == "Es sind 21 Meter."
