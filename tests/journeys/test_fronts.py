"""A front rebuilt by mouse, by keyboard and on a phone; an embargoed lead comes by itself."""

import os
import time
from datetime import timedelta

import pytest

from articles.drafts.models import Placement
from articles.drafts.planning import change, place, plan_of
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved, person_of_the_desk
from tests.fronts import LEAD, SECOND, laid_out
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie, found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture
def paper(reporter, chief):
    """Three stories live, the third the newest."""
    rows = [approved(reporter, chief, headline=one) for one in ("Kai", "Kran", "Orgel")]
    for one in rows:
        publish(one, by=chief)
    return rows


@pytest.fixture
def root(db: None):
    return person_of_the_desk("root", is_superuser=True, language="de")


def leads(site):
    """What stands first on the home page."""
    page = get(f"{site}/")[1].decode()
    return page.split('<span class="t">')[1].split("<")[0]


@needs_browser
def test_a_front_is_rebuilt_by_mouse_and_by_keyboard(paper, root):
    with serving("newsroom.wsgi") as site, browsing(viewport=DESKTOP) as page:
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/fronts/")
        page.locator(".pool .item", has_text="Kai").drag_to(page.locator("ol[data-place=lead]"))
        page.wait_for_selector(".lead .item:has-text('Kai')")
        page.locator(".pool .item", has_text="Kran").drag_to(page.locator("ol[data-place=second]"))
        page.wait_for_selector(".second .item a:focus")
        page.keyboard.press("Alt+ArrowUp")
        page.wait_for_selector(".lead .item:nth-child(2):has-text('Kran')")
        page.keyboard.press("Alt+ArrowUp")
        page.wait_for_selector(".lead .item:nth-child(1):has-text('Kran')")
        assert leads(site) == "Orgel", "nothing is published yet"
        page.click(".front-acts .default")
        page.wait_for_selector(".messagelist .success")
        assert leads(site) == "Kran"
        page.locator(".item", has_text="Kran").drag_to(page.locator(".pool ol"))
        page.wait_for_selector(".pool .item:has-text('Kran')")
        assert [one.article for one in Placement.objects.all()] == [paper[0]]
        assert page.complaints == []


@needs_browser
def test_a_front_is_rebuilt_on_a_phone_and_a_clash_is_shown(paper, root, chief):
    with (
        serving("newsroom.wsgi") as site,
        browsing(viewport=PHONE, has_touch=True, is_mobile=True) as page,
    ):
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/fronts/")
        page.locator(".pool .item", has_text="Kai").locator(".acts button").first.tap()
        page.wait_for_selector(".lead .item:has-text('Kai')")
        page.locator(".item", has_text="Kai").locator("summary").tap()
        page.fill(".lead input[name=headline]", "Der Kai wird gebaut")
        page.locator(".lead .words button[name=do]").tap()
        page.wait_for_selector(".lead .item:has-text('Der Kai wird gebaut')")
        plan = plan_of(None)
        change(plan, place(paper[1], SECOND, by=chief), by=chief, seen=plan.version)
        page.locator(".front-acts .default").tap()
        page.wait_for_selector(".overtaken:has-text('Kran')")
        assert leads(site) == "Orgel"
        assert found(page, "clash") == []
        page.locator(".overtaken .default").tap()
        page.wait_for_selector(".messagelist .success")
        assert leads(site) == "Der Kai wird gebaut"


@needs_browser
def test_fronts_have_nothing_that_axe_finds_and_never_scroll_sideways(paper, root, chief):
    laid_out(chief, *((one, LEAD) for one in paper))
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        for path in ("/admin/fronts/", "/admin/fronts/past/"):
            page.goto(site + path)
            for one in page.locator("details.line, details.words-of").all():
                one.evaluate("one => one.open = true")
            assert found(page, path) == []
            for width in (320, 390):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_embargoed_lead_appears_on_its_second(paper, reporter, chief):
    coming = approved(reporter, chief, headline="Deich")
    laid_out(chief, (coming, LEAD))
    with serving("newsroom.wsgi") as site:
        lifts = clock.now() + timedelta(seconds=2)
        publish(coming, by=chief, live_from=lifts)
        etag = get(f"{site}/")[2]["etag"]
        while clock.now() <= lifts:
            first = leads(site)
            assert first == "Orgel" or clock.now() >= lifts, "never early"
            time.sleep(0.05)
        status, _page, headers = get(f"{site}/", If_None_Match=etag)
        assert status == 200
        assert headers["etag"] != etag
        assert leads(site) == "Deich"
