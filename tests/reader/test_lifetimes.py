"""How long a copy is good is told to the cache in front alone, and ends when anything changes."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.press.publish import publish
from articles.press.recall import recall
from articles.reader import clock
from articles.reader.lifetimes import DIALECTS
from tests.cast import approved

pytestmark = pytest.mark.django_db

SECRET = "0123456789abcdef0123456789abcdef"
TELLING = ("X-Accel-Expires", "Surrogate-Control", "Surrogate-Key", "xkey", "Cache-Tag")
PAGES = ["/", "/stadt/", "/rss.xml", "/sitemap.xml", "/sitemap-news.xml", "/search/?q=Hafen"]
PAGES += ["/stadt/2026/11/nichts/", "/robots.txt", "/topics/", "/api/stories/"]


@pytest.fixture(autouse=True)
def behind_nginx(settings):
    settings.EDGE, settings.EDGE_SECRET, settings.EDGE_SECONDS = "nginx", SECRET, 10


@pytest.fixture
def get(client, as_reader):
    def ask(path, secret=SECRET, **headers):
        with as_reader():
            return client.get(path, headers={"X-Newsroom-Edge": secret, **headers})

    return ask


def told(answer):
    return {name for name in TELLING if name in answer}


def left(answer):
    """Seconds for which nginx keeps it, seen from a whole second."""
    return int(answer["X-Accel-Expires"].removeprefix("@")) + 1 - clock.now().timestamp()


@pytest.fixture
def story(reporter, chief):
    return publish(approved(reporter, chief), by=chief).story


@pytest.mark.parametrize("path", PAGES)
def test_the_cache_in_front_is_told_and_nobody_else(get, story, path):
    assert told(get(path)) == {"X-Accel-Expires"}
    assert told(get(path, secret="")) == set()
    assert told(get(path, secret="a guess")) == set()


def test_without_a_cache_in_front_nobody_is_told(get, story, settings):
    settings.EDGE = "none"
    assert told(get("/")) == set()


def test_an_empty_secret_is_no_secret(get, story, settings):
    settings.EDGE_SECRET = ""
    assert told(get("/", secret="")) == set()


@pytest.mark.parametrize("path", ["/", "/stadt/2026/11/nichts/", "/rss.xml"])
def test_a_copy_ends_with_the_next_embargo_that_of_nothing_too(get, story, reporter, chief, path):
    assert 9 <= left(get(path)) <= 11
    at = clock.now().replace(microsecond=0) + timedelta(seconds=4)
    other = approved(reporter, chief, headline="Was noch keiner weiß")
    publish(other, by=chief, live_from=at)
    assert int(get(path)["X-Accel-Expires"].removeprefix("@")) == at.timestamp() - 1
    recall(other, by=chief)
    assert 9 <= left(get(path)) <= 11


def test_an_embargo_shows_to_no_reader(get, story, reporter, chief):
    before = headers_of(get("/", secret=""))
    other = approved(reporter, chief, headline="Was noch keiner weiß")
    publish(other, by=chief, live_from=clock.now() + timedelta(seconds=5))
    assert headers_of(get("/", secret="")) == before


def headers_of(answer):
    """All, less the number that every request has of its own."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


def test_not_modified_is_told_a_lifetime_as_well(get, story):
    again = get("/", **{"If-None-Match": get("/")["ETag"]})
    assert again.status_code == 304
    assert told(again) == {"X-Accel-Expires"}


def test_what_is_asked_at_an_address_is_kept_to_the_end_of_the_second(get, story):
    assert left(get("/stadt/?before=x")) <= 1


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/admin/login/"])
def test_what_is_no_page_for_everybody_is_not_kept(get, path):
    assert told(get(path)) == set()


def test_an_error_is_not_kept(get, story, monkeypatch):
    monkeypatch.setattr("articles.reader.lists.entered", lambda rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        get("/")


def test_the_lifetime_costs_one_statement(get, story):
    get("/")
    with CaptureQueriesContext(connection) as without:
        get("/", secret="")
    with CaptureQueriesContext(connection) as with_it:
        get("/")
    assert len(with_it) == len(without) + 1


@pytest.mark.parametrize("kind", DIALECTS)
def test_every_kind_is_told_in_its_own_words(get, story, settings, kind):
    settings.EDGE = kind
    answer = get(story.path)
    words = {"nginx": ["X-Accel-Expires"], "varnish": ["Surrogate-Control", "xkey"]}
    words |= {"fastly": ["Surrogate-Control", "Surrogate-Key"]}
    words |= {"cloudflare": ["Cloudflare-CDN-Cache-Control", "Cache-Tag"]}
    assert all(name in answer for name in words[kind])
    if kind != "nginx":
        assert answer[words[kind][1]] == story.path


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"EDGE_SECRET": "short"}, "articles.E060"),
        ({"EDGE_SECRET": SECRET[:-1] + '"'}, "articles.E060"),
        ({"EDGE_URLS": ["127.0.0.1:8080"]}, "articles.E061"),
        ({"EDGE_URLS": []}, "articles.E061"),
        ({"EDGE": "fastly"}, "articles.E062"),
    ],
)
def test_a_cache_that_could_not_be_told_is_an_error_at_the_start(settings, wrong, found):
    assert not [one for one in run_checks() if one.id.startswith("articles.E06")]
    for name, value in wrong.items():
        setattr(settings, name, value)
    assert [one.id for one in run_checks() if one.id.startswith("articles.E06")] == [found]
