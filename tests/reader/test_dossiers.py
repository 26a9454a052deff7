"""Dossiers: a running story on one page, told only once it is with readers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import Dossier, Tag
from articles.drafts.errors import NotYours
from articles.press.gather import choose, gather
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.withdraw import withdraw
from articles.reader import clock as moments
from articles.reader.models import StoryInDossier
from tests.cast import approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def ask(path="/dossiers/hafen/", **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


@pytest.fixture
def topic():
    return Tag.objects.create(name="Hafenplan")


def dossier(**fields):
    given = {"title": "Der Hafen wird umgebaut", "slug": "hafen", "live_from": moments.now()}
    return Dossier.objects.create(**given | fields)


def test_it_gathers_what_has_its_topic_and_what_was_chosen(get, topic, reporter, chief):
    tagged = approved(reporter, chief, headline="Kai bekommt Stahl", tags=[topic])
    chosen = approved(reporter, chief, headline="Kran steht still")
    publish(approved(reporter, chief, headline="Orgel verstummt"), by=chief)
    publish(tagged, by=chief)
    publish(chosen, by=chief)
    one = dossier(tag=topic, introduction="Seit zwei Jahren wird gebaut.")
    choose(one, [chosen], by=chief)
    gather(one, by=chief)
    page = get().content.decode()
    assert "Seit zwei Jahren wird gebaut." in page
    assert "Kai bekommt Stahl" in page
    assert "Kran steht still" in page
    assert "Orgel verstummt" not in page
    later = approved(reporter, chief, headline="Kai ist fertig", tags=[topic])
    publish(later, by=chief)
    assert "Kai ist fertig" in get().content.decode()
    assert "Kai ist fertig" in get("/dossiers/hafen/rss.xml").content.decode()
    assert "Der Hafen wird umgebaut" in get("/dossiers/hafen/feed.json").content.decode()


def test_what_was_chosen_before_it_was_published_comes_by_itself(get, reporter, chief):
    one, article = dossier(), approved(reporter, chief, headline="Kran steht still")
    choose(one, [article], by=chief)
    gather(one, by=chief)
    assert "Kran steht still" not in get().content.decode()
    publish(article, by=chief)
    assert "Kran steht still" in get().content.decode()
    choose(one, [], by=chief)
    gather(one, by=chief)
    assert "Kran steht still" not in get().content.decode()


def test_nobody_is_told_of_it_before_its_moment(get, topic, reporter, chief, clock):
    story = publish(approved(reporter, chief, tags=[topic]), by=chief).story
    absent, before = get("/dossiers/nichts/").content, get(story.path)
    lifts = moments.now() + timedelta(hours=1)
    one = dossier(tag=topic, live_from=lifts)
    gather(one, by=chief)
    assert get().status_code == 404
    assert get().content == absent
    assert get("/dossiers/hafen/rss.xml").status_code == 404
    assert get(story.path).content == before.content
    clock(lifts)
    assert get().status_code == 200
    assert 'href="/dossiers/hafen/"' in get(story.path).content.decode()
    assert get(story.path)["ETag"] != before["ETag"]


def test_what_is_withdrawn_leaves_it_and_what_is_due_comes_on_its_second(
    get, topic, reporter, chief, clock
):
    gone = approved(reporter, chief, headline="Kran steht still", tags=[topic])
    publish(gone, by=chief)
    due = approved(reporter, chief, headline="Kai ist fertig", tags=[topic])
    lifts = moments.now() + timedelta(hours=1)
    publish(due, by=chief, live_from=lifts)
    gather(dossier(tag=topic), by=chief)
    withdraw(gone, by=chief, reason="Falsch")
    seen = get()
    assert "Kran steht still" not in seen.content.decode()
    assert "Kai ist fertig" not in seen.content.decode()
    clock(lifts)
    assert get(if_none_match=seen["ETag"]).status_code == 200
    assert "Kai ist fertig" in get().content.decode()


def test_a_purged_story_leaves_no_row(topic, reporter, chief):
    article = approved(reporter, chief, tags=[topic])
    publish(article, by=chief)
    one = dossier(tag=topic)
    choose(one, [article], by=chief)
    gather(one, by=chief)
    assert StoryInDossier.objects.count() == one.chosen.count() == 1
    purge(article, by=chief, reason="Auf Anordnung")
    assert StoryInDossier.objects.count() == one.chosen.count() == 0


def test_pages_and_story_pages_cost_what_they_cost(get, topic, reporter, chief):
    one = dossier(tag=topic)
    counts = []
    for headline in ("Eins", "Zwei", "Drei"):
        story = publish(approved(reporter, chief, headline=headline, tags=[topic]), by=chief).story
        gather(one, by=chief)
        for path in ("/dossiers/hafen/", "/dossiers/hafen/rss.xml", story.path):
            get(path)
            with CaptureQueriesContext(connection) as asked:
                get(path)
            counts.append(
                len([q for q in asked if "ROLE" not in q["sql"] and "SAVEPOINT" not in q["sql"]])
            )
    assert counts == [2, 1, 1] * 3


def test_a_reporter_may_not_edit_it_and_an_editor_may(client, reporter, chief):
    one = dossier()
    with pytest.raises(NotYours):
        gather(one, by=reporter)
    article = approved(reporter, chief, headline="Kran steht still")
    address = reverse("admin:articles_dossier_change", args=[one.pk])
    client.force_login(reporter)
    assert client.get(address).status_code == 200
    assert client.post(address, {"title": "Anders"}).status_code == 403
    client.force_login(chief)
    form = {"title": "Hafen", "slug": "hafen", "introduction": "", "tag": ""}
    sent = client.post(address, form | {"chosen": "Kran steht still\n", "live_from_0": ""})
    assert sent.status_code == 302, sent.context["errors"]
    assert one.chosen.get().article == article
    sent = client.post(address, form | {"chosen": "Gibt es nicht"})
    assert "Gibt es nicht" in sent.content.decode()
    assert one.chosen.get().article == article
