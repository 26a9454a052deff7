"""Pages are packed once for a cache that keeps them so, and for nobody else."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from articles.press.publish import publish
from articles.reader.packing import pack
from tests.cast import approved

SECRET = "0123456789abcdef0123456789abcdef"
PAGES = ["/", "/stadt/", "/rss.xml", "/feed.json", "/stadt/2026/11/nichts/"]
LONG = b"Die Faehre muss fahren. " * 50


@pytest.fixture(autouse=True)
def behind_nginx(settings):
    settings.EDGE, settings.EDGE_SECRET = "nginx", SECRET


@pytest.fixture
def get(client, as_reader, reporter, chief):
    publish(approved(reporter, chief), by=chief)

    def ask(path, accepted="gzip", secret=SECRET, **more):
        told = {"X-Newsroom-Edge": secret, "Accept-Encoding": accepted, **more}
        with as_reader():
            return client.get(path, headers=told)

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_cache_gets_the_page_packed_and_always_as_the_same_bytes(get, path):
    plain, packed = get(path, accepted=""), get(path)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))
    assert get(path).content == packed.content


@pytest.mark.django_db
def test_a_packed_page_is_known_again_by_its_weak_tag(get):
    tag = get("/", accepted="")["ETag"]
    assert get("/")["ETag"] == f"W/{tag}"
    again = get("/", **{"If-None-Match": f"W/{tag}"})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Encoding" not in again


@pytest.mark.django_db
@pytest.mark.parametrize("edge", ["none", "varnish", "fastly", "cloudflare"])
def test_nobody_else_gets_it_packed(get, settings, edge):
    assert "Content-Encoding" not in get("/", secret="")
    settings.EDGE = edge
    assert "Content-Encoding" not in get("/")


def packed(answer, accepted="gzip"):
    request = RequestFactory(headers={"Accept-Encoding": accepted}).get("/")
    pack(request, answer)
    return answer.headers.get("Content-Encoding")


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        *(("text/html; charset=utf-8", "gzip"), ("application/feed+json", "gzip")),
        *(("application/xml", "gzip"), ("image/svg+xml", "gzip"), ("image/jpeg", None)),
        *(("image/png", None), ("application/octet-stream", None), ("", None)),
    ],
)
def test_texts_are_packed(kind, wanted):
    assert packed(HttpResponse(LONG, content_type=kind or " ")) == wanted


def test_what_is_short_packed_already_or_a_file_is_left_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_bytes(LONG)
    assert packed(HttpResponse(b"short")) is None
    with (tmp_path / "a.txt").open("rb") as file:
        assert packed(FileResponse(file)) is None
    assert packed(HttpResponse(LONG), accepted="br") is None
    assert packed(HttpResponse(LONG, headers={"Content-Encoding": "br"})) == "br"
