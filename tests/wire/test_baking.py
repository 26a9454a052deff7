"""The public site as files: every link leads somewhere, and nothing is there that readers lack."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import html5lib
import pytest
from django.core.management import CommandError, call_command

from articles.catalog.models import Tag
from articles.drafts.models import Article
from articles.press.correct import correct
from articles.press.move import move
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Redirect, Story
from articles.wire.baking import oven
from articles.wire.baking.naming import Unnameable, address_of, file_of, link_of
from articles.wire.baking.oven import bake
from articles.wire.baking.shelf import OWN, Unbakeable
from tests.cast import approved, draft, revise, section
from tests.pictures import develop, folders, picture

pytestmark = pytest.mark.django_db

__all__ = ["folders"]

SITE = "http://127.0.0.1:8000"
CANARY = "kanarienwort"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """So few stories on a page that a handful makes many pages."""
    monkeypatch.setattr("articles.reader.views.PAGE", 2)
    monkeypatch.setattr("articles.reader.feeds.archive.NEWEST", 2)
    monkeypatch.setattr("articles.reader.feeds.archive.OLDER", 2)


@pytest.fixture
def site(settings):
    settings.SITE_URL = SITE
    return settings


@pytest.fixture
def paper(site, reporter, chief):
    """Live stories of every sort, and words that no reader may see."""
    lead = picture()
    tag = Tag.objects.create(name="Fähre", slug="faehre")
    usual = {"tags": [tag], "people": ["Anna Meier"]}
    stories = [
        approved(reporter, chief, headline=f"Meldung {number}", **usual) for number in range(5)
    ]
    stories[0].lead = lead
    revise(stories[0], reporter, chief, lead=lead)
    for one in stories:
        publish(one, by=chief)
    develop(lead)
    revise(stories[1], reporter, chief, headline="Meldung 1, richtig")
    correct(stories[1], by=chief, note="Die Zahl stimmte nicht.")
    ticker = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(ticker, by=chief)
    page = approved(reporter, chief, kind="page", headline="Impressum", section=None)
    publish(page, by=chief)
    draft(reporter, headline=f"Entwurf {CANARY}")
    due = approved(reporter, chief, headline=f"Sperrfrist {CANARY}", section=section("kultur"))
    publish(due, by=chief, live_from=newsroom_clock.now() + timedelta(days=1))
    return stories


@pytest.fixture
def baking(tmp_path, as_reader):
    """Bake into a folder of the test's own, as the command does."""
    folder = tmp_path / "kopie"

    def run(**more):
        with as_reader():
            return bake(folder, **more)

    run.folder = folder
    return run


def files(folder: Path) -> dict[str, Path]:
    found = [one for one in folder.rglob("*") if one.is_file() and OWN not in one.parts]
    return {str(one.relative_to(folder)): one for one in found}


def written(baked) -> int:
    return sum(line.written for line in baked.lines.values())


def links(place: Path, address: str) -> Iterator[str]:
    """Every address of this site in a file, as whoever reads it would ask for it."""
    text = place.read_text(encoding="utf-8")
    found = re.findall(rf"{SITE}(/(?:[^\s\"'<>\\&)\]]|&amp;)*)", text)
    if place.suffix == ".html":
        page = html5lib.parse(text, namespaceHTMLElements=False)
        for one in page.iter():
            found += [one.get(name) for name in ("href", "src", "action") if one.get(name)]
            found += [part.split(" ")[0] for part in one.get("srcset", "").split(", ") if part]
    for one in found:
        whole = urljoin(f"{SITE}{address}", unescape(one).rstrip(".,"))
        if whole.startswith(f"{SITE}/"):
            yield urlsplit(whole)._replace(scheme="", netloc="", fragment="").geturl()


