"""What is written from right to left is laid out so, wherever it stands among other languages."""

import pytest
from defusedxml import ElementTree

from articles.press.publish import publish
from tests.cast import approved
from tests.reader.reading import parse

pytestmark = pytest.mark.django_db

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADLINE = "العبّارة تعود إلى الميناء"


@pytest.fixture
def story(reporter, chief):
    article = approved(
        reporter,
        chief,
        headline=HEADLINE,
        kicker="الميناء",
        standfirst="قرر المجلس الإبقاء على العبّارة.",
        body="<p>قال المجلس إن العبّارة باقية.</p>",
        language="ar",
        slug="abbara",
    )
    return publish(article, by=chief).story


@pytest.fixture
def get(client, as_reader):
    def inner(path):
        with as_reader():
            return client.get(path)

    return inner


def test_every_part_of_the_story_says_its_direction(get, story):
    page = parse(get(story.path))
    said = [one for one in page.iter() if one.get("lang") == "ar"]
    assert {one.tag for one in said} >= {"h1", "p", "div", "span"}
    assert {one.get("dir") for one in said} == {"rtl"}
    assert page.get("dir") is None


def test_its_card_says_so_among_others(get, story, reporter, chief):
    publish(approved(reporter, chief, headline="Die Fähre kehrt zurück"), by=chief)
    page = parse(get("/"))
    foreign = [one for one in page.iter() if one.get("lang") == "ar"]
    assert foreign
    assert {one.get("dir") for one in foreign} == {"rtl"}
    own = [one for one in page.iter("h3") if "Fähre" in "".join(one.itertext())]
    assert [one.get("dir") for one in own] == [None]


def test_feeds_and_machines_know_its_language(get, story):
    feed = ElementTree.fromstring(get("/atom.xml").content)
    assert [one.get(LANG) for one in feed if one.tag.endswith("entry")] == ["ar"]
    assert get("/feed.json").json()["items"][0]["language"] == "ar"
    assert '"inLanguage":"ar"' in get(story.path).content.decode()


def test_no_german_or_english_page_says_a_direction(get, reporter, chief):
    path = publish(approved(reporter, chief, language="en-GB", slug="ferry"), by=chief).story.path
    assert 'lang="en-GB"' in get(path).content.decode()
    assert "dir=" not in get(path).content.decode()
