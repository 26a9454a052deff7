"""What the first pages promise readers is so: each claim, in both languages, and its proof.

Further claims have their proof in a real browser: tests/journeys/test_readers_screens.py.
"""

import json
import logging
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver
from html5lib import parse as parsed

from articles.drafts.models import Missing
from articles.press.publish import publish
from articles.reader.stylesheet import sheet
from articles.wire.first_pages.making import HERE
from newsroom import watching
from newsroom.journal import Json
from tests.cast import approved
from tests.reader.reading import main_of, parse
from tests.reader.test_leaks import addresses, known

pytestmark = pytest.mark.django_db

PRIVACY = ("en/privacy.md", "de/datenschutz.md")
ACCESS = ("en/accessibility.md", "de/barrierefreiheit.md")
SCRIPTS = sorted((settings.BASE_DIR / "static/reader").glob("*.js"))
PROBES = {"/healthz", "/readyz"}
#: How a script or a style sheet keeps something, or moves something.
KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB|\.cookie|serviceWorker|caches\.")
MOVES = re.compile(r"\b(?:animation|transition)(?:-[a-z]+)?\s*:|@keyframes|smooth|\.animate\(")
#: Elements that load by themselves what they name.
LOADING = {"img": "src", "script": "src", "source": "srcset", "iframe": "src", "video": "src"}
LOADING |= {"audio": "src", "embed": "src", "object": "data", "track": "src"}
LOADED = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload", "manifest"}


def claimed(pages: tuple[str, str], english: str, german: str) -> None:
    """The claim stands in both pages; or this test proves what nobody says any more."""
    for page, words in zip(pages, (english, german), strict=True):
        assert words in (HERE / page).read_text(encoding="utf-8")


def a_few(paths: list[str]) -> list[str]:
    """At most four of a kind of address."""
    found: dict[str, list[str]] = {}
    for path in filter(known, paths):
        found.setdefault(get_resolver("articles.reader.urls").resolve(path).url_name, []).append(
            path
        )
    return [path for kind in found.values() for path in kind[:4]]


@pytest.fixture
def answers(client, as_reader, reporter, chief):
    """An answer of every address of the site."""
    body = '<p>Text</p><div data-embed="https://youtu.be/abcdefghijk">Die Debatte</div>'
    story = publish(approved(reporter, chief, body=body, people=["Ida Werft"]), by=chief).story
    paths = [*a_few(addresses(story.live_from)), story.path, f"{story.path}versions/", "/?a=b"]
    paths += ["/search/?q=f%C3%A4hre", "/search/?q=nie-gewesen", "/people/ida-werft/"]
    client.raise_request_exception = False
    with as_reader():
        return {path: client.get(path) for path in paths}


def test_no_cookies_are_set(answers, client):
    claimed(PRIVACY, "It sets no cookies", "Sie setzt keine Cookies")
    assert len(answers) > 80
    assert not [path for path, answer in answers.items() if answer.cookies]
    assert not [path for path, answer in answers.items() if "Set-Cookie" in answer]
    assert not client.cookies


def test_no_script_of_ours_keeps_anything_in_the_browser():
    claimed(PRIVACY, "keeps nothing else in your browser", "auch sonst nichts in Ihrem Browser ab")
    assert SCRIPTS
    assert not [one.name for one in SCRIPTS if KEEPS.search(one.read_text(encoding="utf-8"))]


def loaded(page) -> set[str]:
    """What a browser fetches for this page without being told to."""
    found = {one.get(LOADING[one.tag], "") for one in page.iter() if one.tag in LOADING}
    links = [one for one in page.iter("link") if LOADED & set(one.get("rel", "").split())]
    return {one for one in found | {link.get("href", "") for link in links} if one}


