"""A chief walks through tomorrow's paper; the readers' own process knows no such door."""

import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from articles.desk.moment import address
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Story
from tests.cast import approved
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_editor import log_in

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tomorrow(reporter, chief):
    """The tests' own hasher is too quick to be the product's."""
    chief.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    chief.save(update_fields=["password"])
    moment = (clock.now() + timedelta(days=1)).replace(microsecond=0)
    publish(approved(reporter, chief), by=chief, live_from=moment)
    return moment


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tomorrows_paper_is_walked_through(tomorrow, scheme):
    with serving("newsroom.wsgi") as site, browsing(color_scheme=scheme) as page:
        log_in(page, site, "chief")
        page.goto(f"{site}/admin/as-of/")
        page.click("main a:has-text('Rat beschließt')")
        assert "Die Fähre muss fahren" in page.inner_text("h1")
        assert f"{timezone.localtime(tomorrow):%H:%M}" in page.inner_text(".desk-bar")
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
        assert page.complaints == []
        page.fill(".desk-bar input[name=at]", "2026-01-01T06:00")
        page.click(".desk-bar button")
        page.wait_for_url("**/admin/as-of/2026-01-01T06:00:00/**")
        assert page.locator("h1:has-text('Die Fähre')").count() == 0
        assert get(f"{site}{Story.objects.get().path}")[0] == 404


def test_the_public_process_has_no_such_door(tomorrow):
    path = Story.objects.get().path
    with serving("newsroom.public") as site:
        absent = get(f"{site}/nowhere-at-all/x")
        for door in (address(tomorrow, path), "/admin/as-of/", "/admin/as-of/2199-01-01T00:00/"):
            assert get(site + door)[:2] == absent[:2]
        assert absent[0] == 404
