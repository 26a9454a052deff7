"""Every screen of the desk: nothing serious that axe finds, and the keyboard reaches everything.

Light and dark, on a desk and on a phone. What an address shows is found by the permission matrix's
own list, so that a new screen is looked at as soon as it exists.
"""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client

from articles.drafts import saving
from tests.cast import person_of_the_desk
from tests.desk.addresses import address, rows
from tests.desk.stages import Newsroom
from tests.desk.test_permission_matrix import written
from tests.serving import serving

from .browser import browsing, needs_browser

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
#: Width, colour scheme.
VIEWS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
#: No page of HTML.
NO_SCREEN = (
    *("jsi18n/", "autosave/", "find/", "names/", "colleagues/", "/proof/", "/typeset/"),
    *("log.csv", "log.json", "file/"),
)
SEVERE = {"serious", "critical"}


@pytest.fixture
def root(db: None):
    """Somebody to whom every screen opens."""
    return person_of_the_desk("root", is_superuser=True, language="de")


def cookie(site: str, user: Any) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}


def found(page: Any, name: str) -> list[str]:
    """What axe has to say, in every view."""
    said = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for one in Axe().run(page).response["violations"]:
            where = one["nodes"][0]["target"][0]
            if one["impact"] in SEVERE:
                said.append(f"{name} {width} {scheme}: {one['id']} at {where}")
    return said


def screens() -> list[str]:
    """Whatever the table says is a page."""
    _roles, cells = written()
    found = [row for row in rows() if cells[row, "GET", "superuser"] == "200"]
    return [row for row in found if not row.endswith(NO_SCREEN)]


def test_axe_finds_nothing_serious_on_any_screen(root):
    newsroom = Newsroom().all()
    where = {row: address(row, newsroom) for row in screens()}
    said: list[str] = []
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.goto(f"{site}/admin/login/")
        said += found(page, "logged out")
        page.context.add_cookies([cookie(site, root)])
        looked_at = 0
        for row, path in where.items():
            assert page.goto(site + path).status == 200
            looked_at += 1
            said += found(page, row)
    assert said == []
    assert looked_at > 40


def test_axe_finds_nothing_serious_where_something_went_wrong(root, reporter):
    """The question after a clash, a form refused, a page that is not there, a locked account."""
    article = Newsroom().stage("draft")
    said: list[str] = []
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/no/such/page/")
        said += found(page, "404")
        page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
        article.refresh_from_db()
        article.headline = "Die andere Zeile"
        saving.save(article, by=reporter)
        page.fill("#id_headline", "Meine Zeile")
        page.click("[name=_continue]")
        page.wait_for_selector(".conflict")
        said += found(page, "conflict")
        page.goto(f"{site}/admin/articles/person/add/")
        page.click("[name=_save]")
        said += found(page, "refused")
        page.context.clear_cookies()
        page.goto(f"{site}/admin/login/")
        for _ in range(5):
            page.fill("#id_username", "reporter")
            page.fill("#id_password", "falsch")
            page.click("[type=submit]")
        page.wait_for_selector("a[href='/admin/login/']")
        said += found(page, "locked")
        connection.close()
    assert said == []


REACHABLE = """() => {
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [contenteditable=true], [tabindex]")
  const seen = new Set()
  return [...all].filter((one) => {
    if (one.disabled || one.type === "hidden" || one.tabIndex < 0) return false
    if (!one.checkVisibility({ visibilityProperty: true })) return false
    if (one.type !== "radio") return true
    return !seen.has(one.name) && seen.add(one.name)
  }).map((one, number) => {
    one.dataset.stop = one.type === "radio" ? one.name : number
    return one.dataset.stop
  })
}"""
STANDS = "stop => document.querySelector(`[data-stop='${stop}']`)?.outerHTML"
STOP = "() => document.activeElement?.dataset.stop ?? document.activeElement?.name ?? ''"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_on_the_article_page(root, width):
    article = Newsroom().stage("draft")
    with (
        serving("newsroom.wsgi") as site,
        browsing(viewport={"width": width, "height": 900}) as page,
    ):
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
        page.wait_for_selector(".ProseMirror")
        page.wait_for_load_state("networkidle")
        wanted = set(page.evaluate(REACHABLE))
        reached = set()
        for _ in range(len(wanted) + 40):
            page.keyboard.press("Tab")
            reached.add(page.evaluate(STOP))
        left = {stop: page.evaluate(STANDS, stop) for stop in wanted}
        connection.close()
    # What proof or remarks drew anew meanwhile is another element, with no number of ours.
    standing = {stop: html for stop, html in left.items() if html}
    assert {stop: html for stop, html in standing.items() if stop not in reached} == {}
    assert len(standing) > 20
