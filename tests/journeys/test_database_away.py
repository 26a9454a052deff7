"""The database goes while somebody writes: a banner, no lost word, and the desk is soon back."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from articles.drafts.models import Article
from tests.cable import cabled
from tests.cast import draft
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article
from .test_nothing_is_lost import kept, write

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

BANNER = "[data-away=away]:not([hidden])"
OFFLINE = "[data-away=offline]:not([hidden])"


@pytest.fixture
def article(reporter):
    """The tests' own hasher is too quick to be the product's."""
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])
    return draft(reporter)


@pytest.fixture
def cable():
    """A socket's address must be short."""
    with tempfile.TemporaryDirectory(prefix="cable-") as folder, cabled(Path(folder)) as line:
        yield line


def test_the_desk_says_that_the_database_is_away_and_is_soon_back(article, cable):
    with serving("newsroom.wsgi", DATABASE_URL=cable.url()) as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        write(page, " Vor dem Ausfall.")
        kept(page)
        cable.cut()
        write(page, " Mitten im Ausfall.")
        page.wait_for_selector(BANNER)
        page.wait_for_selector("[data-saved][data-is=offline]")
        page.click("[name=_continue]")
        page.wait_for_timeout(3000)  # the save has been tried, and was given up
        assert "Mitten im Ausfall." in page.inner_text(".ProseMirror")
        stored = page.evaluate("Object.values(localStorage).join()")
        assert "Mitten im Ausfall." in json.dumps(stored, ensure_ascii=False)
        assert get(f"{site}/healthz")[0] == 200
        assert get(f"{site}/readyz")[0] == 503
        cable.join()
        page.wait_for_selector(BANNER, state="detached")
        kept(page)
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
    assert "Mitten im Ausfall." in Article.objects.get().body


def test_nobody_has_to_type_to_hear_that_the_desk_is_away(article):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        page.clock.install()
        open_article(page, site)
        page.wait_for_selector(".ProseMirror")
        page.context.set_offline(True)
        page.clock.fast_forward(15_500)
        page.wait_for_selector(OFFLINE)
        page.context.set_offline(False)
        page.clock.fast_forward(2_500)
        page.wait_for_selector(OFFLINE, state="hidden")
        assert page.get_attribute("[data-saved]", "data-is") is None


def test_a_refusal_is_told_from_an_absence_and_saving_says_why(article):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.route("**/autosave/**", lambda route: route.fulfill(status=400, json={"error": "x"}))
        write(page, " Trotzdem gesichert.")
        page.wait_for_selector("[data-saved][data-is=refused]")
        assert page.query_selector(BANNER) is None
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
    assert "Trotzdem gesichert." in Article.objects.get().body
