"""A gallery, made at the desk of several pictures, in its order and with captions of its own."""

import os
import re

import pytest
from django.contrib.auth.hashers import make_password

from articles.drafts import saving, workflow
from articles.drafts.models import Article
from articles.press.publish import publish
from tests.cast import draft
from tests.pictures import develop, drawing, folders, picture
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article, save

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

__all__ = ["folders"]

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CHOSEN = "[data-picker-chosen]"


@pytest.fixture
def article(reporter):
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])
    return draft(reporter, body="<p>Vorher.</p><p>Nachher.</p>")


@pytest.fixture
def ferry():
    return picture(drawing(600, 400), alt="Die Fähre", caption="Die Fähre am Morgen.")


@pytest.fixture
def crane():
    return picture(drawing(600, 400), alt="Der Kran", caption="Der Kran am Mittag.")


@pytest.fixture
def quay():
    return picture(drawing(600, 400), alt="Der Kai", caption="Der Kai am Abend.")


def in_text(page) -> list[str]:
    """Keys of the pictures in the editor, in their order."""
    shown = page.locator(".ProseMirror figure").all()
    return [one.get_attribute("data-picture") for one in shown]


def keys(*pictures) -> list[str]:
    return [one.key for one in pictures]


def test_by_keyboard_a_gallery_is_made_and_reaches_page_and_feed(
    article, reporter, chief, ferry, crane, quay
):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click(".ProseMirror p")
        page.focus("[data-gallery]")
        page.keyboard.press("Enter")
        for one in (quay, ferry, crane):
            page.focus(f".pick[data-key='{one.key}']")
            page.keyboard.press("Enter")
        assert page.locator(CHOSEN).inner_text().startswith("3 ")
        page.focus("[data-picker-put]")
        page.keyboard.press("Enter")
        assert in_text(page) == keys(quay, ferry, crane)
        page.keyboard.type("Der Kran, als er fiel.")
        page.keyboard.press("Control+Shift+ArrowUp")
        page.keyboard.press("Control+Shift+ArrowUp")
        assert in_text(page) == keys(crane, quay, ferry)
        page.keyboard.press("Control+z")
        assert in_text(page) == keys(quay, crane, ferry)
        save(page)
        assert page.complaints == []
        with_captions(page, article, reporter, chief, site, [ferry, crane, quay])


def with_captions(page, article, reporter, chief, site, pictures) -> None:
    """What readers get of it: the article's own caption for one, the records' for the others."""
    article.refresh_from_db()
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    story = publish(article, by=chief).story
    develop(*pictures)
    expected = ["Der Kai am Abend.", "Der Kran, als er fiel.", "Die Fähre am Morgen."]
    html = get(f"{site}{story.path}")[1].decode()
    (gallery,) = re.findall(r'<div class="gallery">(.*?)</div>', html, re.DOTALL)
    assert gallery.count("<figure") == 3
    for text in (gallery, get(f"{site}/atom.xml")[1].decode()):
        places = [text.index(one) for one in expected]
        assert places == sorted(places)
        assert "Der Kran am Mittag." not in text


def test_on_a_telephone_pictures_are_chosen_taken_out_and_moved_by_tapping(
    article, ferry, crane, quay
):
    with serving("newsroom.wsgi") as site, browsing(**TELEPHONE) as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.tap(".ProseMirror p")
        page.tap("[data-gallery]")
        for one in (ferry, crane, quay, ferry):
            page.tap(f".pick[data-key='{one.key}']")
        page.tap("[data-picker-put]")
        assert in_text(page) == keys(crane, quay)
        page.tap(f".ProseMirror figure[data-picture='{quay.key}'] img")
        page.tap("[data-run=movePicture][data-with='-1']")
        assert in_text(page) == keys(quay, crane)
        page.tap(f".ProseMirror figure[data-picture='{crane.key}'] img")
        page.tap("[data-run=removePicture]")
        assert in_text(page) == keys(quay)
        page.tap("[name=_continue]")
        page.wait_for_selector(".messagelist .success")
        assert page.complaints == []
    assert quay.key in Article.objects.get().body


def test_a_picture_without_a_caption_of_its_own_can_still_be_given_one(article, reporter, quay):
    article.body = f'<figure data-picture="{quay.key}"></figure><p>Nachher.</p>'
    saving.save(article, by=reporter)
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click(".ProseMirror figcaption")
        page.keyboard.type("Der Kai, später.")
        save(page)
    assert "<figcaption" in Article.objects.get().body
    assert "Der Kai, später." in Article.objects.get().body
