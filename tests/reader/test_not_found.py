"""What is not there, not yet there and no longer there: only the last may be told apart."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from articles.catalog.models import Tag
from articles.press.move import move
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.addresses import story_path
from articles.reader.models import Gone
from tests.cast import approved, draft
from tests.reader.reading import flat, parse, parts

pytestmark = pytest.mark.django_db

REASON = "Die Auskunft war falsch. Wir hätten <zwei> Quellen gebraucht."


@pytest.fixture
def get(client, as_reader):
    def ask(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


def test_draft_embargoed_and_absent_are_the_same_bytes_and_headers(get, reporter, chief):
    now = clock.now()
    written = draft(reporter, headline="Nur ein Entwurf", slug="entwurf")
    due = approved(reporter, chief, headline="Gesperrt", slug="gesperrt")
    embargoed = publish(due, by=chief, live_from=now + timedelta(minutes=1)).story.path
    page = approved(reporter, chief, headline="Impressum", slug="imprint", kind="page")
    printed_page = publish(page, by=chief, live_from=now + timedelta(minutes=1)).story
    paths = [
        story_path(written.section, now, "entwurf"),
        embargoed,
        "/stadt/2026/11/nie-gewesen/",
        printed_page.path,
        "/?p=7",
        "/nie-gewesen/",
        "/nie/gewesen/",
        "/topics/nie-gewesen/",
        "/people/nie-gewesen/",
        "/nie-gewesen/rss.xml",
        "/<script>/?a=b",
    ]
    answers = [get(path) for path in paths]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert len({tuple(sorted(one.items())) for one in answers}) == 1


def test_a_topic_and_a_person_of_unpublished_stories_only_are_not_found(get, reporter, chief):
    topic = Tag.objects.create(name="Rücktritt der Kanzlerin")
    article = approved(reporter, chief, tags=[topic], people=["Mara Ohm"])
    publish(article, by=chief, live_from=clock.now() + timedelta(hours=1))
    absent = get("/nichts/").content
    assert get(topic.get_absolute_url()).content == absent
    assert get("/people/mara-ohm/").content == absent


@pytest.mark.parametrize("kind", ["withdrawn", "retracted", "legal"])
def test_a_withdrawn_story_says_that_it_is_gone_and_why(get, reporter, chief, kind):
    article = approved(reporter, chief)
    story = publish(article, by=chief).story
    headline = story.editions.get().headline
    withdraw(article, by=chief, reason=REASON, kind=kind)
    answer = get(story.path)
    page = parse(answer)
    assert answer.status_code == 410
    assert "ETag" not in answer
    assert flat(parts(page)["reason"]) == REASON
    assert len(list(page.find(".//main").iter("time"))) == 2, "published, withdrawn"
    assert headline not in answer.content.decode()


def test_the_three_kinds_of_gone_are_told_apart(get, reporter, chief):
    headings = set()
    for kind in ("withdrawn", "retracted", "legal"):
        article = approved(reporter, chief, headline=f"Fall {kind}")
        story = publish(article, by=chief).story
        withdraw(article, by=chief, reason=REASON, kind=kind)
        headings.add(flat(parse(get(story.path)).find(".//h1")))
    assert len(headings) == 3


def test_a_former_address_leads_to_the_new_one(get, reporter, chief):
    article = approved(reporter, chief)
    former = publish(article, by=chief).story.path
    move(article, by=chief, slug="neue-adresse")
    answer = get(former)
    assert answer.status_code == 301
    assert answer["Location"].endswith("/neue-adresse/")
    assert get(answer["Location"]).status_code == 200


def test_what_broke_is_told_without_the_database(client, as_reader, monkeypatch):
    def fail(*args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("articles.reader.lists.entered", fail)
    client.raise_request_exception = False
    with as_reader():
        answer = client.get("/")
    assert answer.status_code == 500
    assert "fault of ours" not in answer.content.decode()
    assert parse(answer).find(".//h1") is not None


@pytest.mark.parametrize("path", ["/", "/nie-gewesen/", "/archive/", "/stadt/2026/11/nie/"])
def test_a_dead_database_is_told_in_the_sites_language_and_look(client, db, path):
    def dead(*args):
        raise OperationalError("no connection")

    client.raise_request_exception = False
    with connection.execute_wrapper(dead):
        answer = client.get(path)
    page = parse(answer)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "Datenbank" in flat(page.find(".//main"))
    assert page.find(".//link[@rel='stylesheet']") is not None


def test_a_gone_page_says_of_what_kind_it_is_and_leads_on(get, reporter, chief):
    article = approved(reporter, chief)
    story = publish(article, by=chief).story
    withdraw(article, by=chief, reason=REASON, kind="legal")
    page = parse(get(story.path))
    links = {one.get("href") for one in page.find(".//main").iter("a")}
    assert {"/", "/stadt/", "/corrections/"} <= links
    assert str(Gone.objects.get().get_kind_display()).lower() in flat(page.find(".//dl")).lower()
