"""A ticker from a phone: three entries in seconds, one recalled, a reader who sees them come."""

import os
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from articles.press.add_entry import add_entry
from articles.press.correct_entry import correct_entry
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.reader.models import Entry, Story
from tests.cast import approved
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in
from .test_every_screen import cookie, found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def ticker(reporter, chief):
    """The tests' own hasher is too quick to be the product's."""
    chief.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    chief.save(update_fields=["password"])
    article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(article, by=chief)
    return article


def test_three_entries_are_added_from_a_phone_and_one_is_recalled(ticker, chief):
    with serving("newsroom.wsgi") as site, browsing(**PHONE) as page:
        log_in(page, site, "chief")
        page.goto(site + reverse("admin:articles_article_ticker", args=[ticker.pk]))
        for words in ("Der Pegel steigt.", "Die Fähre liegt fest.", "Das war ein Irrtum."):
            page.fill("#id_text", words)
            page.tap("#jot button[type=submit]")
            page.wait_for_selector(".messagelist .success")
            assert page.input_value("#id_text") == ""
        button = page.locator("#jot button[type=submit]").bounding_box()
        assert button["height"] >= 44
        assert button["y"] + button["height"] < PHONE["viewport"]["height"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator(".entries li").first.locator("[value=recall]").tap()
        page.wait_for_selector(".entries .recalled")
        page.goto(site + Story.objects.get().path)
        lines = page.locator("ol.ticker > li").all_inner_texts()
        assert len(lines) == 2
        assert "Die Fähre liegt fest." in lines[0]
        assert page.complaints == []


def test_after_the_first_minute_the_desk_says_why_it_stays(ticker, chief):
    entry = add_entry(ticker, by=chief, text="Das war ein Irrtum.")
    with serving("newsroom.wsgi") as site, browsing(**PHONE) as page:
        log_in(page, site, "chief")
        page.goto(site + reverse("admin:articles_article_ticker", args=[ticker.pk]))
        late = entry.live_from - timedelta(minutes=2)
        Entry.objects.filter(pk=entry.pk).update(live_from=late)
        page.tap("[value=recall]")
        page.wait_for_selector(".messagelist .error")
        assert page.locator(".entries .recalled").count() == 0
        assert page.locator("[value=recall]").count() == 0


def test_what_was_typed_and_not_sent_is_there_again_on_another_device(ticker, chief):
    there = reverse("admin:articles_article_ticker", args=[ticker.pk])
    with serving("newsroom.wsgi") as site:
        with browsing(**PHONE) as page:
            log_in(page, site, "chief")
            page.goto(site + there)
            page.locator("#id_text").press_sequentially("Halb fer")
            page.wait_for_selector("[data-said][data-is=kept]")
        with browsing() as page:
            log_in(page, site, "chief")
            page.goto(site + there)
            assert page.input_value("#id_text") == "Halb fer"
            page.press("#id_text", "End")
            page.context.set_offline(True)
            page.locator("#id_text").press_sequentially("tig.")
            page.wait_for_selector("[data-said][data-is=offline]")
            page.context.set_offline(False)
            page.click("#jot button[type=submit]")
            page.wait_for_selector(".messagelist .success")
    assert Entry.objects.get().line == "Halb fertig."


def test_a_reader_in_the_middle_is_told_and_not_moved(ticker, chief):
    for number in range(20):
        add_entry(ticker, by=chief, headline=f"Eintrag {number}", text="Der Pegel steigt. " * 12)
    slip = add_entry(ticker, by=chief, headline="Ein Irrtum", text="Falsch. " * 40)
    with serving("newsroom.wsgi") as site, browsing(**PHONE) as page:
        asked = []
        page.on("request", lambda one: asked.append(one) if "/entries/" in one.url else None)
        page.clock.install()
        page.goto(site + Story.objects.get().path)
        read = page.locator("ol.ticker > li").nth(10)
        read.scroll_into_view_if_needed()
        before = read.bounding_box()["y"]
        page.clock.fast_forward(15_000)
        assert asked == []
        recall_entry(ticker, by=chief, key=slip.key)
        add_entry(ticker, by=chief, headline="Neu eins", text="Der Pegel fällt.")
        add_entry(ticker, by=chief, headline="Neu zwei", text="Der Pegel fällt.", key_point=True)
        page.clock.fast_forward(15_000)
        page.wait_for_selector("[role=status] button")
        assert "2" in page.inner_text("[role=status]")
        assert abs(page.locator("ol.ticker > li").nth(9).bounding_box()["y"] - before) < 2
        assert page.locator("text=Ein Irrtum").count() == 0
        page.tap("[role=status] button")
        assert "Neu zwei" in page.locator("ol.ticker > li").first.inner_text()
        assert "Neu zwei" in page.inner_text(".key")
        hide(page, hidden=True)
        page.clock.fast_forward(120_000)
        assert len(asked) == 1
        hide(page, hidden=False)
        page.clock.run_for(100)
        page.wait_for_timeout(300)
        assert len(asked) == 2
        assert asked[1].all_headers()["if-none-match"] == asked[0].response().headers["etag"]
        assert page.locator("[role=status] button").count() == 0
        assert page.complaints == []


def hide(page, *, hidden: bool) -> None:
    """As if the reader had gone to another tab, or come back."""
    page.evaluate(
        "(is) => {"
        " Object.defineProperty(document, 'hidden', { configurable: true, get: () => is });"
        " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )


def test_tickers_have_nothing_that_axe_finds_and_never_scroll_sideways(ticker, chief):
    entry = add_entry(ticker, by=chief, headline="Pegel", text="Er steigt.", key_point=True)
    correct_entry(ticker, by=chief, key=entry.key, note="Er fiel.", text="Er fällt.")
    story = Story.objects.get()
    desk = (
        reverse("admin:articles_article_ticker", args=[ticker.pk]),
        reverse("admin:articles_article_ticker_entry", args=[ticker.pk, entry.key]),
    )
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, chief)])
        for path in (story.path, f"{story.path}entries/{entry.key}/", *desk):
            page.goto(site + path)
            assert found(page, path) == []
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_page_says_everything_and_how_to_see_more(ticker, chief):
    add_entry(ticker, by=chief, text="Der Pegel steigt.")
    with serving("newsroom.wsgi") as site, browsing(java_script_enabled=False, **PHONE) as page:
        page.goto(site + Story.objects.get().path)
        add_entry(ticker, by=chief, text="Der Pegel fällt.")
        page.locator(".by a", has_text="laden").or_(page.locator(".by a", has_text="Reload")).tap()
        assert "Der Pegel fällt." in page.inner_text("ol.ticker")
