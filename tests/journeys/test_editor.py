"""A story's whole life, by hand, in a browser: two people, the desk, and what readers see."""

import os

import pytest
from django.contrib.auth.hashers import make_password

from articles.desk.offers import AT_ONCE
from articles.drafts.models import Article
from articles.reader.models import Edition, Story
from tests.cast import section
from tests.serving import get, serving

from .browser import browsing, needs_browser

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture(autouse=True)
def passwords_the_server_knows(reporter, chief):
    """The tests' own hasher is too quick to be the product's."""
    for user in (reporter, chief):
        user.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
        user.save(update_fields=["password"])


def log_in(page, site: str, name: str) -> None:
    page.goto("about:blank")  # an open article would go on saying that somebody is there
    page.context.clear_cookies()
    page.goto(f"{site}/admin/login/?next=/admin/articles/article/")
    page.fill("#id_username", name)
    page.fill("#id_password", "s3cret-and-long")
    page.click("[type=submit]")
    page.wait_for_url(f"{site}/admin/articles/article/")


def open_article(page, site: str) -> None:
    page.goto(f"{site}/admin/articles/article/{Article.objects.get().pk}/change/")
    page.wait_for_selector(".toolbar")


def do(page, site: str, name: str, **fields: str) -> None:
    """Press a verb's button on the article; where it asks something, answer and press again."""
    open_article(page, site)
    menu = page.locator("details.more > summary")
    link = page.locator(f"a[data-verb][href*='/do/{name}/'], [formaction*='/do/{name}/']")
    if not link.is_visible():
        menu.click()
    link.click()
    if name not in AT_ONCE:
        page.wait_for_selector(".verb-foot button")
        for field, value in fields.items():
            one = page.locator(f".verb [name={field}]")
            one.select_option(value) if field == "kind" else one.fill(value)
        page.click(".verb-foot button")
    page.wait_for_selector(".messagelist .success")


def save(page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_selector(".toolbar")


def write(page, site: str, section_key: int) -> None:
    page.goto(f"{site}/admin/articles/article/add/")
    page.wait_for_selector(".toolbar")
    page.fill("#id_headline", "«Die Fähre muss fahren»: Rat beschließt")
    page.fill("#id_standfirst", "Erlenhafen behält seine Fähre.")
    page.select_option("#id_section", str(section_key))
    page.click(".ProseMirror")
    for line in ("Der Rat hat beschlossen.", "## Was nun geschieht", "Gebaut wird im Herbst."):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.keyboard.type("- Spundwand")
    page.keyboard.press("Enter")
    page.keyboard.type("Promenade")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("> Na also.")
    save(page)


def test_from_the_first_word_to_the_last(reporter, chief):
    key = section().pk
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        write(page, site, key)
        body = Article.objects.get().body
        for part in ("<h2 ", "Was nun geschieht</h2>", "<ul ", "<blockquote ", "Na also."):
            assert part in body
        do(page, site, "submit")
        assert page.locator("[data-verb][formaction*='/approve/']").count() == 0

        log_in(page, site, "chief")
        do(page, site, "approve")
        do(page, site, "publish")
        address = f"{site}{Story.objects.get().path}"
        assert "Gebaut wird im Herbst." in get(address)[1].decode()

        open_article(page, site)
        page.fill("#id_standfirst", "Erlenhafen behält seine Fähre bis 2050.")
        assert page.locator("[data-unsaved]").is_visible()
        save(page)
        assert page.locator(".mark-changed").count() == 1
        assert Article.objects.get().body == body
        assert "2050" not in get(address)[1].decode()

        log_in(page, site, "reporter")
        do(page, site, "sign")
        log_in(page, site, "chief")
        do(page, site, "correct", note="Das Jahr fehlte.")
        assert "Das Jahr fehlte." in get(address)[1].decode()
        do(page, site, "withdraw", kind="retracted", reason="Der Beschluss ist nichtig.")
        status, said, _headers = get(address)
        assert (status, "nichtig" in said.decode()) == (410, True)
        assert page.complaints == []
    assert Edition.objects.count() == 2


def test_a_second_tab_is_told_and_keeps_its_words(reporter):
    key = section().pk
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        write(page, site, key)
        other = page.context.new_page()
        open_article(other, site)
        open_article(page, site)
        page.fill("#id_kicker", "Erster Reiter")
        save(page)
        other.fill("#id_kicker", "Zweiter Reiter")
        other.click("[name=_continue]")
        other.wait_for_selector(".conflict")
        assert other.input_value("#id_kicker") == "Zweiter Reiter"
        assert "Erster Reiter" in other.locator(".conflict").inner_text()
        assert Article.objects.get().kicker == "Erster Reiter"
        other.get_by_label("Mein Text").check()
        other.click("[name=_continue]")
        other.wait_for_selector(".messagelist .success")
        assert Article.objects.get().kicker == "Zweiter Reiter"
