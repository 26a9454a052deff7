"""A page carries a tag of its state, and the tag changes when, and only when, the page may have."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.catalog.models import Section, Tag
from articles.drafts.models import Article
from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.addresses import archive_day
from tests.cast import approved, revise, section

pytestmark = pytest.mark.django_db

PATHS = ["/", "/rss.xml", "/stadt/", "/stadt/rss.xml"]
#: These look at the stamp of the whole site.
WHOLE = ["/archive/", "/topics/", "/corrections/"]


@pytest.fixture
def get(client, as_reader):
    def ask(path, etag=""):
        with as_reader():
            return client.get(path, headers={"if-none-match": etag} if etag else {})

    return ask


@pytest.fixture
def story(reporter, chief):
    return publish(approved(reporter, chief), by=chief).story


@pytest.mark.parametrize("path", [*PATHS, *WHOLE])
def test_nothing_changed_is_not_modified_and_one_query(get, story, path):
    etag = get(path)["ETag"]
    with CaptureQueriesContext(connection) as seen:
        again = get(path, etag)
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == etag
    assert len([one for one in seen if "SET ROLE" not in one["sql"]]) == 1


@pytest.mark.parametrize("form", ["W/{0}", '"other", {0}', "{0}, W/{0}"])
def test_a_tag_is_known_in_every_form_a_cache_may_send(get, story, form):
    etag = get("/")["ETag"]
    assert get("/", form.format(etag)).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_a_publication_changes_every_list_it_is_on(get, story, reporter, chief, path):
    etag = get(path)["ETag"]
    publish(approved(reporter, chief, headline="Eine zweite Meldung"), by=chief)
    again = get(path, etag)
    assert again.status_code == 200
    assert again["ETag"] != etag
    assert "Eine zweite Meldung" in again.content.decode()


def test_an_update_changes_the_story(get, reporter, chief):
    article = approved(reporter, chief)
    path = publish(article, by=chief).story.path
    etag = get(path)["ETag"]
    assert get(path, etag).status_code == 304
    publish(revise(article, reporter, chief, standfirst="Es kam anders."), by=chief)
    again = get(path, etag)
    assert again.status_code == 200
    assert "Es kam anders." in again.content.decode()


def test_a_correction_changes_every_page_that_tells_of_it(get, reporter, chief):
    article = approved(reporter, chief, tags=[Tag.objects.create(name="Hafenplan")])
    story = publish(article, by=chief).story
    paths = [story.path, f"{story.path}versions/", "/corrections/", "/topics/hafenplan/"]
    paths += [archive_day(timezone.localtime(story.live_from).date())]
    etags = {path: get(path)["ETag"] for path in paths}
    assert {get(path, etag).status_code for path, etag in etags.items()} == {304}
    revise(article, reporter, chief, headline="Richtig gestellt")
    correct(article, by=chief, note="Es war anders.")
    for path, etag in etags.items():
        assert "Richtig gestellt" in get(path, etag).content.decode(), path


def test_a_withdrawal_and_an_embargo_change_the_archive(get, story, reporter, chief, request):
    day = archive_day(timezone.localtime(story.live_from).date())
    at = clock.now() + timedelta(days=1)
    publish(approved(reporter, chief, headline="Morgen"), by=chief, live_from=at)
    paths = [day, day[:-3], "/archive/"]
    etags = {path: get(path)["ETag"] for path in paths}
    request.getfixturevalue("clock")(at)
    for path, etag in etags.items():
        assert get(path, etag).status_code == 200, path
    withdraw(Article.objects.get(uid=story.uid), by=chief, reason="Falsch")
    assert get(day, etags[day]).status_code == 404


def test_a_story_elsewhere_leaves_a_section_as_it_is(get, story, reporter, chief):
    etag = get("/stadt/")["ETag"]
    publish(approved(reporter, chief, section=section("kultur")), by=chief)
    # The new section changes the head of every page, the section's own stamp stays.
    assert get("/stadt/")["ETag"].split("-")[0] == etag.split("-")[0]


def test_a_renamed_section_changes_every_page(get, story):
    etag = get(story.path)["ETag"]
    Section.objects.filter(slug="stadt").update(title="Erlenhafen")
    again = get(story.path, etag)
    assert again.status_code == 200
    assert "Erlenhafen" in again.content.decode()


def test_an_embargo_that_lifts_changes_the_tag_by_itself(get, story, reporter, chief, request):
    at = clock.now() + timedelta(hours=1)
    publish(approved(reporter, chief, headline="Gesperrt bis eins"), by=chief, live_from=at)
    etag = get("/")["ETag"]
    assert get("/", etag).status_code == 304, "an embargo does not show"
    request.getfixturevalue("clock")(at)
    assert "Gesperrt bis eins" in get("/", etag).content.decode()


@pytest.mark.parametrize("path", ["/nichts/", "/stadt/2026/11/nichts/", "/topics/nichts/"])
def test_what_was_not_found_carries_no_tag(get, story, path):
    answer = get(path)
    assert answer.status_code == 404
    assert "ETag" not in answer


def test_browsers_are_told_to_ask_each_time(get, story):
    for path in ("/", story.path, "/nichts/"):
        told = {one.strip() for one in get(path)["Cache-Control"].split(",")}
        assert {"max-age=0", "must-revalidate"} <= told
