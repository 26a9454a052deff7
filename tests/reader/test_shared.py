"""What a page says of itself to whoever shares it, and that machines get words whole."""

import json

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from articles.catalog.models import Tag
from articles.press.correct import correct
from articles.press.publish import publish
from tests.cast import approved, revise
from tests.reader.reading import flat, main_of, parse

pytestmark = pytest.mark.django_db

LONG = "Planfeststellungsbeschluss für die Fähre"
LISTS = (
    *("/", "/stadt/", "/topics/hafenplan/", "/people/henrike-tamsen/", "/archive/", "/topics/"),
    *("/corrections/", "versions", "/search/", "/search/?q=F%C3%A4hre&topic=hafenplan"),
)


@pytest.fixture
def story(reporter, chief):
    topic = Tag.objects.create(name="Hafenplan")
    article = approved(
        reporter, chief, headline=LONG, tags=[topic], people=["Henrike Tamsen"], language="de-CH"
    )
    found = publish(article, by=chief).story
    correct(revise(article, reporter, chief, standfirst="Neu."), by=chief, note="Es war anders.")
    return found


def told(page):
    return {
        one.get("property") or one.get("name"): one.get("content")
        for one in page.iter("meta")
        if one.get("content")
    }


@pytest.mark.parametrize("path", LISTS)
def test_every_list_says_what_it_is_when_shared(get, story, path):
    path = f"{story.path}versions/" if path == "versions" else path
    page = parse(get(path))
    found = told(page)
    assert found["og:title"] == flat(page.find(".//title"))
    assert found["og:description"] == found["description"]
    assert found["og:type"] == "website"
    assert found["og:locale"] == "de_DE"
    # A page of changes is its story's: that is what machines list and people share.
    assert found["og:url"] == f"{settings.SITE_URL}{path.removesuffix('versions/')}"
    (canonical,) = [one for one in page.iter("link") if one.get("rel") == "canonical"]
    assert canonical.get("href") == found["og:url"]


def test_a_story_says_so_too_in_its_own_language(get, story):
    found = told(parse(get(story.path)))
    assert (found["og:type"], found["og:locale"]) == ("article", "de_CH")
    assert found["og:url"] == f"{settings.SITE_URL}{story.path}"


def test_the_picture_that_stands_for_the_site_is_there(get, story):
    address = told(parse(get("/")))["og:image"]
    root = f"{settings.SITE_URL}{settings.STATIC_URL}"
    assert address.startswith(root)
    assert finders.find(address.removeprefix(root))


def test_quotation_marks_in_a_description_stay_in_it(get, story):
    Tag.objects.update(introduction='Der "Plan" & <b>mehr</b>')
    assert told(parse(get("/topics/hafenplan/")))["og:description"] == 'Der "Plan" & <b>mehr</b>'


def test_long_words_are_parted_for_the_eye_only(get, story):
    answer = get(story.path)
    page = parse(answer)
    seen = "".join(page.find(".//h1").itertext())
    assert seen.replace("\u00ad", "") == LONG
    assert "\u00ad" in seen
    data = json.loads(page.find(".//script").text)
    machines = ["".join(page.find("head").itertext()), *told(page).values(), data["headline"]]
    assert LONG in machines[-1]
    assert not any("\u00ad" in one for one in machines)
    assert "\u00ad" not in get("/rss.xml").content.decode()
    assert "\u00ad" in "".join(main_of(parse(get("/"))).itertext())