def test_nothing_is_loaded_from_third_parties(answers):
    claimed(PRIVACY, "loads nothing from third parties", "lädt nichts von Dritten")
    own = {"", urlsplit(settings.SITE_URL).netloc}
    seen = set()
    for path, answer in answers.items():
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            seen |= {
                (path, one)
                for one in loaded(parsed(answer.content.decode(), namespaceHTMLElements=False))
            }
    assert len(seen) > 80
    assert not [one for one in seen if urlsplit(one[1]).netloc not in own]
    for url in re.findall(r"url\(['\"]?([^)'\"]+)", sheet("").text.decode()):
        assert urlsplit(url).netloc == ""


def test_the_policy_lets_no_page_load_from_third_parties(answers):
    """All but frames, into which a click alone puts anything."""
    for path, answer in answers.items():
        # Probes alone have no headers: machines ask them.
        rules = [] if path in PROBES else answer["Content-Security-Policy"].split(";")
        for name, *sources in (one.split() for one in rules if one.strip()):
            if name.endswith("-src") and name != "frame-src":
                assert not [one for one in sources if "." in one or "*" in one], (path, name)


def test_whoever_reads_needs_no_account(answers):
    claimed(PRIVACY, "nobody needs an account", "niemand muss sich anmelden")
    for path, answer in answers.items():
        assert answer.status_code not in {401, 403}, path
        assert "/login" not in answer.headers.get("Location", ""), path


def test_slow_and_failed_requests_are_noted_without_address_and_words(monkeypatch, caplog):
    claimed(PRIVACY, "without IP address and without the words", "ohne IP-Adresse und ohne die W")
    monkeypatch.setattr(watching, "SLOW", 0.0)
    request = RequestFactory().get(
        "/search/?q=geheimwort", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="203.0.113.9"
    )
    with caplog.at_level(logging.WARNING, "newsroom.request"):
        watching.watched(lambda _request: HttpResponse())(request)
    (record,) = caplog.records
    line = Json().format(record)
    assert "/search/" in json.loads(line)["message"]
    assert "geheimwort" not in line
    assert "203.0.113.9" not in line


def test_missing_addresses_are_counted_without_who_asked():
    claimed(PRIVACY, "without who asked for them", "ohne wer sie aufrief")
    names = {one.name for one in Missing._meta.get_fields()}
    assert names <= {"id", "day", "path", "times"}


def test_nothing_moves_by_itself():
    claimed(ACCESS, "Nothing moves by itself", "Nichts bewegt sich von selbst")
    texts = {"sheet": sheet("").text.decode()}
    texts |= {one.name: one.read_text(encoding="utf-8") for one in SCRIPTS}
    for theme in (settings.BASE_DIR / "static/reader/themes").rglob("*.css"):
        texts[theme.name] = theme.read_text(encoding="utf-8")
    assert {name: MOVES.findall(text) for name, text in texts.items() if MOVES.search(text)} == {}


def test_light_and_dark_follow_the_device():
    claimed(ACCESS, "follow the setting of your device", "folgen der Einstellung Ihres Geräts")
    assert "color-scheme:light dark" in sheet("").text.decode()


def test_the_first_stop_leads_to_the_content(answers):
    claimed(ACCESS, "the first stop leads to the content", "der erste Sprung führt zum Inhalt")
    pages = [one for one in answers.values() if b"<main" in one.content]
    assert len(pages) > 20
    for answer in pages:
        page = parse(answer)
        first = next(one for one in page.iter() if one.tag in {"a", "button", "input"})
        assert first.get("href") == f"#{main_of(page).get('id')}", answer.request["PATH_INFO"]


def test_every_story_names_its_language(client, as_reader, reporter, chief):
    claimed(ACCESS, "Every story names its language", "Jeder Bericht nennt seine Sprache")
    for language in ("de", "en", "de-CH", "ar"):
        article = approved(reporter, chief, headline=f"In {language}", language=language)
        path = publish(article, by=chief).story.path
        with as_reader():
            page = parse(client.get(path))
        inherited = page.get("lang") if language == settings.LANGUAGE_CODE else None
        heading = page.find(".//h1")
        assert language in {heading.get("lang"), inherited}
        body = next(one for one in page.iter() if one.get("data-part") == "body")
        assert language in {body.get("lang"), inherited}
