"""Suppliers' feeds are asked for when it is their turn, politely, and what is new comes in."""

import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.drafts.models import Article, Dispatch, Supplier
from articles.text.blocks import plain
from articles.wire import polling, reading, tasks
from articles.wire.settling import try_again
from tests.cast import section

from .strangers import HOST, let_in, stranger
from .test_other_formats import ATOM, RSS

pytestmark = pytest.mark.django_db
ITEM = "<item><guid>{n}</guid><title>Rat tagt {n}</title><description>{text}</description></item>"


def rss(*numbers: int, text: str = "Am Kai, um neun.") -> bytes:
    items = "".join(ITEM.format(n=number, text=text) for number in numbers)
    return f"<rss><channel><title>Hafenfunk heute</title>{items}</channel></rss>".encode()


@pytest.fixture
def server(monkeypatch):
    with stranger() as found:
        let_in(monkeypatch, found)
        yield found


@pytest.fixture
def supplier(server):
    return Supplier.objects.create(name="Hafenfunk", address=server.url(), section=section())


def ask(supplier: Supplier) -> Supplier:
    """As its job does; with the row as it is afterwards."""
    polling.ask(supplier.pk)
    supplier.refresh_from_db()
    return supplier


def wait(supplier: Supplier) -> timedelta:
    """Until its next turn, to the minute."""
    return timedelta(minutes=round((supplier.next_at - supplier.asked_at).total_seconds() / 60))


def test_the_entries_of_a_feed_become_drafts_of_its_supplier(server, supplier):
    server.say("/", rss(1, 2))
    assert "2" in ask(supplier).outcome
    article = Article.objects.get(headline="Rat tagt 1")
    assert (article.section, article.standfirst) == (section(), "Am Kai, um neun.")
    assert [one.source.name for one in article.credits.all()] == ["Hafenfunk"]
    assert {one.source for one in Dispatch.objects.all()} == {"Hafenfunk"}


def test_only_what_is_new_is_asked_for(server, supplier):
    server.say("/", rss(1), "200 OK", 'ETag: "7"', "Last-Modified: Tue, 24 Nov 2026 08:00:00 GMT")
    ask(supplier)
    server.say("/", b"", "304 Not Modified")
    ask(supplier)
    assert "If-None-Match" not in server.asked[0]
    assert 'If-None-Match: "7"' in server.asked[1]
    assert "If-Modified-Since: Tue, 24 Nov 2026 08:00:00 GMT" in server.asked[1]
    assert (supplier.failures, supplier.etag) == (0, '"7"')
    assert Article.objects.count() == 1


def test_an_entry_that_is_here_is_not_taken_in_twice(server, supplier):
    server.say("/", rss(1))
    ask(supplier)
    server.say("/", rss(1, 2).replace(b"Hafenfunk heute", b"Hafenfunk am Abend"))
    ask(supplier)
    assert Article.objects.count() == 2


def test_an_entry_is_kept_alone_and_reads_the_same_again(server, supplier, editor):
    server.say("/", rss(1, 2, 3).replace(b"<title>Rat tagt 2</title>", b""))
    ask(supplier)
    for one in Dispatch.objects.all():
        assert bytes(one.content).count(b"<guid>") == 1
    refused = Dispatch.objects.get(state="refused")
    assert "1" in supplier.outcome.split(";")[-1]
    assert [one.why for one in try_again(refused, by=editor)] == ["It has no headline."]
    assert Dispatch.objects.filter(state="refused").count() == 1


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://kai.example/"><title>Kai</title><dc:language>de</dc:language></channel>
<item rdf:about="1"><title>Eins</title><description>Ä &amp;lt; Ö</description></item>
<item rdf:about="2"><title>Zwei</title><link>https://kai.example/2</link></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF], ids=["rss", "atom", "rdf"])
def test_a_part_of_a_feed_says_what_the_whole_said_of_it(feed):
    whole = reading.read(feed.encode(), "feed")
    parts = reading.parts(feed.encode(), "feed")
    assert [piece for piece, _own in parts] == whole
    assert [reading.read(own, "feed") for _piece, own in parts] == [[one] for one in whole]


