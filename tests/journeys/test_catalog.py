"""Housekeeping in a browser: a dead link is found and a person who was entered twice is one."""

import os
from datetime import timedelta

import pytest

from articles.catalog.models import Person
from articles.drafts.models import Article, Outward
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved, person_of_the_desk
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie, found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture
def root(reporter, chief):
    body = '<p>So steht es <a href="https://weg.example/">im Gutachten</a> des Amts.</p>'
    for name in ("Ida Lund", "Ida Lundt"):
        publish(approved(reporter, chief, headline=name, people=[name], body=body), by=chief)
    Outward.objects.create(
        article=Article.objects.get(headline="Ida Lundt"),
        address="https://weg.example/",
        host="weg.example",
        failures=3,
        failed_since=clock.now() - timedelta(days=4),
        asked_at=clock.now(),
        outcome="Status 404.",
    )
    return person_of_the_desk("root", is_superuser=True, language="en")


def test_housekeeping(root):
    old = Person.objects.get(name="Ida Lundt")
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/articles/outward/")
        assert page.locator("text=https://weg.example/").is_visible()
        assert not found(page, "dead links")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.get_by_role("link", name="Ida Lundt").click()
        page.wait_for_selector("text=This link is dead")

        page.goto(f"{site}/admin/articles/person/{old.pk}/delete/")
        assert page.locator("text=Readers know it from 1 story.").is_visible()
        assert page.locator("main button.default").count() == 0
        assert not found(page, "deleting")

        page.goto(f"{site}/admin/articles/person/{old.pk}/change/")
        page.get_by_role("link", name="Join with another person").click()
        page.get_by_label("Person who stays").fill("Ida Lund")
        page.get_by_role("button", name="Show what would happen").click()
        page.wait_for_selector("text=The page /people/ida-lundt/ leads to /people/ida-lund/")
        assert not found(page, "joining")
        if to := os.environ.get("SHOTS"):
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                page.screenshot(path=f"{to}/reads-join-{width}.png")
        page.get_by_role("button", name="Join", exact=True).click()
        page.wait_for_selector(".messagelist .success")
        page.goto(f"{site}/people/ida-lundt/")
        assert page.url == f"{site}/people/ida-lund/"
        assert page.locator("text=Ida Lundt").count() >= 1
        assert not page.complaints
