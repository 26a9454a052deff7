"""`manage.py warm` asks a cache for every page of the site's maps, and for what pages name."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.reader.addresses import feeds_of
from tests.delivery.origin import Behind, Origin, serving

pytestmark = pytest.mark.django_db

FEEDS = feeds_of("/")
SHEET = "/site.0123456789ab.css"
PICTURE = f"/media/{'0' * 64}.avif"
STORY = "/stadt/2026/11/eine-meldung/"


def a_map(*paths):
    return "".join(f"<loc>https://news.example{one}</loc>" for one in paths)


@pytest.fixture
def site(settings):
    settings.EDGE, settings.SITE_URL = "nginx", "https://news.example"
    behind = Behind()
    behind.origin = Origin("nginx")
    behind.origin.pages = {
        "/sitemap.xml": a_map("/sitemap-pages.xml", "/sitemap-2026-11.xml"),
        "/sitemap-pages.xml": a_map("/", "/stadt/"),
        "/sitemap-2026-11.xml": a_map(STORY),
        STORY: f'<link href="{SHEET}"><img src="{PICTURE}" srcset="{PICTURE} 400w">',
        "/": f'<link href="{SHEET}">',
    }
    with serving(behind.handler()) as server:
        settings.EDGE_URLS = [f"http://127.0.0.1:{server.server_port}"]
        yield behind.origin


def warm(*arguments):
    said = StringIO()
    call_command("warm", *arguments, stdout=said, stderr=StringIO())
    return said.getvalue()


def test_every_page_and_what_it_names_is_asked_for_once(site):
    said = warm()
    pages = {"/", "/stadt/", STORY, SHEET, PICTURE, *FEEDS}
    assert {path: many for path, many in site.renders.items() if "sitemap" not in path} == (
        dict.fromkeys(pages, 1)
    )
    assert f"{len(pages)} asked for, 0 not answered" in said


def test_it_asks_under_the_name_of_the_site(site):
    warm()
    assert {one["Host"] for one in site.asked} == {"news.example"}


def test_it_stops_where_it_is_told_to(site):
    warm("--most", str(len(FEEDS)))
    assert STORY not in site.renders


def test_pages_that_do_not_come_are_counted_and_make_it_fail(site, monkeypatch):
    answer = site.answer

    def broken(call):
        site.status = 500 if call.path == "/stadt/" else 200
        answer(call)

    monkeypatch.setattr(site, "answer", broken)
    with pytest.raises(CommandError, match="Not everything"):
        warm()


def test_a_site_that_is_away_is_said(site):
    site.dead = True
    with pytest.raises(CommandError, match="maps"):
        warm()
