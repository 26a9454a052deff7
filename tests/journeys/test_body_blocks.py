"""Every block a text may have goes through the desk's editor as it is, and can be made there."""

import os

import pytest
from django.contrib.auth.hashers import make_password

from articles.drafts.models import Article
from articles.text.blocks import clean, without_ids
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

BODY = clean(
    "<p>Erstens H<sub>2</sub>O.</p>"
    "<blockquote><p>«Nein.»</p><cite>Mirja Kellinghus</cite></blockquote>"
    "<table><caption>Wer zahlt</caption><thead><tr><th scope='col'>Wer</th><th>Euro</th></tr>"
    "</thead><tbody><tr><th scope='row'>Land</th><td>21,4</td></tr></tbody></table>"
    "<aside data-box=''><h3>In Zahlen</h3><ul><li>zwei</li></ul></aside>"
    "<div data-embed='https://youtu.be/abcdefghijk'>Die Debatte</div>"
    "<aside data-story='1234'>Zuvor</aside>"
    "<figure data-picture='5678'><figcaption>Am Kai</figcaption></figure>"
    "<p>Zuletzt.</p>"
)


@pytest.fixture
def article(reporter):
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])
    return draft(reporter, body=BODY)


def save(page):
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")


def test_opening_and_saving_changes_no_block(article):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.fill("#id_headline", "Eine andere Zeile")
        save(page)
        assert page.complaints == []
    saved = Article.objects.get()
    assert saved.headline == "Eine andere Zeile"
    assert without_ids(saved.body) == without_ids(BODY)
    assert saved.body == BODY


def test_an_editor_makes_a_box_a_table_and_an_embed(article):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        text = page.locator(".field-body .ProseMirror")
        text.click()
        page.keyboard.press("Control+A")
        page.keyboard.type("Im Kasten")
        page.click("[data-run=toggleFactBox]")
        assert page.locator("[data-run=addRowAfter]").is_hidden()
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        page.click("[data-run=insertTable]")
        page.keyboard.type("Wer")
        page.once("dialog", lambda asked: asked.accept("Wer zahlt"))
        page.click("[data-run=nameTable]")
        save(page)
    body = without_ids(Article.objects.get().body)
    assert body.startswith('<aside data-box=""><p>Im Kasten</p>')
    assert "<caption>Wer zahlt</caption><thead><tr><th>Wer</th>" in body
