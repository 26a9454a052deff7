"""A killed browser, an ended session, a dead network, two people: every word comes back."""

import os

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import make_password

from articles.drafts.models import Article, Autosave, LogIn
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture(autouse=True)
def article(reporter, editor):
    """The tests' own hasher is too quick to be the product's."""
    for user in (reporter, editor):
        user.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
        user.save(update_fields=["password"])
    return draft(reporter)


def write(page, text: str) -> None:
    """At the end of the text, by hand."""
    page.click(".ProseMirror p:last-child")
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def kept(page) -> None:
    page.wait_for_selector("[data-saved][data-is=kept]")


def body() -> str:
    return Article.objects.get().body


def test_a_killed_browser_loses_nothing(reporter):
    with serving("newsroom.wsgi") as site:
        with browsing() as page:
            log_in(page, site, "reporter")
            open_article(page, site)
            write(page, " Noch ein Satz.")
            kept(page)
            page.fill("#id_kicker", "Hafen")
            page.wait_for_function("document.querySelector('[data-saved]').dataset.is === 'kept'")
            page.wait_for_timeout(3500)
        with browsing() as page:
            log_in(page, site, "reporter")
            open_article(page, site)
            page.click("[data-take]")
            assert page.input_value("#id_kicker") == "Hafen"
            assert "Noch ein Satz." in page.inner_text(".ProseMirror")
            page.click("[name=_continue]")
            page.wait_for_selector(".messagelist .success")
            assert page.complaints == []
    assert "Noch ein Satz." in body()
    assert not Autosave.objects.filter(words__isnull=False).exists()


def test_an_ended_session_asks_for_the_password_and_the_save_goes_through(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        write(page, " Nach dem Abmelden.")
        LogIn.objects.all().delete()
        page.click("[name=_continue]")
        page.wait_for_selector("#log-in[open]")
        page.fill("#again-password", "falsch")
        page.click("#log-in button")
        page.wait_for_selector("#log-in [role=alert]:not([hidden])")
        page.fill("#again-password", "s3cret-and-long")
        page.click("#log-in button")
        page.wait_for_selector(".messagelist .success")
    assert "Nach dem Abmelden." in body()


def test_too_many_wrong_passwords_are_a_wait_and_no_loss(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        write(page, " Nach der Sperre.")
        LogIn.objects.all().delete()
        page.click("[name=_continue]")
        page.wait_for_selector("#log-in[open]")
        for _ in range(5):
            page.fill("#again-password", "falsch")
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.click("#log-in button")
        page.wait_for_selector("#log-in [data-why=locked]:not([hidden])")
        assert page.is_hidden("#log-in [data-why=wrong]")
        AccessAttempt.objects.all().delete()
        page.fill("#again-password", "s3cret-and-long")
        page.click("#log-in button")
        page.wait_for_selector(".messagelist .success")
    assert "Nach der Sperre." in body()


def test_a_dead_network_keeps_it_in_the_browser_and_sends_it_later(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.context.set_offline(True)
        write(page, " Ohne Netz.")
        page.wait_for_selector("[data-saved][data-is=offline]")
        page.click("[name=_continue]")
        page.wait_for_timeout(300)
        assert "Ohne Netz." in page.inner_text(".ProseMirror")
        page.context.set_offline(False)
        kept(page)
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
    assert "Ohne Netz." in body()


def test_what_a_closed_tab_left_in_the_browser_comes_back(reporter):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.context.set_offline(True)
        write(page, " Nie gesendet.")
        page.wait_for_selector("[data-saved][data-is=offline]")
        context = page.context
        page.close()
        context.set_offline(False)
        again = context.new_page()
        open_article(again, site)
        again.click("[data-take]")
        assert "Nie gesendet." in again.inner_text(".ProseMirror")
        again.click("[name=_continue]")
        again.wait_for_selector(".messagelist .success")
    assert "Nie gesendet." in body()


def test_two_people_see_each_other_and_their_changes_merge(reporter, editor):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        other = page.context.browser.new_context(locale="de-DE").new_page()
        log_in(other, site, "editor")
        open_article(other, site)
        write(other, " Von der Redakteurin.")
        kept(other)
        other.click("[name=_continue]")
        other.wait_for_selector(".messagelist .success")
        page.fill("#id_kicker", "Hafen")
        page.wait_for_selector("[data-saved][data-is=conflict]")
        assert "editor" in page.inner_text("[data-saved]")
        page.click("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        page.wait_for_selector("[data-others]:not([hidden])")
        assert "editor" in page.inner_text("[data-others]")
    article = Article.objects.get()
    assert (article.kicker, "Von der Redakteurin." in article.body) == ("Hafen", True)
