"""The API: live stories as ninjs, page by page, and all that a copy must hear of."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Tag
from articles.drafts.models import Article
from articles.press.add_entry import add_entry
from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.keyset import decode, encode
from tests.cast import approved, draft, revise, section
from tests.reader.schemas import faults_of_ninjs

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def ask(path="/api/stories/", headers=None, **query):
        with as_reader():
            return client.get(f"{path}?{urlencode(query)}" if query else path, headers=headers)

    return ask


@pytest.fixture
def page(get):
    def ask(path="/api/stories/", **query):
        answer = get(path, **query)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    return ask


@pytest.fixture
def news(reporter, chief):
    """Publishes a story of this name."""

    def make(headline, minutes=0, **fields):
        article = approved(reporter, chief, headline=headline, **fields)
        at = newsroom_clock.now() - timedelta(minutes=minutes) if minutes else None
        publish(article, by=chief, live_from=at)
        return article

    return make


def titles(page):
    return [one["title"] for one in page["items"]]


def follow(page, **query):
    """Every item of every page."""
    found, answer = [], page(**query)
    while True:
        found += answer["items"]
        if not answer["next"]:
            return found
        path = answer["next"].removeprefix(site.SITE_URL)
        answer = page(path)
        assert answer["items"], "an empty page"


def test_the_newest_come_first_and_every_page_follows(page, news):
    for number in range(5):
        news(f"Meldung {number}", minutes=number + 1)
    assert titles(page(limit=2)) == ["Meldung 0", "Meldung 1"]
    assert [one["title"] for one in follow(page, limit=2)] == [f"Meldung {n}" for n in range(5)]


def test_filters_are_and_ed(page, news):
    plan = Tag.objects.create(name="Hafenplan")
    news("Hafen", section=section("hafen", section("stadt")), tags=[plan])
    news("Rathaus", section=section("rathaus", section("stadt")), tags=[plan], language="en")
    news("Kultur", section=section("kultur"), tags=[plan])
    assert sorted(titles(page(section="stadt"))) == ["Hafen", "Rathaus"]
    assert titles(page(section="stadt/hafen")) == ["Hafen"]
    assert sorted(titles(page(topic="hafenplan"))) == ["Hafen", "Kultur", "Rathaus"]
    assert titles(page(topic="hafenplan", section="kultur")) == ["Kultur"]
    assert titles(page(language="en")) == ["Rathaus"]
    since = "2020-01-01T00:00:00Z"
    assert titles(page(updated_since=since, section="stadt", language="en")) == ["Rathaus"]
    assert sorted(titles(page(updated_since=since, topic="hafenplan"))) == [
        *("Hafen", "Kultur", "Rathaus")
    ]


def test_a_copy_that_asks_for_changes_ends_as_the_site(page, news, reporter, chief, clock):
    now = newsroom_clock.now()
    clock(now)
    kept, lost, back = (news(name) for name in ("Bleibt", "Geht", "Kehrt zurück"))
    clock(now + timedelta(minutes=1))
    withdraw(lost, by=chief, reason="Falsch.")
    withdraw(back, by=chief, reason="Zu früh.")
    mark = now + timedelta(minutes=2)
    clock(mark)
    restore(Article.objects.get(pk=back.pk), by=chief)
    revise(kept, reporter, chief, headline="Bleibt, berichtigt")
    correct(kept, by=chief, note="Es war anders.")
    for size in (1, 2, 100):
        copy = {}
        for one in follow(page, updated_since=(now - timedelta(hours=1)).isoformat(), limit=size):
            assert one["uri"] not in copy or int(one["version"]) >= int(copy[one["uri"]]["version"])
            copy[one["uri"]] = one
        live = {one["title"] for one in copy.values() if one["pubStatus"] == "usable"}
        assert live == {"Bleibt, berichtigt", "Kehrt zurück"}
        assert copy[f"urn:uuid:{lost.uid}"]["pubStatus"] == "canceled"
    recent = follow(page, updated_since=mark.isoformat())
    assert {one["title"] for one in recent} == {"Bleibt, berichtigt", "Kehrt zurück"}


def test_many_changes_of_one_moment_are_told_once_each(page, news, chief, clock):
    clock(newsroom_clock.now())
    articles = [news(f"Fall {number}") for number in range(5)]
    for article in articles[:2]:
        withdraw(article, by=chief, reason="Falsch.")
    for size in (1, 2, 3):
        found = follow(page, updated_since="2020-01-01T00:00:00Z", limit=size)
        assert len({one["uri"] for one in found}) == len(found) == 5


def test_a_moment_may_lie_beyond_all_stories(page, news):
    news("Eine")
    assert titles(page(updated_since="0001-01-01T00:00:00+14:00")) == ["Eine"]
    assert titles(page(updated_since="9999-12-31T23:59:59-14:00")) == []


def test_a_notice_goes_only_where_the_story_was(page, news, chief):
    article = news("Weg", section=section("kultur"))
    news("Da")
    withdraw(article, by=chief, reason="Falsch.")
    since = "2020-01-01T00:00:00Z"
    assert len(page(updated_since=since)["items"]) == 2
    assert len(page(updated_since=since, section="kultur")["items"]) == 1
    assert titles(page(updated_since=since, section="stadt")) == ["Da"]


def test_one_story_by_its_name(get, page, news, chief):
    article = news("Eine")
    assert page(f"/api/stories/{article.uid}/")["title"] == "Eine"
    withdraw(article, by=chief, reason="Falsch.")
    answer = get(f"/api/stories/{article.uid}/")
    assert answer.status_code == 410
    assert json.loads(answer.content)["pubStatus"] == "canceled"


def test_drafts_embargoed_and_absent_are_the_same_problem(get, reporter, chief):
    hidden = draft(reporter)
    due = approved(reporter, chief)
    publish(due, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    uids = [hidden.uid, due.uid, "00000000-0000-0000-0000-000000000000"]
    answers = [get(f"/api/stories/{uid}/") for uid in uids]
    assert {one.status_code for one in answers} == {404}
    assert {one["Content-Type"] for one in answers} == {"application/problem+json"}
    assert len({one.content for one in answers}) == 1
    assert json.loads(get().content)["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        *({"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"limit": "²"}, {"cursor": "1.1"}),
        *({"cursor": "9" * 30}, {"updated_since": "gestern"}, {"updated_since": "2026-11-25"}),
        *({"updated_since": "2026-13-01T00:00:00Z"}, {"updated_since": "2026-11-25T06:00:00"}),
        *({"language": ""}, {"ressort": "stadt"}),
        *({"language": "de\0"}, {"cursor": "1.4.1"}),
    ],
)
def test_what_means_nothing_is_refused_in_words(get, query):
    answer = get(**query)
    said = json.loads(answer.content)
    assert answer.status_code == said["status"] == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert said["detail"]


@pytest.mark.parametrize(
    "path",
    [
        *("/api/stories/?section=nichts", "/api/stories/?topic=nichts", "/api/stories/kein-uid/"),
        *("/api/nichts/", "/api/nichts"),
    ],
)
def test_what_is_not_there_is_a_problem_too(get, path):
    answer = get(path)
    assert answer.status_code == json.loads(answer.content)["status"] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/", "/api/stories/", "/api/openapi.json"])
def test_nothing_can_be_written(client, as_reader, method, path):
    with as_reader():
        answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(answer.content)["status"] == 405


def test_every_item_holds_to_the_schema(page, news, chief):
    news("Eine", people=["Ada Lovis"], tags=[Tag.objects.create(name="Hafenplan")])
    withdraw(news("Zwei"), by=chief, reason="Falsch.")
    found = page(updated_since="2020-01-01T00:00:00Z")["items"]
    assert len(found) == 2
    assert faults_of_ninjs(found) == []


def queries(get, **query):
    get(**query)
    with CaptureQueriesContext(connection) as seen:
        get(**query)
    return len([one for one in seen if "SET ROLE" not in one["sql"]])


def test_a_page_costs_the_same_whatever_is_on_it(get, news):
    news("Eine", people=["Ada Lovis"])
    since = {"updated_since": "2020-01-01T00:00:00Z"}
    few = [queries(get), queries(get, **since)]
    for number in range(6):
        news(f"Meldung {number}", people=["Ada Lovis", f"Person {number}"])
    assert [queries(get), queries(get, **since)] == few
    assert max(few) <= 6


def test_unchanged_is_one_query(get, news):
    news("Eine")
    etag = get()["ETag"]
    with CaptureQueriesContext(connection) as seen:
        again = get(headers={"if-none-match": etag})
    assert again.status_code == 304
    assert len([one for one in seen if "SET ROLE" not in one["sql"]]) == 1


def test_it_says_what_it_is(page):
    assert page("/api/")["description"] == f"{site.SITE_URL}/api/openapi.json"
    known = page("/api/openapi.json")
    assert known["openapi"].startswith("3.1")
    assert set(known["paths"]) == {
        *("/api/", "/api/openapi.json", "/api/stories/", "/api/stories/{uid}/")
    }


@pytest.mark.parametrize("year", [1871, 1969, 2026])
def test_a_place_in_a_list_may_lie_before_1970(year):
    moment = datetime(year, 5, 1, 12, 30, tzinfo=UTC)
    assert decode(encode(moment, 7)) == (moment, 7)
    assert decode(f"-{'9' * 17}.7") is None, "before the year 1"
    assert decode("--5.7") is None


def test_who_asks_for_changes_hears_of_a_tickers_entries(page, reporter, chief, clock):
    start = newsroom_clock.now()
    article = approved(reporter, chief, kind="ticker")
    publish(article, by=chief)

    def bodies(since):
        found = page(updated_since=since.isoformat())["items"]
        return [
            one["value"] for news in found for one in news["bodies"] if one["role"] == "entries"
        ]

    clock(start + timedelta(minutes=5))
    entry = add_entry(article, by=chief, text="Der Pegel steigt.")
    assert "Der Pegel steigt." in bodies(start + timedelta(minutes=4))[0]
    recall_entry(article, by=chief, key=entry.key)
    found = page(updated_since=(start + timedelta(minutes=4)).isoformat())["items"]
    assert [one["version"] for one in found] == ["3"]
    assert bodies(start + timedelta(minutes=4)) == []
    assert page(updated_since=(start + timedelta(minutes=6)).isoformat())["items"] == []
