"""What is said to machines, read back by parsers of its kind."""

import json
from datetime import timedelta
from io import BytesIO
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from articles.catalog.models import Source
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.drafts.models import Article, Credit, StoryLink
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as database_clock
from tests.cast import approved, draft, section
from tests.reader.reading import flat, parse

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
HOSTILE = "<b>&amp; ]]> \"'</title>\x0b"
SEEN = "<b>&amp; ]]> \"'</title>"


@pytest.fixture
def get(client, as_reader):
    def inner(path):
        with as_reader():
            return client.get(path.removeprefix(settings.SITE_URL))

    return inner


@pytest.fixture
def locations(get):
    return lambda path: [
        one.text for one in ElementTree.fromstring(get(path).content).iter(f"{MAP}loc")
    ]


def test_the_map_of_maps_leads_to_every_story_that_is_live_and_to_no_other(
    get, locations, reporter, chief
):
    now = database_clock.now()
    old = now - timedelta(days=70)
    live = [
        publish(approved(reporter, chief, headline=f"Am {at:%d.%m.}"), by=chief, live_from=at).story
        for at in (old, now)
    ]
    due = approved(reporter, chief, headline="Kommt noch")
    hidden = publish(due, by=chief, live_from=now + timedelta(hours=1)).story
    gone = approved(reporter, chief, headline="War einmal")
    gone_path = publish(gone, by=chief).story.path
    withdraw(gone, by=chief, reason="Falsch.")
    maps = locations("/sitemap.xml")
    listed = [one for each in maps for one in locations(each)]
    assert len(listed) == len(set(listed))
    assert {f"{settings.SITE_URL}{one.path}" for one in live} <= set(listed)
    assert not {f"{settings.SITE_URL}{one}" for one in (hidden.path, gone_path)} & set(listed)
    assert all(get(one).status_code == 200 for one in listed)


def test_the_map_of_news_has_two_days_and_the_words_as_they_are(get, reporter, chief):
    now = database_clock.now()
    for headline, age in ((HOSTILE, 1), ("Alt", 49)):
        article = approved(reporter, chief, headline=headline, slug=f"vor-{age}")
        publish(article, by=chief, live_from=now - timedelta(hours=age))
    found = ElementTree.fromstring(get("/sitemap-news.xml").content)
    assert [one.text for one in found.iter(f"{NEWS}title")] == [SEEN]
    assert [one.text for one in found.iter(f"{NEWS}language")] == ["de"]


@pytest.mark.parametrize(("policy", "welcome"), [("allow", True), ("deny", False)])
def test_crawlers_that_train_models_are_told_the_newsrooms_policy(get, settings, policy, welcome):
    settings.TRAINING_CRAWLERS = policy
    rules = RobotFileParser()
    rules.parse(get("/robots.txt").content.decode().splitlines())
    assert rules.can_fetch("GPTBot", "/stadt/") is welcome
    assert rules.can_fetch("Googlebot", "/stadt/")
    assert not rules.can_fetch("Googlebot", "/search/?q=x")
    assert rules.site_maps() == [
        f"{settings.SITE_URL}/sitemap.xml",
        f"{settings.SITE_URL}/sitemap-news.xml",
    ]


def test_whom_to_tell_of_a_hole_is_said_only_where_somebody_is_named(get, settings):
    assert get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "holes@example.org"
    lines = get("/.well-known/security.txt").content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:holes@example.org"
    assert fields["Expires"] > f"{database_clock.now():%Y-%m-%d}"


def test_the_manifest_is_one_and_pages_name_it(get, db):
    path = parse(get("/")).find(".//link[@rel='manifest']").get("href")
    answer = get(path)
    assert answer["Content-Type"].startswith("application/manifest+json")
    assert json.loads(answer.content)["name"] == settings.SITE_NAME
    assert get("/humans.txt").status_code == 200


def test_icons_are_found_by_browsers_and_by_who_asks_without_having_read_the_page(get, db):
    found = get("/favicon.ico")
    assert found["Content-Type"] == "image/x-icon"
    sizes = Image.open(BytesIO(found.content)).info["sizes"]
    assert sizes == {(16, 16), (32, 32), (48, 48)}
    named = {one["src"] for one in json.loads(get("/site.webmanifest").content)["icons"]}
    named.add(parse(get("/")).find(".//link[@rel='apple-touch-icon']").get("href"))
    assert {one.rpartition(".")[2] for one in named} == {"svg", "png"}
    assert all(finders.find(one.removeprefix(settings.STATIC_URL)) for one in named)


