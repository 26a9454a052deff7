"""Every kind of cache in front keeps the same promises: the real programs, and stand-ins."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django.db import connection

from articles.delivery.edges import edge
from articles.delivery.edges.asking import EdgeAway
from articles.reader.lifetimes import ASKED
from bench import fronts
from tests.delivery.origin import Behind, Origin, StandIn, serving

pytestmark = pytest.mark.django_db

REAL, BY_OTHERS = ("nginx", "varnish"), ("fastly", "cloudflare")
TELLING = {"x-accel-expires", "surrogate-control", "surrogate-key", "xkey", "cache-tag"}
TELLING |= {"cloudflare-cdn-cache-control", "x-newsroom-cache", "age"}


class Site:
    """An application, a cache before it, and the back-end that tells the cache."""

    def __init__(self, kind, origin, port):
        self.kind, self.origin, self.port = kind, origin, port

    def get(self, path, **headers):
        there = HTTPConnection("127.0.0.1", self.port, timeout=10)
        there.request("GET", path, headers=headers)
        answer = there.getresponse()
        answer.text = answer.read().decode()
        there.close()
        return answer

    def refresh(self, *paths, hard=False):
        edge().refresh(paths, hard=hard)


@pytest.fixture(scope="module")
def behind():
    """An application at one port, for all tests of this file."""
    one = Behind()
    with serving(one.handler()) as server:
        one.port = server.server_port
        yield one


@pytest.fixture(scope="module")
def one_varnish(behind, tmp_path_factory):
    """It takes seconds to start, so it is emptied instead."""
    with fronts.varnish(tmp_path_factory.mktemp("varnish"), behind.port) as front:
        yield front


@pytest.fixture
def real(request, tmp_path, behind):
    """`real(kind)` is a running cache that holds nothing yet."""
    with ExitStack() as open_:

        def start(kind):
            if kind == "nginx":
                return open_.enter_context(fronts.nginx(tmp_path, behind.port))
            front = request.getfixturevalue("one_varnish")
            fronts.empty(front)
            return front

        yield start


@pytest.fixture(params=[*REAL, *BY_OTHERS])
def site(request, real, behind, settings):
    kind = request.param
    if why := fronts.missing(kind):
        pytest.skip(why)
    settings.EDGE, settings.EDGE_SECRET = kind, fronts.SECRET
    settings.EDGE_ID, settings.EDGE_TOKEN = "one", "a token"
    settings.SITE_URL = "https://news.example"
    behind.origin = Origin(kind)
    if kind in REAL:
        front = real(kind)
        settings.EDGE_URLS = [front.told]
        yield Site(kind, behind.origin, front.port)
        return
    stand_in = behind.origin.stand_in = StandIn(kind, behind.port)
    with serving(stand_in.handler()) as server:
        settings.EDGE_API = f"http://127.0.0.1:{server.server_port}"
        yield Site(kind, behind.origin, server.server_port)


def only(*kinds):
    return pytest.mark.parametrize("site", kinds, indirect=True)


def test_a_page_is_rendered_once_for_many_readers(site):
    site.origin.pages["/stadt/"] = "old"
    assert [site.get("/stadt/").text for _ in range(5)] == ["old"] * 5
    assert site.origin.renders["/stadt/"] == 1


def test_once_told_nobody_gets_the_old_page(site):
    site.origin.pages |= {"/stadt/": "old", "/": "old"}
    assert site.get("/stadt/").text == site.get("/").text == "old"
    site.origin.pages |= {"/stadt/": "new", "/": "new"}
    assert site.get("/stadt/").text == "old", "the cache keeps nothing: this would prove nothing"
    site.refresh("/stadt/", "/")
    assert site.get("/stadt/").text == site.get("/").text == "new"


def test_telling_twice_does_no_harm(site):
    site.origin.pages["/stadt/"] = "old"
    site.get("/stadt/")
    site.origin.pages["/stadt/"] = "new"
    site.refresh("/stadt/", "/stadt/")
    site.refresh("/stadt/")
    assert site.get("/stadt/").text == "new"


def test_what_was_not_named_stays(site):
    site.origin.pages |= {"/stadt/": "old", "/sport/": "old"}
    site.get("/stadt/")
    site.get("/sport/")
    site.refresh("/stadt/")
    site.get("/sport/")
    assert site.origin.renders["/sport/"] == 1


def test_more_addresses_than_one_question_may_name_are_all_told(site):
    paths = [f"/stadt/2026/11/meldung-{number}/" for number in range(45)]
    site.origin.pages |= dict.fromkeys(paths, "old")
    for path in paths:
        site.get(path)
    site.origin.pages |= dict.fromkeys(paths, "new")
    site.refresh(*paths)
    assert {site.get(path).text for path in paths} == {"new"}


def test_what_is_asked_at_an_address_goes_with_it(site):
    """nginx cannot be told of it, and keeps such answers to the end of a second."""
    site.origin.pages["/stadt/"] = "old"
    if site.kind == "nginx":
        site.origin.life = ASKED
    assert site.get("/stadt/?before=1").text == "old"
    site.origin.pages["/stadt/"] = "new"
    site.refresh("/stadt/")
    if site.kind == "nginx":
        time.sleep(1.1)
    assert site.get("/stadt/?before=1").text == "new"


def test_readers_are_told_nothing_of_lifetimes_and_tags(site):
    answer = site.get("/stadt/", **{"X-Newsroom-Edge": "a guess"})
    assert {name.lower() for name in answer.headers} & TELLING == set()


@only(*REAL)
def test_what_was_taken_away_is_gone_even_if_everything_dies_at_once(site):
    site.origin.pages["/stadt/"] = "old"
    site.get("/stadt/")
    site.origin.pages["/stadt/"], site.origin.status = "gone", 410
    site.refresh("/stadt/", hard=True)
    site.origin.dead = True
    assert "old" not in site.get("/stadt/").text


@only(*REAL)
def test_pages_are_served_when_the_application_is_dead(site):
    site.origin.pages["/stadt/"], site.origin.life = "old", timedelta(seconds=1)
    site.get("/stadt/")
    site.origin.dead = True
    time.sleep(2.1)
    answer = site.get("/stadt/")
    assert (answer.status, answer.text) == (200, "old")


@only(*REAL)
def test_an_error_never_takes_the_place_of_a_page(site):
    site.origin.pages["/stadt/"], site.origin.life = "old", timedelta(seconds=1)
    site.get("/stadt/")
    site.origin.pages["/stadt/"], site.origin.status = "broken", 500
    time.sleep(2.1)
    assert site.get("/stadt/").text == "old"


@only(*REAL)
def test_a_lifetime_ends_when_it_was_said_to(site):
    site.origin.pages["/stadt/"], site.origin.life = "old", timedelta(seconds=1)
    site.get("/stadt/")
    site.origin.pages["/stadt/"] = "new"
    time.sleep(1.1 if site.kind == "varnish" else 2.1)
    assert site.get("/stadt/").text == "new"


@only(*REAL)
def test_strangers_cannot_have_pages_fetched_anew(site):
    site.origin.pages["/stadt/"] = "old"
    site.get("/stadt/")
    site.get("/stadt/", **{"X-Newsroom-Refresh": "a guess"})
    purge = HTTPConnection("127.0.0.1", site.port, timeout=10)
    purge.request("PURGE", "/stadt/", headers={"X-Newsroom-Purge": "/stadt/"})
    assert purge.getresponse().status in {403, 405}
    purge.close()
    site.get("/stadt/")
    assert site.origin.renders["/stadt/"] == 1


@only(*REAL)
def test_nothing_of_a_reader_reaches_the_application(site):
    mine = {"Cookie": "a=1", "Authorization": "Basic x", "Accept-Language": "en", "Host": "evil"}
    site.get("/stadt/", **mine)
    (asked,) = site.origin.asked
    assert not {"Cookie", "Authorization", "Accept-Language"} & set(asked)
    assert asked["Host"] == fronts.NAME


@only(*REAL)
def test_what_links_elsewhere_carry_makes_no_second_copy_of_a_story(site):
    site.get("/stadt/2026/11/eine-meldung/?utm_source=letter")
    site.get("/stadt/2026/11/eine-meldung/?utm_source=wall")
    site.get("/?fbclid=1")
    site.get("/")
    assert site.origin.renders == {"/stadt/2026/11/eine-meldung/": 1, "/": 1}


@only(*REAL)
def test_many_readers_at_once_cost_one_render(site):
    site.origin.pages["/stadt/"], site.origin.slow = "old", 0.2
    with ThreadPoolExecutor(24) as readers:
        texts = set(readers.map(lambda _: site.get("/stadt/").text, range(48)))
    assert texts == {"old"}
    assert site.origin.renders["/stadt/"] == 1


@only("nginx")
def test_a_refresh_that_found_the_application_dead_is_an_error_and_leaves_the_page(site):
    site.origin.pages["/stadt/"] = "old"
    site.get("/stadt/")
    site.origin.dead = True
    with pytest.raises(OSError, match="/stadt/"):
        site.refresh("/stadt/")
    assert site.get("/stadt/").text == "old"


@only("nginx")
def test_an_address_is_refreshed_by_one_worker_at_a_time(site, monkeypatch):
    """The answer of an older moment must not come to lie on a newer one."""
    site.origin.slow, at_once, seen = 0.1, threading.Semaphore(1), []

    def watched(call, answer=site.origin.answer):
        seen.append(at_once.acquire(blocking=False))
        answer(call)
        at_once.release()

    monkeypatch.setattr(site.origin, "answer", watched)
    with ThreadPoolExecutor(3) as workers:
        list(workers.map(lambda _: refresh_and_close(site), range(3)))
    assert seen == [True] * 3


def refresh_and_close(site):
    try:
        site.refresh("/stadt/")
    finally:
        connection.close()


def test_a_cache_that_is_away_is_an_error(site, settings):
    settings.EDGE_URLS = [f"http://127.0.0.1:{fronts.free_port()}"]
    settings.EDGE_API = settings.EDGE_URLS[0]
    with pytest.raises(EdgeAway):
        site.refresh("/stadt/")


@only(*BY_OTHERS)
def test_a_network_that_refuses_is_an_error(site, settings):
    site.origin.stand_in.broken = True
    with pytest.raises(OSError, match="503"):
        site.refresh("/stadt/")


@only(*BY_OTHERS)
def test_a_wrong_token_is_an_error(site, settings):
    site.refresh("/stadt/")
    site.origin.stand_in.purge = lambda *asked: (403, {}, b'{"success": false}')
    with pytest.raises(OSError, match="403"):
        site.refresh("/stadt/")
