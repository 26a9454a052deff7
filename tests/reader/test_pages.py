"""Every kind of page says what it is, once, and every story is within reach."""

import json
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from articles.catalog.kinds import Genre
from articles.catalog.models import Person, Section, Tag
from articles.press.correct import correct
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.chrome import chrome
from articles.reader.fronts import Placed, lay_out
from articles.reader.lists import Entry
from tests.cast import approved, revise, section
from tests.reader.reading import flat, main_of, parse, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter, chief):
    """A story below a subsection, with a name and a topic."""
    topic = Tag.objects.create(name="Hafenplan")
    harbour = section("hafen", section("stadt"))
    article = approved(
        reporter, chief, section=harbour, tags=[topic], people=["Henrike Tamsen"], kicker="Fähre"
    )
    return publish(article, by=chief).story


PAGES = {
    "/": "Der Fährbote",
    "/stadt/": "Stadt",
    "/stadt/hafen/": "Hafen",
    "/topics/hafenplan/": "Hafenplan",
    "/people/henrike-tamsen/": "Henrike Tamsen",
}


@pytest.mark.parametrize(("path", "heading"), PAGES.items())
def test_each_list_says_what_it_is_and_shows_the_story(client, as_reader, story, path, heading):
    with as_reader():
        answer = client.get(path)
    page = parse(answer)
    assert answer.status_code == 200
    assert page.get("lang") == settings.LANGUAGE_CODE
    assert [flat(one) for one in page.iter("h1")] == [heading]
    assert flat(page.find(".//title")).startswith(heading)
    assert canonical(page) == [f"{settings.SITE_URL}{path}"]
    assert story.path in links(main_of(page))


def test_the_story_page_says_what_it_is(client, as_reader, story):
    with as_reader():
        page = parse(client.get(story.path))
    headline = story.editions.get().headline
    assert [flat(one) for one in page.iter("h1")] == [headline]
    assert flat(page.find(".//title")) == f"{headline} | {settings.SITE_NAME}"
    assert canonical(page) == [f"{settings.SITE_URL}{story.path}"]
    assert {"/stadt/", "/stadt/hafen/", "/people/henrike-tamsen/"} <= links(main_of(page))
    assert page.find(".//h1").get("class") == "hang"


def test_the_section_of_a_story_is_marked_in_the_navigation(client, as_reader, story):
    section("politik")
    with as_reader():
        page = parse(client.get(story.path))
    marked = [one.get("href") for one in page.iter("a") if one.get("aria-current")]
    assert marked == ["/stadt/"]


def test_words_in_another_language_say_so(client, as_reader, reporter, chief):
    article = approved(reporter, chief, headline="Nine metres deeper", language="en")
    edition = publish(article, by=chief)
    with as_reader():
        page = parse(client.get(edition.story.path))
        front = parse(client.get("/"))
    assert page.get("lang") == "de"
    assert {one.get("lang") for one in parts(page).values()} == {"en"}
    assert [one.get("lang") for one in main_of(front).iter("h3")] == ["en"]


def test_readers_are_told_of_corrections_and_not_of_minor_edits(client, as_reader, reporter, chief):
    article = approved(reporter, chief)
    path = publish(article, by=chief).story.path
    note = "Der Bau beginnt nicht im Sommer, sondern im <Herbst>."
    correct(revise(article, reporter, chief, standfirst="Neu."), by=chief, note=note)
    publish(revise(article, reporter, chief, standfirst="Noch neuer."), by=chief, kind="minor")
    with as_reader():
        page = parse(client.get(path))
    assert note in flat(parts(page)["corrections"])
    assert flat(parts(page)["standfirst"]) == "Noch neuer."
    assert len(list(main_of(page).iter("time"))) == 3, "published, updated, corrected"


@pytest.mark.parametrize("genre", ["opinion", "advertisement"])
def test_what_is_not_news_is_labelled_on_card_and_page(client, as_reader, reporter, chief, genre):
    path = publish(approved(reporter, chief, genre=genre, kicker="Reise"), by=chief).story.path
    told = str(Genre(genre).label).lower()
    for address in ("/", path):
        with as_reader():
            kicker = main_of(parse(client.get(address))).find(".//*[@class='kicker']")
        assert flat(kicker).lower().startswith(f"{told} reise")


