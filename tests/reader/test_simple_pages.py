"""Simple pages, such as the imprint: through the same press, at the root, and on no list."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Section
from articles.delivery.affected import affected_by
from articles.press.correct import correct
from articles.press.errors import NotReady
from articles.press.move import move
from articles.press.proof import proof
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.models import StoryInSection, StoryTag
from tests.cast import approved, revise
from tests.reader.reading import flat, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(reporter, chief):
    return approved(
        reporter, chief, headline="Impressum", slug="imprint", kind="page", standfirst=""
    )


@pytest.fixture
def get(client, as_reader):
    def inner(path):
        with as_reader():
            return client.get(path)

    return inner


def printed(article, chief):
    article.section = None
    article.save(update_fields=["section"])
    return publish(article, by=chief).story


def test_a_page_needs_no_section_and_stands_at_the_root(get, article, chief):
    story = printed(article, chief)
    assert (story.path, story.section, story.branch) == ("/imprint/", None, None)
    page = parse(get("/imprint/"))
    assert [flat(one) for one in page.iter("h1")] == ["Impressum"]
    assert page.find(".//link[@rel='canonical']").get("href") == f"{settings.SITE_URL}/imprint/"
    linked = [json.loads(one.text) for one in page.iter("script") if one.get("type")]
    assert "WebPage" in {one["@type"] for one in linked}


def test_a_page_with_a_section_in_its_form_is_in_none(article, chief):
    story = publish(article, by=chief).story
    assert story.path == "/imprint/"
    assert not StoryInSection.objects.exists()
    assert not StoryTag.objects.exists()


def test_every_page_leads_to_it_once_it_is_there(get, article, chief):
    assert 'href="/imprint/"' not in get("/").content.decode()
    printed(article, chief)
    assert '<li><a href="/imprint/">Impressum</a></li>' in get("/").content.decode()
    withdraw(article, by=chief, reason="Veraltet.")
    assert 'href="/imprint/"' not in get("/").content.decode()
    assert get("/imprint/").status_code == 410


def test_no_list_feed_search_or_map_of_news_has_it(get, article, chief, reporter):
    publish(approved(reporter, chief, headline="Der Hafen wächst"), by=chief)
    story = printed(article, chief)
    day = clock.now()
    lists = (
        "/rss.xml",
        "/atom.xml",
        "/feed.json",
        "/sitemap-news.xml",
        f"/sitemap-{day:%Y-%m}.xml",
    )
    for path in (*lists, "/api/stories/", "/api/stories/?updated_since=2020-01-01T00:00:00Z"):
        answer = get(path)
        assert answer.status_code == 200, path
        assert "hafen-waechst" in answer.content.decode(), path
        assert "/imprint/" not in answer.content.decode(), path
    for path in ("/", "/search/?q=Impressum", f"/archive/{day:%Y/%m/%d}/"):
        main = get(path).content.decode().partition("<main")[2].partition("</main")[0]
        assert "/imprint/" not in main, path
    assert get(f"/api/stories/{story.uid}/").status_code == 404
    assert f"<loc>{settings.SITE_URL}/imprint/</loc>" in get("/sitemap-pages.xml").content.decode()


def test_an_embargoed_page_is_as_absent_as_any_other_address(get, article, chief):
    absent = get("/imprint/")
    publish(article, by=chief, live_from=clock.now().replace(year=clock.now().year + 1))
    hidden = get("/imprint/")
    assert (absent.status_code, absent.content) == (hidden.status_code, hidden.content)
    assert "/imprint/" not in get("/").content.decode()


def test_it_is_corrected_and_moved_as_a_story_is(get, article, reporter, chief):
    printed(article, chief)
    correct(revise(article, reporter, chief, body="<p>Neu.</p>"), by=chief, note="Neue Anschrift.")
    assert "Neue Anschrift." in get("/imprint/").content.decode()
    move(article, by=chief, slug="impressum")
    answer = get("/imprint/")
    assert (answer.status_code, answer["Location"]) == (301, "/impressum/")


@pytest.mark.parametrize("slug", ["search", "stadt"])
def test_it_hides_no_section_and_nothing_of_the_site(reporter, chief, slug):
    Section.objects.get_or_create(slug="stadt", defaults={"title": "Stadt"})
    one = approved(reporter, chief, headline="Suche", slug=slug, kind="page")
    assert "kind" in {fault.code for fault in proof(one) if fault.blocking}
    with pytest.raises(NotReady):
        publish(one, by=chief)


def test_what_was_a_page_stays_one(article, chief, reporter):
    printed(article, chief)
    changed = revise(article, reporter, chief, kind="story")
    assert "kind" in {fault.code for fault in proof(changed) if fault.blocking}


def test_its_publication_moves_every_page_and_reading_it_costs_what_a_story_does(
    get, article, chief
):
    story = printed(article, chief)
    assert "catalog" in affected_by(story).scopes
    get("/imprint/")
    with CaptureQueriesContext(connection) as seen:
        get("/imprint/")
    asked = [one for one in seen.captured_queries if one["sql"].startswith(("SELECT", "WITH"))]
    assert len(asked) <= 3