@pytest.fixture
def served(baking):
    """The copy behind Python's own file server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(baking.folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield lambda path: urlopen(f"http://127.0.0.1:{server.server_port}{path}", timeout=10)
    server.shutdown()
    server.server_close()


def test_every_link_of_the_copy_leads_to_a_file_of_it(paper, baking, served):
    baked = baking()
    assert not baked.failed
    broken, asked = [], set()
    for name, place in files(baking.folder).items():
        if place.suffix in {".html", ".xml", ".json", ".txt", ".webmanifest"}:
            for link in links(place, f"/{name.removesuffix('index.html')}"):
                if link not in asked and not link.startswith(("/admin/", "/search/")):
                    asked.add(link)
                    path = urlsplit(link).path
                    target = baking.folder / (path[1:] + "index.html" * path.endswith("/"))
                    if not target.is_file() or urlsplit(link).query:
                        broken.append((name, link))
    assert broken == []
    assert len(asked) > 60
    with served("/stadt/") as answer:
        assert b"Meldung 4" in answer.read()


def test_lists_go_on_into_files_named_after_the_place(paper, baking):
    baking()
    found = files(baking.folder)
    following = re.compile(r'href="(/stadt/before-[^"]+)" rel="next"')
    older = following.findall(found["stadt/index.html"].read_text())
    seen = 0
    while older:
        seen += 1
        text = found[older[0][1:]].read_text()
        assert f'<link rel="canonical" href="{SITE}{older[0]}">' in text
        older = following.findall(text)
    assert seen >= 2


def test_feeds_lead_to_their_older_pages_and_are_served_as_what_they_are(paper, baking, served):
    baking()
    text = (baking.folder / "rss.xml").read_text()
    (older,) = set(re.findall(rf'"{SITE}(/rss_month-[^"]+[.]xml)"', text))
    with served(older) as answer:
        assert answer.headers["Content-Type"] in {"application/xml", "text/xml"}
        assert b"<item>" in answer.read()
    with served("/feed.json") as answer:
        assert answer.headers["Content-Type"] == "application/json"


def test_pictures_and_static_files_are_there_under_hashed_names(paper, baking):
    baking()
    found = files(baking.folder)
    text = found[f"{Story.objects.get(uid=paper[0].uid).path[1:]}index.html"].read_text()
    shown = set(re.findall(r"/(media/[0-9a-f]{64}[.](?:avif|jpg))", text))
    assert shown
    assert shown <= set(found)
    fonts = set(re.findall(r'href="/(static/reader/fonts/[^"]+)"', text))
    assert fonts
    assert fonts <= set(found)
    assert all(re.search(r"[.][0-9a-f]{12}[.]", one) for one in found if one.startswith("static/"))


def test_nothing_is_there_that_readers_cannot_see(paper, baking):
    baking()
    everything = [one for one in baking.folder.rglob("*") if one.is_file()]
    assert any(b"Meldung 4" in one.read_bytes() for one in everything)
    assert [one for one in everything if CANARY in f"{one}".lower()] == []
    assert [one for one in everything if CANARY.encode() in one.read_bytes().lower()] == []


def test_another_role_than_the_readers_makes_no_copy(paper, tmp_path):
    with pytest.raises(Unbakeable, match="reader's role"):
        bake(tmp_path / "kopie")
    assert not (tmp_path / "kopie").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(paper, baking):
    baking.folder.mkdir()
    (baking.folder / "brief.txt").write_text("Meins.")
    with pytest.raises(Unbakeable, match="no bake made"):
        baking()
    assert [one.name for one in baking.folder.iterdir()] == ["brief.txt"]


def test_search_is_told_of_in_words(paper, baking):
    baking()
    found = files(baking.folder)
    assert "keine Suche" in found["search/index.html"].read_text() or (
        "no search" in found["search/index.html"].read_text()
    )
    pages = [one.read_text() for name, one in found.items() if name.endswith(".html")]
    assert not any("<form" in one or 'rel="search"' in one for one in pages)
    assert "404.html" in found


def test_a_second_run_writes_only_what_changed(paper, baking, reporter, chief):
    first = baking()
    before = {name: one.stat().st_mtime_ns for name, one in files(baking.folder).items()}
    again = baking()
    assert (written(again), again.removed) == (0, 0)
    assert again.files == first.files == len(before)
    assert {name: one.stat().st_mtime_ns for name, one in files(baking.folder).items()} == before
    publish(approved(reporter, chief, headline="Ganz neu", section=section("kultur")), by=chief)
    third = baking()
    after = {name: one.stat().st_mtime_ns for name, one in files(baking.folder).items()}
    same = {name for name in before if after.get(name) == before[name]}
    assert "Ganz neu" in (baking.folder / "kultur/index.html").read_text()
    assert any(name.startswith("media/") for name in same)
    assert 0 < written(third) < len(after)


def test_what_is_gone_leaves_the_copy(paper, baking, chief):
    baking()
    path = Story.objects.get(uid=paper[2].uid).path[1:]
    withdraw(paper[2], by=chief, reason="Sie stimmte nicht.")
    baking()
    assert "Sie stimmte nicht." in (baking.folder / path / "index.html").read_text()
    assert not (baking.folder / path / "versions").exists()
    restore(Article.objects.get(pk=paper[2].pk), by=chief)
    baking()
    assert "Meldung 2" in (baking.folder / path / "index.html").read_text()


def test_of_a_purged_story_no_word_is_left(paper, baking, chief):
    baking()
    purge(paper[2], by=chief, reason="Gerichtsbeschluss.")
    assert baking().removed > 0
    left = [name for name, one in files(baking.folder).items() if b"Meldung 2" in one.read_bytes()]
    assert left == []


def test_a_stopped_run_is_taken_up_again(paper, baking):
    def stopping(done: int, known: int) -> None:
        if done == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        baking(told=stopping)
    stopped = files(baking.folder)
    assert 10 < len(stopped) < 40
    rest = baking()
    assert written(rest) == rest.files - len(stopped)
    assert written(baking()) == 0


def test_a_line_that_a_killed_run_left_unfinished_is_passed_over(paper, baking):
    baking()
    journal = baking.folder / OWN / "journal"
    with journal.open("a") as out:
        out.write('["/stadt/", "stadt/ind')
    (baking.folder / "stadt/index.html").write_text("halb")
    assert written(baking()) == 1
    assert "Meldung 4" in (baking.folder / "stadt/index.html").read_text()


def test_former_addresses_are_small_pages_that_lead_on(paper, baking, chief):
    old = Story.objects.get(uid=paper[3].uid).path
    move(paper[3], by=chief, slug="anders")
    now = newsroom_clock.now()
    Redirect.objects.create(path="/alt/artikel.php", to="/stadt/", live_from=now)
    Redirect.objects.create(path="/fort.html", to="https://woanders.example/?a=1&b", live_from=now)
    Redirect.objects.create(path="/?p=7", to="/stadt/", live_from=now)
    baked = baking()
    moved = (baking.folder / old[1:] / "index.html").read_text()
    to = Story.objects.get(uid=paper[3].uid).path
    assert f'<link rel="canonical" href="{SITE}{to}">' in moved
    assert f'<meta http-equiv="refresh" content="0; url={to}">' in moved
    assert 'url=/stadt/"' in (baking.folder / "alt/artikel.php/index.html").read_text()
    assert "https://woanders.example/?a=1&amp;b" in (baking.folder / "fort.html").read_text()
    assert baked.left_out["redirects of addresses with a question"] == 1


def test_where_a_page_fails_nothing_else_is_taken_away(paper, baking, monkeypatch):
    baking()
    before = set(files(baking.folder))
    asking = oven.ask

    def failing(address: str, etag: str = ""):
        answer = asking(address, etag)
        return replace(answer, status=503, body=b"") if address == "/stadt/" else answer

    monkeypatch.setattr(oven, "ask", failing)
    baked = baking()
    assert baked.failed == [("/stadt/", 503)]
    assert set(files(baking.folder)) == before


def test_the_command_ends_with_a_table(paper, as_reader, tmp_path):
    said = StringIO()
    with as_reader():
        call_command("bake", str(tmp_path / "kopie"), stdout=said, stderr=StringIO())
    told = said.getvalue()
    assert re.search(r"\d+ +\d+  stories\n", told)
    assert re.search(r"\d+ +\d+  in all; 0 removed\n", told)


def test_the_command_says_why_it_does_nothing(paper, tmp_path):
    with pytest.raises(CommandError, match="reader's role"):
        call_command("bake", str(tmp_path / "kopie"), stderr=StringIO())


@pytest.mark.parametrize(
    ("address", "link", "file"),
    [
        ("/", "/", "index.html"),
        ("/stadt/", "/stadt/", "stadt/index.html"),
        ("/stadt/?before=17.4", "/stadt/before-17.4.html", "stadt/before-17.4.html"),
        ("/?before=1.2", "/before-1.2.html", "before-1.2.html"),
        ("/rss.xml?month=2026-10", "/rss_month-2026-10.xml", "rss_month-2026-10.xml"),
        (
            "/corrections/?before=1.2&gone",
            "/corrections/before-1.2_gone.html",
            "corrections/before-1.2_gone.html",
        ),
        ("/f%C3%A4hre/", "/f%C3%A4hre/", "fähre/index.html"),
    ],
)
def test_an_address_has_one_file(address, link, file):
    assert link_of(address) == link
    assert file_of(address) == file


@pytest.mark.parametrize(
    "address",
    [
        "/../etc/passwd",
        "/a/%2e%2e/b/",
        "/a//b/",
        "/.bake/journal",
        "/a%00b/",
        "/a\\b/",
        "/" + "x" * 300,
    ],
)
def test_no_file_stands_outside_the_folder_or_under_an_odd_name(address):
    with pytest.raises(Unnameable):
        file_of(address)


def test_only_links_within_the_site_are_followed_and_foreign_questions_dropped():
    def seen(link: str) -> str | None:
        return address_of(link, "/stadt/", SITE)

    assert seen("?before=1.2") == "/stadt/?before=1.2"
    assert seen(f"{SITE}/a/#b") == "/a/"
    assert seen(SITE) == "/"
    assert seen("/search/?q=x") == "/search/"
    assert seen("//woanders.example/") is None
    assert seen("https://woanders.example/") is None
    assert seen("mailto:a@b.example") is None
    assert seen(f"{SITE}0/a/") is None
