"""What readers would get, beside what is being written: drawn while typing, saved by nobody."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password

from articles.drafts.models import Article, Version
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
BODY = "".join(
    f"<p>Absatz {number} über die Fähre, der seine Länge hat.</p>" for number in range(60)
)


@pytest.fixture(autouse=True)
def article(reporter, chief):
    """The tests' own hasher is too quick to be the product's."""
    for user in (reporter, chief):
        user.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
        user.save(update_fields=["password"])
    return draft(reporter, body=BODY)


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


def in_frame(page):
    return page.frame_locator("#preview iframe")


def test_the_page_is_drawn_while_one_types_and_keeps_its_place(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.focus(".preview-toggle")
        page.keyboard.press("Enter")
        in_frame(page).locator("h1", has_text="Die Fähre muss fahren").wait_for()
        frame = page.query_selector("#preview iframe").content_frame()
        assert frame.url.endswith("/preview/")
        frame.evaluate("scrollTo(0, 1500)")
        page.fill("#id_headline", "Noch ungesichert")
        in_frame(page).locator("h1", has_text="Noch ungesichert").wait_for()
        page.click(".ProseMirror p:first-child")
        page.keyboard.type("Getippt: ")
        in_frame(page).locator("p", has_text="Getippt: ").wait_for()
        assert frame.evaluate("scrollY") == 1500
        assert page.complaints == []
    assert Version.objects.count() == 1
    assert Article.objects.get().headline != "Noch ungesichert"


def test_width_and_brightness_are_kept_for_the_next_time(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click(".preview-toggle")
        page.click("[data-width='1180']")
        page.click("[data-scheme=dark]")
        open_article(page, site)
        in_frame(page).locator("h1").wait_for()
        frame = page.query_selector("#preview iframe").content_frame()
        assert frame.evaluate("innerWidth") == 1180
        dark = "getComputedStyle(document.body).backgroundColor == 'rgb(23, 22, 20)'"
        frame.wait_for_function(dark)
        page.click(".preview-close")
        assert page.locator("#preview").is_hidden()
        assert page.locator(".field-section").is_visible()
        open_article(page, site)
        assert page.locator("#preview").is_hidden()
        assert page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_in_anyones_way(reporter, scheme):
    with serving("newsroom.wsgi") as site, browsing(color_scheme=scheme) as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click(".preview-toggle")
        in_frame(page).locator("h1").wait_for()
        assert serious(page) == []


def test_on_a_phone_it_is_a_page_of_its_own_with_the_words_as_typed(reporter):
    phone = {"viewport": {"width": 390, "height": 844}}
    with serving("newsroom.wsgi") as site, browsing(**phone) as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        assert page.locator(".preview-toggle").is_hidden()
        page.fill("#id_headline", "Unterwegs getippt")
        with page.expect_popup() as opened:
            page.click(".bar .preview-page")
        opened.value.locator("h1", has_text="Unterwegs getippt").wait_for()
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        assert page.complaints == []
    assert Article.objects.get().headline == "Unterwegs getippt"
