"""Every kind of page readers get: nothing serious that axe finds, on a desk and on a phone, by
light and by dark; and nothing is left behind in the browser."""

import os
from urllib.parse import urlsplit

import pytest

from articles.catalog.models import Tag
from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.text.blocks import clean
from tests.cast import BODY, approved, revise
from tests.reader.test_claims import ACCESS, PRIVACY, claimed
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

MORE = (
    "<table><caption>Wer zahlt</caption><thead><tr><th>Wer</th><th>Was</th></tr></thead>"
    "<tbody><tr><td>Stadt</td><td>21,4</td></tr></tbody></table>"
    "<aside data-box><h3>Kurz</h3><p>Kasten.</p></aside>"
    '<div data-embed="https://youtu.be/abcdefghijk">Die Debatte</div>'
)


@pytest.fixture
def pages(reporter, chief) -> list[str]:
    tag = Tag.objects.create(name="Hafenplan", introduction="Worum es geht.")
    article = approved(
        reporter, chief, body=clean(BODY + MORE), tags=[tag], people=["Henrike Tamsen"]
    )
    story = publish(article, by=chief).story
    changed = revise(article, reporter, chief, standfirst="Erlenhafen behält seine Fähren.")
    correct(changed, by=chief, note="Es sind zwei Fähren.")
    gone = approved(reporter, chief, headline="Falsch")
    former = publish(gone, by=chief).story.path
    withdraw(gone, by=chief, reason="Falsch.")
    ticker = publish(approved(reporter, chief, headline="Live", kind="ticker"), by=chief).story
    day = f"{story.live_from:%Y/%m/%d}"
    return [
        *("/", "/stadt/", "/topics/", "/topics/hafenplan/", "/people/henrike-tamsen/"),
        *(story.path, f"{story.path}versions/", ticker.path, former, "/nie-gewesen/"),
        *("/search/", "/search/?q=f%C3%A4hre&order=best", "/search/?q=nie-gewesen"),
        *("/archive/", f"/archive/{day[:7]}/", f"/archive/{day}/", "/corrections/", "/feeds/"),
    ]


def test_axe_finds_nothing_serious_and_nothing_is_left_in_the_browser(pages):
    claimed(ACCESS, "tested with automatic tools", "Geprüft wird mit automatischen Werkzeugen")
    claimed(PRIVACY, "keeps nothing else in your browser", "auch sonst nichts in Ihrem Browser ab")
    said: list[str] = []
    asked: set[str] = set()
    with serving("newsroom.public") as site, browsing() as page:
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        for path in pages:
            answer = page.goto(site + path)
            assert answer.status in {200, 404, 410}, path
            said += found(page, path)
        assert page.context.cookies() == []
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
        assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
        assert asked == {urlsplit(site).netloc}
    assert said == []
