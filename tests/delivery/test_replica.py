"""Readers who are answered from a replica: late by its lag at most, and never too early."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest

from articles.delivery import replicas
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from tests.cast import approved
from tests.replica import Replica, replicating
from tests.serving import get, serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def replica(db) -> Iterator[Replica]:
    with replicating() as one:
        yield one


@pytest.fixture
def site(replica) -> Iterator[str]:
    """The public process, which knows of no other database than the replica."""
    with serving("newsroom.public", DATABASE_URL=replica.url("newsroom_app")) as address:
        yield address


@pytest.fixture
def told(settings, replica, monkeypatch) -> Replica:
    monkeypatch.setattr(replicas, "PATIENCE", 60)
    settings.REPLICA_URLS = [replica.url("newsroom_app")]
    return replica


def awaited(what: Callable[[], bool], seconds: float = 60) -> float:
    began = time.monotonic()
    for _look in count():
        if what():
            return time.monotonic() - began
        assert time.monotonic() - began < seconds
        time.sleep(0.02)
    raise AssertionError


def status(site: str, path: str) -> int:
    return get(f"{site}{path}")[0]


def test_every_kind_of_page_and_its_304_come_from_it(site, reporter, chief):
    path = publish(approved(reporter, chief, tags=["Fähre"]), by=chief).story.path
    awaited(lambda: status(site, path) == 200)
    for page in (
        "/",
        path,
        f"/{path.split('/')[1]}/",
        "/topics/faehre/",
        "/rss.xml",
        "/sitemap.xml",
    ):
        code, body, headers = get(f"{site}{page}")
        assert (code, bool(body)) == (200, True), page
        if "ETag" in headers:
            assert get(f"{site}{page}", If_None_Match=headers["ETag"])[0] == 304
    assert path in get(f"{site}/search/?q=f%C3%A4hre")[1].decode()


def test_an_embargo_lifts_there_on_its_second_though_nothing_is_sent(
    site, replica, reporter, chief
):
    at = newsroom_clock.now() + timedelta(seconds=10)
    path = publish(approved(reporter, chief), by=chief, live_from=at).story.path
    with_it = position_of(replica)
    awaited(with_it)
    replica.lag()
    seen = []
    while newsroom_clock.now() < at + timedelta(seconds=1):
        asked = newsroom_clock.now()
        seen.append((asked, status(site, path), newsroom_clock.now()))
    replica.go_on()
    assert all(code == 404 for _asked, code, answered in seen if answered < at)
    assert all(code == 200 for asked, code, _answered in seen if asked > at)
    assert {code for _asked, code, _answered in seen} == {200, 404}


def test_an_embargo_that_it_has_not_heard_of_is_late_and_not_early(site, replica, reporter, chief):
    replica.lag()
    at = newsroom_clock.now() + timedelta(seconds=1)
    path = publish(approved(reporter, chief), by=chief, live_from=at).story.path
    has = position_of(replica)
    while newsroom_clock.now() < at + timedelta(seconds=1):
        assert status(site, path) == 404
    replica.go_on()
    awaited(has)
    assert status(site, path) == 200


def test_what_is_withdrawn_stands_there_no_longer_than_it_lags(site, replica, reporter, chief):
    article = approved(reporter, chief)
    path = publish(article, by=chief).story.path
    awaited(lambda: status(site, path) == 200)
    replica.lag()
    withdraw(article, by=chief, reason="Falsch.")
    has = position_of(replica)
    assert status(site, path) == 200
    replica.go_on()
    awaited(has)
    assert status(site, path) == 410


def position_of(replica: Replica) -> Callable[[], bool]:
    wanted = replicas.position()
    return lambda: replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{wanted}'::pg_lsn") == (True,)


def test_the_world_is_told_once_it_has_the_change(told, reporter, chief):
    told.lag()
    publish(approved(reporter, chief), by=chief)
    has = position_of(told)
    assert not has()
    told.go_on()
    replicas.caught_up()
    assert has()


def test_a_replica_that_lags_for_long_puts_the_job_off(told, reporter, chief, monkeypatch):
    monkeypatch.setattr(replicas, "PATIENCE", 0.2)
    told.lag()
    publish(approved(reporter, chief), by=chief)
    with pytest.raises(replicas.ReplicaBehind):
        replicas.caught_up()
    told.go_on()
    monkeypatch.setattr(replicas, "PATIENCE", 60)
    replicas.caught_up()


def test_a_replica_that_is_away_holds_nobody_up(told, settings, caplog):
    settings.REPLICA_URLS = [told.url("newsroom_app").replace(f"port={told.port}", "port=1")]
    replicas.caught_up()
    assert "A replica is away" in caplog.text
