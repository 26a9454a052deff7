"""A reporter's first day: log in, find the assignment, write, hand in, with the tour beside it."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password

from articles.drafts.assigning import assign
from articles.drafts.models import Article, User
from tests.cast import draft, person_of_the_desk
from tests.serving import serving

from .browser import browsing, needs_browser

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
NEXT = ".tour-step:not([hidden]) .button.default"


@pytest.fixture
def ida(editor):
    """New today, with something to write."""
    password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    user = person_of_the_desk("ida", "reporter", language="en", tour=1)
    user.password = password
    user.save(update_fields=["password"])
    assign(draft(editor, headline="Der neue Anleger"), by=editor, writer=user)
    return user


def log_in(page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.fill("#id_username", "ida")
    page.fill("#id_password", "s3cret-and-long")
    page.click("[type=submit]")
    stands(page, "[data-tour]")


def stands(page, what: str) -> None:
    """A screen with that on it has come, and its scripts have run."""
    page.wait_for_selector(what)
    page.wait_for_load_state("load")


def title(page) -> str:
    """The step that stands open, as it is called."""
    heading = page.locator(".tour-step:not([hidden]) h2")
    return heading.evaluate("(one) => one.lastChild.textContent.trim()")


def press(page, what: str, title_of_next: str) -> None:
    """By keyboard alone; the next step's heading takes the focus and so is read out."""
    with page.expect_response("**/admin/tour/") as answer:
        page.locator(what).focus()
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    assert title(page) == title_of_next
    assert title_of_next in page.evaluate("document.activeElement.textContent")


def severe(page) -> list[str]:
    assert page.complaints == []
    found = Axe().run(page).response["violations"]
    page.complaints.clear()  # axe's own styles, which the policy stops
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_first_day_from_the_log_in_to_what_comes_after_handing_in(ida, width):
    with (
        serving("newsroom.wsgi") as site,
        browsing(viewport={"width": width, "height": 850}) as page,
    ):
        log_in(page, site)
        assert title(page) == "Find your assignment"
        assert page.locator("section[aria-labelledby=list-mine].tour-place").is_visible()
        assert severe(page) == []
        with page.expect_response("**/admin/tour/"):  # an open article is past finding it
            page.get_by_role("link", name="Der neue Anleger").click()
        stands(page, ".toolbar")
        assert title(page) == "Write"
        assert severe(page) == []

        page.click("text=Show me >> visible=true")
        assert page.evaluate("document.activeElement.id") == "id_headline"
        page.keyboard.press("End")
        page.keyboard.type(" ist fertig")
        press(page, NEXT, "Read the proof")
        assert page.input_value("#id_headline") == "Der neue Anleger ist fertig"
        press(page, NEXT, "Submit")
        assert page.locator("#verbs.tour-place").is_visible()
        page.keyboard.press("Control+s")
        stands(page, ".messagelist .success")
        stands(page, ".toolbar")
        assert title(page) == "Submit"
        with page.expect_response("**/admin/tour/"):  # and what is handed in past submitting it
            page.click("#verbs [formaction*='/do/submit/']")
        stands(page, ".messagelist .success")
        assert title(page) == "What happens next"
        press(page, NEXT, "Where help is")
        page.click("text=Show me >> visible=true")
        assert page.evaluate("document.activeElement.id") == "account-menu"
        width_of_page = page.evaluate("document.documentElement.scrollWidth")
        with page.expect_response("**/admin/tour/"):
            page.click(NEXT)
        assert "menu under your name" in page.locator("[role=status].tour-over").inner_text()
        assert page.evaluate("document.activeElement.id") == "content-start"
        page.goto(f"{site}/admin/")
        assert page.locator("[data-tour]").count() == 0
        page.click("#account-menu")
        page.get_by_role("button", name="Tour for the first day").click()
        stands(page, "[data-tour]")
        assert title(page) == "Find your assignment"
        assert page.complaints == []
    assert width_of_page <= width
    article = Article.objects.get()
    assert (article.state, article.headline) == ("submitted", "Der neue Anleger ist fertig")
    assert User.objects.get(pk=ida.pk).tour == 1


def test_it_is_skipped_and_nothing_that_was_typed_is_lost_without_a_connection(ida):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site)
        page.goto(f"{site}/admin/articles/article/{Article.objects.get().pk}/change/")
        stands(page, ".toolbar")
        page.fill("#id_headline", "Getippt")
        page.context.set_offline(True)
        page.click(NEXT)
        assert title(page) == "Read the proof"
        assert page.input_value("#id_headline") == "Getippt"
        page.context.set_offline(False)
        with page.expect_response("**/admin/tour/") as answer:
            page.click(".tour-step:not([hidden]) .plain[name=step]")
        assert answer.value.status == 204
        assert page.locator(".tour-step:visible").count() == 0
        assert page.input_value("#id_headline") == "Getippt"
    assert User.objects.get(pk=ida.pk).tour == 0
    assert Article.objects.get().headline == "Der neue Anleger"


@pytest.mark.parametrize("width", [1280, 390])
def test_help_opens_the_guide_at_the_part_about_the_screen(ida, width):
    with (
        serving("newsroom.wsgi") as site,
        browsing(viewport={"width": width, "height": 850}) as page,
    ):
        log_in(page, site)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(f"{site}/admin/")
            assert severe(page) == []
            page.click("#account-menu")
            page.get_by_role("link", name="Help", exact=True).click()
            page.wait_for_url("**/admin/guide/#the-desk")
            assert page.locator("#the-desk").bounding_box()["y"] < 300
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert severe(page) == []