def test_a_part_of_a_json_feed_does_too():
    items = [{"id": str(n), "title": f"T\ud800{n}", "content_text": "Ä."} for n in (1, 2)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Kai", "items": items}
    data = json.dumps(feed).encode()
    parts = reading.parts(data, "feed")
    assert [reading.read(own, "feed") for _piece, own in parts] == [[one] for one, _own in parts]
    assert [piece.guid for piece, _own in parts] == ["1", "2"]


def test_a_feed_that_fails_is_asked_less_and_less_often_and_at_once_again_when_it_is_back(
    server, supplier
):
    server.say("/", b"", "500 Internal Server Error")
    waits = [wait(ask(supplier)) // timedelta(minutes=1) for _time in range(9)]
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440, 1440]
    assert "500" in supplier.outcome
    server.say("/", rss(1))
    assert wait(ask(supplier)) == timedelta(minutes=15)
    assert supplier.failures == 0


def test_who_wants_to_be_left_alone_is(server, supplier):
    server.say("/", b"", "429 Too Many Requests", "Retry-After: 7200")
    assert wait(ask(supplier)) == timedelta(hours=2)
    moment = format_datetime(timezone.now() + timedelta(hours=5), usegmt=False)
    server.say("/", b"", "503 Service Unavailable", f"Retry-After: {moment}")
    assert wait(ask(supplier)) == timedelta(hours=5)
    server.say("/", b"", "503 Service Unavailable", f"Retry-After: {'9' * 500}")
    assert wait(ask(supplier)) == timedelta(days=1)
    server.say("/", b"", "503 Service Unavailable", "Retry-After: Sun, 99 Foo 0 x")
    assert wait(ask(supplier)) == timedelta(hours=4)


def test_a_feed_that_is_gone_is_asked_no_more(server, supplier):
    server.say("/", b"", "410 Gone")
    assert not ask(supplier).active
    ask(supplier)
    assert server.knocks == 1


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>Wartung</p></html>", b"<rss>", b"\x00\xff", b"{}"]
)
def test_what_is_no_feed_is_said_at_its_supplier_and_makes_no_article(server, supplier, body):
    server.say("/", body, "200 OK", 'ETag: "7"')
    ask(supplier)
    assert (supplier.failures, supplier.etag) == (1, "")
    assert supplier.outcome
    assert not Article.objects.exists()
    assert not Dispatch.objects.exists()


def test_a_feed_that_leads_inside_is_not_followed(server, supplier):
    server.say("/", b"", "302 Found", f"Location: http://127.0.0.1:{server.port}/admin/")
    ask(supplier)
    assert server.knocks == 1
    assert supplier.failures == 1


def test_a_feed_that_moved_is_read_and_said_to_have(server, supplier):
    server.say("/", b"", "301 Moved Permanently", "Location: /new.xml")
    server.say("/new.xml", rss(1))
    assert f"http://{HOST}:{server.port}/new.xml" in ask(supplier).outcome
    assert Article.objects.count() == 1


def test_an_entry_with_a_later_moment_is_a_new_version(server, supplier):
    feed = rss(1).replace(b"<guid>", b"<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate><guid>")
    server.say("/", feed)
    ask(supplier)
    server.say("/", feed.replace(b"08:00", b"09:00").replace(b"um neun", b"um zehn"))
    ask(supplier)
    assert Article.objects.get().standfirst == "Am Kai, um zehn."
    assert plain(Article.objects.get().body) == ""


def test_each_minute_those_whose_turn_it_is_get_a_job_and_nobody_gets_two(supplier):
    other = Supplier.objects.create(name="Later", address="https://later.example/")
    Supplier.objects.filter(pk=other.pk).update(next_at=Now() + timedelta(minutes=1))
    Supplier.objects.create(name="Off", address="https://off.example/", active=False)
    tasks.look(0)
    tasks.look(0)
    jobs = ProcrastinateJob.objects.filter(task_name="wire.ask")
    assert [(one.args, one.lock) for one in jobs] == [({"supplier": supplier.pk}, "wire.ask")]


def test_an_answer_of_the_old_address_says_nothing_about_the_new_one(server, supplier):
    server.say("/", b"", "410 Gone")
    Supplier.objects.filter(pk=supplier.pk).update(address=server.url("/new"))
    polling.poll(supplier)
    supplier.refresh_from_db()
    assert (supplier.active, supplier.outcome) == (True, "")
