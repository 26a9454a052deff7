"""Hubs are told of every feed that a publication touches, once it is out, and told again."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs

import pytest
from django.conf import settings as site
from django.core.checks import run_checks
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.catalog.models import Tag
from articles.delivery.tasks import ping
from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from tests.cast import approved, revise, section
from tests.serving import free_port

pytestmark = pytest.mark.django_db

HUBS = ["https://hub.example/", "https://other.example/push"]
LISTS = ("/", "/stadt/", "/stadt/hafen/", "/topics/hafenplan/", "/people/ada-lovis/")
FEEDS = {f"{path}{name}" for path in LISTS for name in ("rss.xml", "atom.xml", "feed.json")}
RECORD = {f"/corrections/{name}" for name in ("rss.xml", "atom.xml", "feed.json")}


@pytest.fixture
def article(reporter, chief, settings):
    settings.WEBSUB_HUBS = HUBS
    return approved(
        reporter,
        chief,
        section=section("hafen", section("stadt")),
        tags=[Tag.objects.create(name="Hafenplan")],
        people=["Ada Lovis"],
    )


def pings():
    """What each hub will be told; they are forgotten with it."""
    jobs = ProcrastinateJob.objects.filter(task_name="delivery.ping").order_by("id")
    found = [(one.args["hub"], set(one.args["paths"]), one.scheduled_at) for one in jobs]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    return found


def test_a_publication_tells_every_hub_of_every_feed(article, chief):
    publish(article, by=chief)
    assert pings() == [(hub, FEEDS, None) for hub in HUBS]


def test_a_correction_a_withdrawal_and_a_return_touch_the_record_as_well(article, reporter, chief):
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Richtig.")
    pings()
    correct(article, by=chief, note="Falsch.")
    assert pings() == [(hub, FEEDS | RECORD, None) for hub in HUBS]


def test_a_story_that_goes_and_comes_back_is_told_of_both_times(article, chief):
    publish(article, by=chief)
    pings()
    withdraw(article, by=chief, reason="Falsch.")
    assert pings() == [(hub, FEEDS | RECORD, None) for hub in HUBS]
    restore(article, by=chief)
    assert pings() == [(hub, FEEDS | RECORD, None) for hub in HUBS]


def test_of_an_embargo_hubs_hear_at_its_moment(article, chief):
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(article, by=chief, live_from=at)
    assert pings() == [(hub, FEEDS, at) for hub in HUBS]


def test_a_publication_that_fails_tells_nobody(article, chief):
    with transaction.atomic():
        publish(article, by=chief)
        transaction.set_rollback(True)
    assert pings() == []


def test_without_hubs_nobody_is_told(article, chief, settings):
    settings.WEBSUB_HUBS = []
    publish(article, by=chief)
    assert pings() == []


@pytest.fixture
def hub():
    """A hub that answers what `hub.answers` says, and keeps what it heard."""
    heard, answers = [], {}

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self):
            said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            heard.append({name: value[0] for name, value in said.items()})
            self.send_response(answers.get(said["hub.url"][0], 204))
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.heard, server.answers = heard, answers
    server.address = f"http://127.0.0.1:{server.server_port}/hub"
    yield server
    server.shutdown()
    server.server_close()


def test_a_hub_hears_of_each_feed_under_both_names(hub):
    ping(uid="x", hub=hub.address, paths=["/rss.xml", "/stadt/atom.xml"])
    assert hub.heard == [
        {"hub.mode": "publish", "hub.url": url, "hub.topic": url}
        for url in (f"{site.SITE_URL}/rss.xml", f"{site.SITE_URL}/stadt/atom.xml")
    ]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_hub_that_is_busy_makes_the_job_fail_and_come_back(hub, status):
    hub.answers[f"{site.SITE_URL}/rss.xml"] = status
    with pytest.raises(HTTPError):
        ping(uid="x", hub=hub.address, paths=["/rss.xml"])
    assert ping.get_retry_exception(HTTPError("", status, "", {}, None), job_after(1)) is not None
    assert ping.get_retry_exception(HTTPError("", status, "", {}, None), job_after(12)) is None


def job_after(attempts):
    """A job as the worker has it."""
    return type("Job", (), {"attempts": attempts, "priority": 0, "queue": "", "lock": None})()


def test_a_hub_that_does_not_want_a_feed_still_hears_of_the_others(hub):
    hub.answers[f"{site.SITE_URL}/rss.xml"] = 404
    ping(uid="x", hub=hub.address, paths=["/rss.xml", "/atom.xml"])
    assert len(hub.heard) == 2


def test_a_hub_that_is_not_there_makes_the_job_fail():
    with pytest.raises(URLError):
        ping(uid="x", hub=f"http://127.0.0.1:{free_port()}/", paths=["/rss.xml"])


@pytest.mark.parametrize("hub", ["hub.example", "ftp://hub.example/", "https:///x"])
def test_a_hub_without_an_address_stops_the_start(settings, hub):
    settings.WEBSUB_HUBS = [hub]
    assert "articles.E009" in [found.id for found in run_checks()]
