"""What is pasted from elsewhere comes in as the blocks one sees, links leading where they say."""

import os
from pathlib import Path

import pytest

from articles.drafts.models import Article
from articles.text.blocks import clean, without_ids
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article, passwords_the_server_knows, save  # noqa: F401

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

SAMPLES = sorted(Path(__file__).with_name("paste").glob("*.html"))
PASTE = """(html) => {
  const place = document.querySelector(".field-body .ProseMirror")
  const { editor } = place
  editor.chain().focus().clearContent().run()
  const clipboardData = new DataTransfer()
  clipboardData.setData("text/html", html)
  const how = { clipboardData, bubbles: true, cancelable: true }
  place.dispatchEvent(new ClipboardEvent("paste", how))
  return editor.getHTML()
}"""


def test_twelve_samples_come_in_as_their_blocks(reporter):
    draft(reporter)
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        found = {}
        for one in SAMPLES:
            html = page.evaluate(PASTE, one.read_text(encoding="utf-8"))
            found[one.stem] = without_ids(clean(html))
        assert page.complaints == []
        wanted = {one.stem: one.with_suffix(".blocks").read_text("utf-8") for one in SAMPLES}
        assert found == {name: text.replace("\n", "") for name, text in wanted.items()}
        assert len(found) == 12


def test_replacing_counting_and_focus(reporter):
    article = draft(reporter, body=clean("<p>Der Rat und der <b>Ra</b>t.</p><p>Kein rat.</p>"))
    Article.objects.filter(pk=article.pk).update(length=6, measure="words")
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        assert page.locator("[data-tally=words]").inner_text() == "7"
        assert page.locator(".over [data-target]").get_attribute("data-target") == "6"
        page.keyboard.press("Control+Alt+f")
        page.fill("[name=find-words]", "Rat")
        assert page.locator(".find-bar output").inner_text() == "1 / 3"
        page.check("[name=find-case]")
        assert page.locator(".find-bar output").inner_text() == "1 / 2"
        page.fill("[name=find-by]", "Senat")
        page.click("[data-find=all]")
        assert page.locator(".find-bar output").inner_text() == "0 / 0"
        page.keyboard.press("Escape")
        page.keyboard.press("Control+Shift+f")
        assert page.locator(".side").is_hidden()
        page.keyboard.press("Control+Shift+f")
        assert page.locator(".side").is_visible()
        save(page)
        assert page.complaints == []
    body = without_ids(Article.objects.get().body)
    assert body == "<p>Der Senat und der <strong>Senat</strong>.</p><p>Kein rat.</p>"
