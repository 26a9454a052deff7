"""The board in a browser: dragged, moved by keyboard, searched, and nothing that axe finds."""

import os
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime

from articles.drafts.assigning import assign
from articles.drafts.models import Article
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Edition
from tests.cast import approved, draft, person_of_the_desk
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie, found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture
def desk(reporter, chief):
    """A story at each stage, and somebody to whom all of it is open."""
    root = person_of_the_desk("root", is_superuser=True, language="de")
    at = clock.now() + timedelta(days=1)
    publish(approved(reporter, chief, headline="Vorgemerkt"), by=chief, live_from=at)
    approved(reporter, chief, headline="Bereit")
    article = draft(root, headline="Neu")
    assign(article, by=chief, writer=root, wanted_by=at)
    return root


def test_stories_are_moved_by_hand_and_by_keyboard(desk):
    desktop = {"width": 1280, "height": 900}
    with serving("newsroom.wsgi") as site, browsing(viewport=desktop) as page:
        page.context.add_cookies([cookie(site, desk)])
        page.goto(f"{site}/admin/?view=columns")
        page.locator("li", has_text="Neu").drag_to(page.locator("[data-column=submitted]"))
        page.wait_for_selector(".messagelist .success")
        assert Article.objects.get(headline="Neu").state == "submitted"
        page.locator("[data-column=submitted] a").focus()
        page.keyboard.press("Alt+ArrowLeft")
        page.wait_for_selector("[data-column=draft] a:focus")
        assert Article.objects.get(headline="Neu").state == "draft"
        page.locator("li", has_text="Neu").drag_to(page.locator("[data-column=ready]"))
        assert page.locator("[data-column=draft] a").count() == 1

        page.goto(f"{site}/admin/?view=week")
        later = (localdate() + timedelta(days=3)).isoformat()
        page.locator("li.due").drag_to(page.locator(f"[data-column='{later}']"))
        page.wait_for_selector(f"[data-column='{later}'] li.due")
        assert localtime(Edition.objects.due().get().live_from).date().isoformat() == later

        page.keyboard.press("/")
        page.keyboard.type("vorgem")
        page.keyboard.press("Enter")
        page.wait_for_selector(".rows a:has-text('Vorgemerkt')")
        assert page.complaints == []


def test_no_view_of_the_board_has_anything_that_axe_finds(desk):
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, desk)])
        for query in ("", "?view=columns", "?view=week"):
            page.goto(f"{site}/admin/{query}")
            assert found(page, query) == []
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width
