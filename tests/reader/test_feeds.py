"""Every list as RSS, Atom and JSON Feed: the same stories, told by each as its readers expect."""

from datetime import timedelta

import html5lib
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Person, Section, Tag
from articles.drafts.models import Article, Contribution, User
from articles.press.correct import correct
from articles.press.move import move
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.feeds.channel import Line
from articles.reader.feeds.views import FORMATS
from articles.reader.models import Tombstone
from articles.reader.topics import Topics
from tests.cast import approved, revise, section
from tests.reader.feeding import FILES, read

pytestmark = pytest.mark.django_db

LISTS = ("/", "/stadt/", "/stadt/hafen/", "/topics/hafenplan/", "/people/ada-lovis/")


@pytest.fixture
def get(client, as_reader):
    def ask(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


@pytest.fixture
def feed(get):
    """A feed, read."""

    def ask(path):
        answer = get(path)
        assert answer.status_code == 200, path
        return read(answer.content, path.split("?")[0].rsplit("/", 1)[-1])

    return ask


@pytest.fixture
def article(reporter, chief):
    return approved(
        reporter,
        chief,
        section=section("hafen", section("stadt")),
        tags=[Tag.objects.get_or_create(name="Hafenplan")[0]],
        people=["Ada Lovis"],
    )


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_every_format(feed, article, chief, path, name):
    at = newsroom_clock.now() - timedelta(hours=2)
    story = publish(article, by=chief, live_from=at).story
    found = feed(f"{path}{name}")
    (one,) = found["items"]
    assert found["own"] == f"{settings.SITE_URL}{path}{name}"
    assert found["title"].endswith(settings.SITE_NAME)
    assert one["id"] == f"urn:uuid:{article.uid}"
    assert one["title"] == article.headline
    assert one["url"] == f"{settings.SITE_URL}{story.path}"
    assert one["updated"] == one.get("published", one["updated"]) == at.replace(microsecond=0)
    assert one["authors"] == ["Ada Lovis"]
    assert one["language"] == "de"
    assert one["lead"] == article.standfirst
    assert "Die Fähre" not in one["text"]
    assert "die Fähre zu behalten" in one["text"]
    assert one["tags"] == ["Hafen", "Hafenplan"]


@pytest.mark.parametrize("name", FILES)
def test_who_is_not_there_has_no_feed(get, article, chief, name):
    publish(article, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    absent = get("/nichts/").content
    for path in ("/topics/hafenplan/", "/people/ada-lovis/", "/topics/nichts/", "/nichts/"):
        answer = get(f"{path}{name}")
        assert answer.status_code == 404
        assert answer.content == absent


@pytest.mark.parametrize("name", FILES)
def test_by_setting_only_the_lead_is_sent(feed, article, chief, settings, name):
    publish(article, by=chief)
    settings.FEED_TEXT = "lead"
    (one,) = feed(f"/{name}")["items"]
    assert one["lead"] == article.standfirst
    assert not one["text"]


@pytest.mark.parametrize("name", FILES)
def test_an_advertisement_says_so_before_anything_else(feed, reporter, chief, name):
    publish(approved(reporter, chief, headline="Kauft!", genre="advertisement"), by=chief)
    (one,) = feed(f"/{name}")["items"]
    assert one["title"] == "Anzeige: Kauft!"


@pytest.mark.parametrize("name", FILES)
def test_a_minor_edit_moves_no_date_and_an_update_moves_only_one(
    feed, article, reporter, chief, clock, name
):
    start = newsroom_clock.now()
    clock(start)
    publish(article, by=chief)
    clock(start + timedelta(hours=1))
    publish(revise(article, reporter, chief, standfirst="Der Punkt."), by=chief, kind="minor")
    (minor,) = feed(f"/{name}")["items"]
    clock(start + timedelta(hours=2))
    publish(revise(article, reporter, chief, standfirst="Neues."), by=chief)
    (update,) = feed(f"/{name}")["items"]
    clock(start + timedelta(hours=3))
    publish(revise(article, reporter, chief, standfirst="Und Punkt."), by=chief, kind="minor")
    (again,) = feed(f"/{name}")["items"]
    moment = start.replace(microsecond=0)
    assert [minor["lead"], minor["updated"]] == ["Der Punkt.", moment]
    assert [update["lead"], update["updated"]] == ["Neues.", moment + timedelta(hours=2)]
    assert [again["lead"], again["updated"]] == ["Und Punkt.", moment + timedelta(hours=2)]
    assert {one.get("published", moment) for one in (minor, update, again)} == {moment}


@pytest.mark.parametrize("name", FILES)
def test_a_correction_stands_in_the_entry_and_in_a_feed_of_its_own(
    feed, article, reporter, chief, settings, name
):
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Richtig.")
    edition = correct(article, by=chief, note="Es sind 21 Meter & mehr.")
    (one,) = feed(f"/{name}")["items"]
    record = feed(f"/corrections/{name}")
    (told,) = record["items"]
    assert record["title"] == f"Berichtigungen | {settings.SITE_NAME}"
    assert "Es sind 21 Meter &amp; mehr." in one["text"]
    assert one["lead"].endswith("Es sind 21 Meter & mehr.")
    assert told["id"] not in {one["id"], ""}
    assert told["url"] == f"{settings.SITE_URL}{edition.story.path}versions/#edition-2"
    assert told["lead"] == "Es sind 21 Meter & mehr."
    settings.FEED_TEXT = "lead"
    assert feed(f"/{name}")["items"][0]["lead"].endswith("Es sind 21 Meter & mehr.")


@pytest.mark.parametrize("name", FILES)
def test_names_stay_through_a_new_address_a_new_section_and_a_correction(
    feed, article, reporter, chief, name
):
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Richtig.")
    correct(article, by=chief, note="Falsch.")
    before = [feed(f"{path}{name}")["items"][0]["id"] for path in ("/", "/corrections/")]
    move(article, by=chief, slug="hafen-neu")
    Section.objects.filter(slug="hafen").update(slug="kai", title="Kai")
    after = [feed(f"{path}{name}")["items"][0]["id"] for path in ("/", "/corrections/")]
    assert before == after
    (one,) = feed(f"/stadt/kai/{name}")["items"]
    assert one["url"].endswith("/hafen-neu/")
    assert one["tags"] == ["Kai", "Hafenplan"]


@pytest.mark.parametrize("path", LISTS)
def test_a_withdrawn_story_leaves_a_tombstone_on_every_list_it_was_on(feed, article, chief, path):
    publish(article, by=chief)
    withdraw(article, by=chief, reason="Die Auskunft war falsch.", kind="retracted")
    others = publish_another(article, chief)
    for name in ("atom.xml", "feed.json"):
        found = feed(f"{path}{name}")
        assert found["gone"] == {f"urn:uuid:{article.uid}": "Die Auskunft war falsch."}
        assert [one["id"] for one in found["items"]] == [f"urn:uuid:{others.uid}"]
    assert "Die Auskunft war falsch." not in str(feed(f"{path}rss.xml"))


def publish_another(article, chief):
    """Without a story of its own a topic and a person are not there."""
    other = approved(
        User.objects.get(username="reporter"),
        chief,
        headline="Eine andere",
        section=article.section,
        tags=list(article.tags.all()),
        people=["Ada Lovis"],
    )
    publish(other, by=chief)
    return other


def test_a_restored_story_takes_its_tombstones_along(feed, article, chief):
    publish(article, by=chief)
    withdraw(article, by=chief, reason="Falsch.")
    restore(article, by=chief)
    for path in LISTS:
        found = feed(f"{path}atom.xml")
        assert found["gone"] == {}
        assert len(found["items"]) == 1


def test_a_purge_takes_them_too(feed, article, chief, as_owner):
    story = publish(article, by=chief).story
    withdraw(article, by=chief, reason="Falsch.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_purge(%s, %s, 'Urteil')", [story.uid, chief.pk])
    assert feed("/atom.xml")["gone"] == {}
    assert not Article.objects.filter(uid=story.uid).exists()


def test_what_was_never_live_leaves_nothing_behind(feed, article, reporter, chief):
    """A second author of an update that was taken back with the story is no news of hers."""
    publish(article, by=chief)
    at = newsroom_clock.now() + timedelta(hours=1)
    revise(article, reporter, chief, standfirst="Bald.")
    Contribution.objects.create(
        article=article, person=Person.objects.create(name="Mara Ohm", slug="mara-ohm")
    )
    revise(article, reporter, chief, standfirst="Bald!")
    publish(article, by=chief, live_from=at)
    withdraw(article, by=chief, reason="Falsch.")
    scopes = set(Tombstone.objects.values_list("scope", flat=True))
    assert "person:ada-lovis" in scopes
    assert "person:mara-ohm" not in scopes


@pytest.mark.parametrize("form", FORMATS.values())
def test_a_lead_picture_is_written_with_its_credit(form):
    picture = {
        "url": "https://a.example/b.jpg?c&d",
        "type": "image/jpeg",
        "length": 7,
        "width": 4,
        "height": 3,
        "alt": "Ein <Boot>",
        "caption": "",
        "credit": "Bild: A & B",
    }
    pieces = {"item": "<item></item>", "entry": "<entry></entry>", "json": '{"id":"x"}'}
    known = type("Known", (), {"by_id": {}, "topics": Topics()})()
    line = Line("story", 1, None, piece=pieces[form.PIECE], text="t", picture=picture)
    found = form.finished(line, known)
    assert "https://a.example/b.jpg?c" in found
    assert "A &amp; B" in found or '"Bild: A & B"' in found


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("name", FILES)
def test_a_feed_is_one_query_with_its_look(get, article, chief, path, name):
    publish(article, by=chief)
    get(f"{path}{name}")
    with CaptureQueriesContext(connection) as seen:
        get(f"{path}{name}")
    assert len([one for one in seen if "SET ROLE" not in one["sql"]]) == 1


@pytest.mark.parametrize("name", FILES)
def test_a_date_is_told_when_it_is_sure_and_known_again(get, article, chief, clock, name):
    start = newsroom_clock.now()
    clock(start)
    publish(article, by=chief)
    assert "Last-Modified" not in get(f"/{name}")
    clock(start + timedelta(minutes=5))
    first = get(f"/{name}")
    since = first["Last-Modified"]
    again = get(f"/{name}", if_modified_since=since)
    assert [again.status_code, again.content, again["ETag"]] == [304, b"", first["ETag"]]
    assert get(f"/{name}", if_modified_since=since, if_none_match='"other"').status_code == 200
    publish_another(article, chief)
    assert get(f"/{name}", if_modified_since=since).status_code == 200
    clock(start + timedelta(minutes=10))
    assert get(f"/{name}", if_modified_since=since).status_code == 200


def test_an_embargo_that_lifts_is_a_new_date(get, article, chief, clock):
    start = newsroom_clock.now()
    publish(article, by=chief, live_from=start + timedelta(hours=1))
    clock(start + timedelta(minutes=30))
    since = get("/atom.xml")["Last-Modified"]
    clock(start + timedelta(hours=2))
    answer = get("/atom.xml", if_modified_since=since)
    assert answer.status_code == 200
    assert answer["Last-Modified"] > ""


def test_hubs_are_named_in_the_answer_and_in_the_feed(get, feed, article, chief, settings):
    settings.WEBSUB_HUBS = ["https://hub.example/a?b&c", "https://hub2.example/"]
    publish(article, by=chief)
    for name in FILES:
        found = feed(f"/stadt/{name}")
        link = get(f"/stadt/{name}")["Link"]
        assert found["hubs"] == settings.WEBSUB_HUBS
        assert f'<{settings.SITE_URL}/stadt/{name}>; rel="self"' in link
        assert all(f'<{hub}>; rel="hub"' in link for hub in settings.WEBSUB_HUBS)


def test_pages_name_their_feeds_and_the_sites(get, article, chief):
    publish(article, by=chief)
    for path in (*LISTS, "/corrections/"):
        page = html5lib.parse(get(path).content.decode(), namespaceHTMLElements=False)
        named = {one.get("href") for one in page.iter("link") if one.get("rel") == "alternate"}
        assert {f"{path}{name}" for name in FILES} | {f"/{name}" for name in FILES} <= named


def test_one_page_lists_them_all(get, article, chief):
    publish(article, by=chief)
    page = html5lib.parse(get("/feeds/").content.decode(), namespaceHTMLElements=False)
    named = {one.get("href") for one in page.iter("a")}
    for path in ("/", "/corrections/", "/stadt/", "/stadt/hafen/"):
        assert {f"{path}{name}" for name in FILES} <= named
