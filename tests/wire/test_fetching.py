"""Strangers' addresses are asked only outside, only so long, and only for so much."""

import gzip
import socket
import time

import pytest
from django.utils.translation import override

from articles.wire import fetching
from articles.wire.fetching import NotFetched, fetch

from .strangers import HOST, let_in, stranger

#: Ways to say "this machine", "the machine beside it" or "nobody", PORT standing for a real one.
ADDRESSES = """
http://127.0.0.1:PORT/  http://localhost:PORT/  http://127.1:PORT/  http://127.0.1:PORT/
http://2130706433:PORT/  http://0x7f000001:PORT/  http://0177.0.0.1:PORT/  http://0x7f.1:PORT/
http://0:PORT/  http://0.0.0.0:PORT/  http://127.0.0.2:PORT/  http://127.255.255.254:PORT/
http://[::1]:PORT/  http://[::]:PORT/  http://[::ffff:127.0.0.1]:PORT/
http://[::ffff:7f00:1]:PORT/  http://[0:0:0:0:0:ffff:7f00:0001]:PORT/  http://[::127.0.0.1]:PORT/
http://[64:ff9b::7f00:1]:PORT/  http://[2002:7f00:1::]:PORT/  http://[2001:0:7f00:1::]:PORT/
http://[fe80::1]:PORT/  http://[fe80::1%25lo]:PORT/  http://[fc00::1]:PORT/  http://[ff02::1]:PORT/
http://[2001:db8::1]:PORT/  http://10.0.0.1:PORT/  http://172.16.0.1:PORT/
http://192.168.0.1:PORT/  http://169.254.169.254:PORT/latest/meta-data/  http://100.64.0.1:PORT/
http://192.0.0.192:PORT/  http://192.0.2.1:PORT/  http://198.18.0.1:PORT/  http://224.0.0.1:PORT/
http://240.0.0.1:PORT/  http://255.255.255.255:PORT/  http://192.88.99.1:PORT/
http://①②⑦.0.0.1:PORT/  http://127。0。0。1:PORT/  http://LOCALHOST.:PORT/
https://127.0.0.1:PORT/  https://[::1]:PORT/
http://feeds.example@127.0.0.1:PORT/  http://u:p@localhost:PORT/  http:///127.0.0.1:PORT/
file:///etc/passwd  ftp://127.0.0.1:PORT/  gopher://127.0.0.1:PORT/  data:text/plain,x
//127.0.0.1:PORT/  http:127.0.0.1:PORT/  http://127.0.0.1:99999/  http://127.0.0.1:PORT%20/
http://[::1/  http://localhost%00.example:PORT/  javascript:alert(1)
"""
INSIDE = ADDRESSES.split()
#: In a redirect these name a path on the same computer.
PATHS = ("http:///", "http:1")


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def server():
    with stranger() as found:
        found.say("/", b"<rss/>")
        yield found


@pytest.fixture
def outside(server, monkeypatch):
    """The same server, as if it stood somewhere outside."""
    let_in(monkeypatch, server)
    return server


def test_no_address_that_leads_inside_is_ever_knocked_at(server, monkeypatch):
    monkeypatch.setattr(fetching, "PORTS", {server.port})
    for proxy in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(proxy, server.url(host="127.0.0.1"))
    assert len(INSIDE) >= 50
    for address in INSIDE:
        with pytest.raises(NotFetched):
            fetch(address.replace("PORT", str(server.port)))
    assert server.knocks == 0


def test_no_redirect_leads_inside_either(outside):
    targets = [one.replace("PORT", str(outside.port)) for one in INSIDE]
    targets = [one for one in targets if not one.startswith(PATHS)]
    assert len(targets) >= 50
    for number, target in enumerate(targets):
        outside.say(f"/{number}", b"", "302 Found", f"Location: {target}")
        with pytest.raises(NotFetched):
            fetch(outside.url(f"/{number}"))
    assert outside.knocks == len(targets)