def test_a_shared_story_shows_its_headline_as_a_picture(get, reporter, chief):
    article = approved(reporter, chief, headline=HOSTILE)
    story = publish(article, by=chief).story
    page = parse(get(story.path))
    address = page.find(".//meta[@property='og:image']").get("content")
    assert address == f"{settings.SITE_URL}{story.path}social.png"
    assert page.find(".//meta[@property='og:image:alt']").get("content") == SEEN + "\x0b"
    answer = get(address)
    assert answer["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    due = approved(reporter, chief, headline="Kommt noch")
    hidden = publish(due, by=chief, live_from=database_clock.now() + timedelta(hours=1)).story
    assert get(f"{hidden.path}social.png").status_code == 404


def test_the_way_to_a_story_is_told_in_steps(get, reporter, chief):
    harbour = section("hafen", section("stadt"))
    story = publish(approved(reporter, chief, section=harbour), by=chief).story
    blocks = [json.loads(one.text) for one in parse(get(story.path)).iter("script")]
    (crumbs,) = [one for one in blocks if one["@type"] == "BreadcrumbList"]
    steps = [one["item"].removeprefix(settings.SITE_URL) for one in crumbs["itemListElement"]]
    assert steps == ["/", "/stadt/", "/stadt/hafen/", story.path]


def test_what_a_story_is_based_on_is_told_with_what_its_links_say(get, reporter, chief):
    first = publish(approved(reporter, chief, headline="Der Deich"), by=chief).story
    article = draft(reporter, headline="Der Deich bricht")
    source = Source.objects.create(name="Hafenblatt", slug="hafenblatt")
    address = "https://hafenblatt.example/deich?a=1&b=2"
    Credit.objects.create(article=article, source=source, url=address)
    saving.claim(article, by=reporter)
    link(article, "update", to=Article.objects.get(uid=first.uid))
    saving.record(article, by=reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    story = publish(article, by=chief).story

    blocks = [json.loads(one.text) for one in parse(get(story.path)).iter("script")]
    (told,) = [one for one in blocks if one["@type"] == "NewsArticle"]
    assert [one["url"] for one in told["isBasedOn"]] == [address, settings.SITE_URL + first.path]
    assert told["isBasedOn"][0]["publisher"]["name"] == "Hafenblatt"
    assert told["articleSection"] == [story.section.title]


def test_a_translation_is_named_from_both_ends_and_only_once_both_are_there(
    get, reporter, chief, clock
):
    german = draft(reporter, headline="Deutsch")
    english = draft(reporter, headline="In English", language="en")
    saving.claim(english, by=reporter)
    link(english, "translation", to=german)
    saving.record(english, by=reporter)
    for article in (german, english):
        workflow.submit(article, by=reporter)
        workflow.approve(article, by=chief)
    later = database_clock.now() + timedelta(hours=1)
    first = publish(german, by=chief).story
    assert languages(get(first.path)) == {}
    second = publish(english, by=chief, live_from=later).story
    assert languages(get(first.path)) == {}
    clock(later)
    wanted = {
        "de": f"{settings.SITE_URL}{first.path}",
        "en": f"{settings.SITE_URL}{second.path}",
    }
    assert languages(get(first.path)) == languages(get(second.path)) == wanted


def test_a_switch_leads_from_each_translation_to_the_other(get, reporter, chief):
    german = approved(reporter, chief, headline="Die Fähre", language="de", slug="faehre")
    english = draft(reporter, headline="The ferry", language="en", slug="ferry")
    StoryLink.objects.create(article=english, kind="translation", to=german)
    saving.save(english, by=reporter)
    workflow.submit(english, by=reporter)
    workflow.approve(english, by=chief)
    paths = [publish(one, by=chief).story.path for one in (german, english)]
    for here, there, name in ((*paths, "English"), (*paths[::-1], "Deutsch")):
        switch = parse(get(here)).find(".//nav[@class='tongues label']")
        assert [flat(one) for one in switch] == ["Deutsch", "English"]
        (link,) = switch.iterfind("a")
        assert (link.get("href"), flat(link)) == (there, name)
        assert link.get("lang") == link.get("hreflang")
        assert flat(switch.find("b[@aria-current='page']")) != name


def languages(answer):
    found = parse(answer).iterfind(".//link[@hreflang]")
    return {one.get("hreflang"): one.get("href") for one in found}