def test_nothing_hostile_in_any_field_becomes_markup(client, as_reader, reporter, chief):
    hostile = "</script><script>alert('1')</script>\u2028\"&"
    article = approved(
        reporter,
        chief,
        headline=f"H {hostile}",
        short_headline=f"S {hostile}",
        standfirst=f"L {hostile}",
        kicker=f"K {hostile}",
        place=f"P {hostile}",
        search_title=f"T {hostile}",
        search_description=f"D {hostile}",
    )
    story = publish(article, by=chief).story
    with as_reader():
        pages = [parse(client.get(path)) for path in ("/", "/stadt/", story.path)]
    for page in pages:
        kinds = [one.get("type") for one in page.iter("script")]
        assert kinds == (["application/ld+json"] * 2 if page is pages[-1] else [])
        assert not list(main_of(page).iter("style"))


def test_linked_data_holds_the_words_as_they_are(client, as_reader, reporter, chief):
    headline = "</script> & “quoted”"
    story = publish(approved(reporter, chief, headline=headline), by=chief).story
    with as_reader():
        page = parse(client.get(story.path))
    data = json.loads(page.find(".//script").text)
    assert data["headline"] == headline
    assert data["url"] == f"{settings.SITE_URL}{story.path}"


def test_older_pages_walk_every_story_exactly_once(client, as_reader, reporter, chief):
    now = clock.now()
    wanted = set()
    for number in range(45):
        article = approved(reporter, chief, headline=f"Meldung {number}")
        # Three at a time share a moment, so that the key alone must tell them apart.
        at = now - timedelta(minutes=number // 3)
        wanted.add(publish(article, by=chief, live_from=at).story.path)
    seen, path = [], "/stadt/"
    while path:
        with as_reader():
            page = parse(client.get(path))
        assert len(canonical(page)) == 1
        found = [one.get("href") for one in main_of(page).iterfind(".//article/h3/a")]
        seen += found
        following = main_of(page).find(".//a[@rel='next']")
        path = "/stadt/" + following.get("href") if following is not None else ""
    assert len(seen) == len(set(seen)) == 45
    assert set(seen) == wanted


@pytest.mark.parametrize("place", ["x", "1", "1.", ".1", "1.2.3", "9" * 40 + ".1", "--1.1", "².1"])
def test_a_place_that_was_never_given_out_is_the_first_page(client, as_reader, story, place):
    with as_reader():
        answer = client.get("/stadt/", {"before": place})
    assert answer.status_code == 200
    assert canonical(parse(answer)) == [f"{settings.SITE_URL}/stadt/"]


def test_an_empty_paper_has_a_front_and_a_feed(client, as_reader, db):
    with as_reader():
        assert client.get("/").status_code == 200
        assert client.get("/rss.xml").status_code == 200


def test_the_front_gives_every_story_one_place():
    sections = [Section(pk=number, slug=f"s{number}", title="S") for number in (1, 2, 3)]
    moment = datetime.fromisoformat("2026-11-24T12:00:00+00:00")
    entries = [Entry(number, moment, number % 2 + 1, "", []) for number in range(20)]
    entries.append(Entry(20, moment, 3, "", []))
    front = lay_out(Placed(), entries, sections)
    strips = [entry for strip in front.strips + front.mosaic for entry in strip.entries]
    placed = front.lead + front.below + front.beside + front.recent + strips
    assert len(placed) == len({entry.story for entry in placed})
    assert [len(strip.entries) for strip in front.strips] == [3, 3]
    assert front.mosaic == []  # one tile is none: it closes the list of the newest
    assert front.recent[-1] == entries[-1]
    assert front.lead == entries[:1]


def test_a_story_of_a_section_younger_than_the_memo_is_shown_all_the_same(
    client, as_reader, reporter, chief, monkeypatch
):
    stale = chrome(-1)
    monkeypatch.setattr("articles.reader.views.chrome", lambda catalog: stale)
    story = publish(approved(reporter, chief, section=section("neu")), by=chief).story
    with as_reader():
        assert client.get(story.path).status_code == 200
        assert client.get("/").status_code == 200


def test_a_biography_is_told_in_paragraphs(client, as_reader, story):
    Person.objects.update(biography="Erstens.\n\nZweitens <b>.")
    with as_reader():
        page = parse(client.get("/people/henrike-tamsen/"))
    told = [flat(one) for one in main_of(page).iterfind("header/p")]
    assert told == ["Erstens.", "Zweitens <b>."]


def canonical(page):
    return [one.get("href") for one in page.iter("link") if one.get("rel") == "canonical"]


def links(element):
    return {one.get("href") for one in element.iter("a")}
