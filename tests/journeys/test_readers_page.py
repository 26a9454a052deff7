"""A story in a real browser: what it weighs, that it stays where it is, and who is asked."""

import gzip
import os
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from articles.press.publish import publish
from articles.text.blocks import clean
from tests.cast import approved
from tests.serving import serving

from .browser import browsing, needs_browser

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

#: Bytes of a story all told, compressed: page, style sheet, fonts.
BUDGET = 45_000
TEXT = settings.BASE_DIR / "articles/wire/demo/stories/14-hafenplan-zahlen.txt"
BLOCKS = (
    "<table><caption>Wer zahlt</caption><thead><tr>"
    + "".join(f"<th>Eine lange Spalte {number}</th>" for number in range(9))
    + "</tr></thead><tbody><tr>"
    + "<td>21,4</td>" * 9
    + "</tr></tbody></table>"
    "<aside data-box><h3>Kurz</h3><p>Kasten.</p></aside>"
    '<div data-embed="https://youtu.be/abcdefghijk">Die Debatte</div>'
)
SHIFT = """() => new Promise((done) => {
  let sum = 0
  new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value)))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 500)
})"""


@pytest.fixture
def path(reporter, chief):
    parts = TEXT.read_text(encoding="utf-8").split("\n\n")
    body = clean("".join(f"<p>{one}</p>" for one in parts[3:]) + BLOCKS)
    article = approved(
        reporter,
        chief,
        headline="«Planfeststellungsbeschluss»: Donaudampfschifffahrtsgesellschaft klagt",
        standfirst=parts[2],
        body=body,
        people=["Henrike Tamsen"],
    )
    return publish(article, by=chief).story.path


def refuse(route, asked: list[str]) -> None:
    """Nothing leaves this machine; what was asked for is written down."""
    asked.append(route.request.url)
    route.abort()


def packed(body: bytes, kind: str) -> int:
    """What an answer weighs on its way; fonts are compressed as they are."""
    return len(body) if "font" in kind else len(gzip.compress(body, 6))


def test_a_story_weighs_little_stays_where_it_is_and_asks_nobody_else(path):
    with (
        serving("newsroom.public") as site,
        browsing(viewport={"width": 390, "height": 844}) as page,
    ):
        seen = []
        page.on("response", lambda answer: seen.append(answer))
        page.goto(f"{site}{path}", wait_until="networkidle")
        assert {urlsplit(one.url).netloc for one in seen} == {urlsplit(site).netloc}
        weights = {
            urlsplit(one.url).path: packed(one.body(), one.headers.get("content-type", ""))
            for one in seen
        }
        assert sum(weights.values()) <= BUDGET, weights
        assert page.evaluate(SHIFT) == 0
        assert page.context.cookies() == []
        assert page.complaints == []


@pytest.mark.parametrize("width", [320, 640, 768, 1920])
def test_nothing_scrolls_sideways_but_a_wide_table(path, width):
    """640 is a screen of 1280 at 200 % zoom."""
    with (
        serving("newsroom.public") as site,
        browsing(viewport={"width": width, "height": 700}) as page,
    ):
        for address in (path, "/", "/stadt/", f"{path}versions/", "/topics/", "/archive/"):
            page.goto(f"{site}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_it_reads_without_scripts_and_by_keyboard(path):
    with serving("newsroom.public") as site, browsing(java_script_enabled=False) as page:
        page.goto(f"{site}{path}")
        assert page.locator(".body").get_by_text("Die Debatte").is_visible()
        assert page.locator(".embed a").get_attribute("href") == "https://youtu.be/abcdefghijk"
        page.keyboard.press("Tab")
        skip = page.locator("a:focus")
        assert skip.get_attribute("href") == "#content"
        assert skip.bounding_box()["x"] >= 0
        for _step in range(40):
            page.keyboard.press("Tab")
            if page.locator("section.scroll:focus").count():
                break
        else:
            pytest.fail("the table is out of the keyboard's reach")


def test_a_click_and_only_a_click_opens_somebody_elses_player(path):
    with serving("newsroom.public") as site, browsing() as page:
        asked = []
        page.route("**/*youtube*/**", lambda route: refuse(route, asked))
        page.goto(f"{site}{path}", wait_until="networkidle")
        assert page.locator("iframe").count() == 0
        assert asked == []
        page.click(".embed .button")
        page.wait_for_selector("iframe")
        page.wait_for_timeout(200)
        assert asked == ["https://www.youtube-nocookie.com/embed/abcdefghijk"]
        assert page.locator("iframe").get_attribute("title") == "Die Debatte"
        assert not [one for one in page.complaints if "Content Security" in one]