def test_a_name_is_looked_up_once_and_only_what_was_checked_is_connected_to(server, monkeypatch):
    answers = ["203.0.113.7", "127.0.0.1"]
    connected = []

    def look(host, port, **more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    def connect(self, where):
        connected.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(fetching, "public", lambda one: one == "203.0.113.7")
    monkeypatch.setattr(fetching, "PORTS", {server.port})
    with pytest.raises(NotFetched):
        fetch(server.url())
    assert (connected, answers) == (["203.0.113.7"], ["127.0.0.1"])


def test_a_name_with_one_address_inside_is_not_asked_at_its_others(server, monkeypatch):
    def look(host, port, **more):
        rows = ("93.184.216.34", "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in rows]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket.socket, "connect", lambda *where: pytest.fail("it connected"))
    monkeypatch.setattr(fetching, "PORTS", {server.port})
    with pytest.raises(NotFetched, match="inside a network"):
        fetch(server.url())


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111"])
def test_what_everybody_can_reach_is_public(address):
    assert fetching.public(address)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 11211])
def test_other_ports_are_not_asked(port):
    with pytest.raises(NotFetched, match=str(port)):
        fetch(f"http://feeds.example:{port}/")


def test_an_answer_is_read_with_its_headers(outside):
    outside.say("/a%20b?c=d", b"<rss/>", "200 OK", 'ETag: "7"')
    answer = fetch(outside.url("/a b?c=d"), {"If-None-Match": '"6"'})
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"<rss/>", '"7"')
    assert 'If-None-Match: "6"' in outside.asked[0]
    assert f"Host: {HOST}:{outside.port}" in outside.asked[0]


def test_a_redirect_is_followed_and_an_endless_one_is_not(outside):
    outside.say("/old", b"", "301 Moved Permanently", "Location: /")
    outside.say("/ring", b"", "302 Found", "Location: /ring")
    assert fetch(outside.url("/old")).url == outside.url("/")
    with pytest.raises(NotFetched, match="without an end"):
        fetch(outside.url("/ring"))
    assert outside.knocks == 2 + 1 + fetching.HOPS


def test_what_is_too_large_is_refused_packed_or_not(outside):
    bomb = gzip.compress(bytes(3_000_000))
    assert len(bomb) < 10_000
    outside.say("/bomb", bomb, "200 OK", "Content-Encoding: gzip")
    outside.say("/large", bytes(10_001))
    for path in ("/bomb", "/large"):
        with pytest.raises(NotFetched, match="more than 10000"):
            fetch(outside.url(path), largest=10_000)


def test_packed_answers_are_opened_and_broken_packings_refused(outside):
    packed = gzip.compress(b"<rss/>")
    outside.say("/sound", packed, "200 OK", "Content-Encoding: gzip")
    outside.say("/broken", packed[:-9], "200 OK", "Content-Encoding: gzip")
    outside.say("/other", packed, "200 OK", "Content-Encoding: br")
    assert fetch(outside.url("/sound")).body == b"<rss/>"
    for path in ("/broken", "/other"):
        with pytest.raises(NotFetched, match="packed"):
            fetch(outside.url(path))


def test_an_answer_that_breaks_off_is_none(outside):
    outside.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>"
    with pytest.raises(NotFetched, match="broke off"):
        fetch(outside.url())


DRIPS = {
    "headers": b"HTTP/1.1 200 OK\r\nX: ",
    "body": b"HTTP/1.1 200 OK\r\n\r\n",
    "promises": b"HTTP/1.1 100 Continue\r\n\r\n",
}


@pytest.mark.parametrize("part", DRIPS)
def test_an_answer_that_drips_ends_with_the_patience(outside, part):
    def drip(line: socket.socket) -> None:
        line.sendall(DRIPS[part])
        while True:
            line.sendall(DRIPS[part] if part == "promises" else b"x")
            time.sleep(0.02)

    outside.answers["/"] = drip
    with pytest.raises(NotFetched, match="in time"):
        fetch(outside.url(), patience=0.3)


def test_a_resolver_that_hangs_is_left_behind(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: time.sleep(2) or [])
    with pytest.raises(NotFetched, match="in time"):
        fetch("http://feeds.example/", patience=0.1)


@pytest.mark.parametrize("said", [b"", b"\0\xff" * 500, b"HTTP/1.1 abc\r\n\r\n", b"x" * 70_000])
def test_what_is_no_answer_is_refused_in_words(outside, said):
    outside.answers["/"] = said
    with pytest.raises(NotFetched, match="does not answer"):
        fetch(outside.url())
