"""The keyboard in the editor: blocks by a slash, the list of keys, languages of passages."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password

from articles.drafts.models import Article
from articles.text.blocks import clean, without_ids
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_body_blocks import save
from .test_editor import log_in, open_article

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

#: What is typed behind the slash, in the desk's language or by its English name, and what comes.
OFFERED = {
    "zwischen": "<h2>Wort</h2>",
    "h3": "<h3>Wort</h3>",
    "aufz": "<ul><li><p>Wort</p></li></ul>",
    "ol": "<ol><li><p>Wort</p></li></ol>",
    "zit": "<blockquote><p>Wort</p></blockquote>",
    "tab": "<table><tbody><tr><th><p>Wort</p></th>",
    "Kasten": '<aside data-box=""><p>Wort</p></aside>',
}
#: What the list of keys says of the beginning of a paragraph.
TYPED = {
    "## ": "<h2>Wort</h2>",
    "### ": "<h3>Wort</h3>",
    "- ": "<ul><li><p>Wort</p></li></ul>",
    "1. ": "<p>1. Wort</p>",  # «1. FC Erlenhafen» begins no list
    "> ": "<blockquote><p>Wort</p></blockquote>",
}
MARKED = {
    "Control+b": "<strong>Wort</strong>",
    "Control+i": "<em>Wort</em>",
    "Control+,": "<sub>Wort</sub>",
    "Control+.": "<sup>Wort</sup>",
    "Control+Shift+Digit7": "<ol><li><p>Wort</p></li></ol>",
}


@pytest.fixture
def desk(reporter):
    """A page on an article of one paragraph, for somebody who has the desk in German."""
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.language = "de"
    reporter.save(update_fields=["password", "language"])
    draft(reporter, body=clean("<p>Am Kai.</p>"))
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        yield page
        assert page.complaints == []


def begin(page):
    """A text of nothing but one empty paragraph, with the cursor in it."""
    page.click(".field-body .ProseMirror")
    page.evaluate(
        "document.querySelector('.field-body .ProseMirror').editor.chain()"
        ".setContent('<p></p>', { emitUpdate: true }).focus('end').run()"
    )


def html(page) -> str:
    return page.evaluate("document.querySelector('.field-body .ProseMirror').editor.getHTML()")


def offered(page) -> list[str]:
    return page.locator("#slash:not([hidden]) [role=option]").all_inner_texts()


def test_a_slash_makes_every_block_by_its_german_or_english_name(desk):
    for words, wanted in OFFERED.items():
        begin(desk)
        desk.keyboard.type(f"/{words}")
        assert len(offered(desk)) >= 1, words
        desk.keyboard.press("Enter")
        desk.keyboard.type("Wort")
        assert wanted in html(desk), words
        assert "/" not in desk.inner_text(".field-body .ProseMirror")


def test_what_a_slash_made_goes_in_one_step_back(desk):
    begin(desk)
    desk.keyboard.type("/kasten")
    desk.keyboard.press("Enter")
    assert "<aside" in html(desk)
    desk.keyboard.press("Control+z")
    assert html(desk).startswith("<p>/kasten</p>")
    assert offered(desk) == []


def test_arrows_mouse_and_escape(desk):
    begin(desk)
    desk.keyboard.type("/")
    everything = offered(desk)
    assert len(everything) == 11
    chosen = desk.locator("#slash [aria-selected=true]")
    desk.keyboard.press("ArrowUp")
    assert chosen.inner_text() == everything[-1]
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    assert chosen.inner_text() == everything[1]
    text = desk.locator(".field-body .ProseMirror")
    assert text.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    found = Axe().run(desk, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert [one["id"] for one in found.response["violations"]] == []
    desk.complaints.clear()  # axe's own styles, which the policy stops
    desk.keyboard.press("Escape")
    assert offered(desk) == []
    assert text.get_attribute("aria-activedescendant") is None
    assert html(desk).startswith("<p>/</p>")
    begin(desk)
    desk.keyboard.type("/")
    desk.click("#slash li:has-text('Tabelle')")
    assert "<table" in html(desk)


def test_a_slash_among_words_is_a_slash(desk):
    begin(desk)
    for words in ("und/oder", "km/h", " /", "1/2 /", "/ und"):
        desk.keyboard.type(words)
        assert offered(desk) == []
        desk.keyboard.press("Enter")
    begin(desk)
    desk.keyboard.type("/xyz")
    assert offered(desk) == []
    desk.keyboard.press("Enter")
    assert html(desk).startswith("<p>/xyz</p><p")


def test_a_picture_is_asked_for_and_the_slash_is_gone(desk):
    begin(desk)
    desk.keyboard.type("/bild")
    desk.keyboard.press("Enter")
    desk.wait_for_selector("dialog[open]")
    assert "/bild" not in html(desk)


def test_the_menu_fits_a_telephone(desk):
    desk.set_viewport_size({"width": 390, "height": 700})
    begin(desk)
    desk.keyboard.type("/")
    box = desk.locator("#slash").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_of_keys_is_true(desk):
    desk.click("[data-does=keys]")
    listed = desk.locator("#keys dt").all_inner_texts()
    assert len(listed) == 22
    desk.keyboard.press("Escape")
    for typed, wanted in TYPED.items():
        begin(desk)
        desk.keyboard.type(f"{typed}Wort")
        assert wanted in html(desk), typed
    for key, wanted in MARKED.items():
        begin(desk)
        desk.keyboard.press(key)
        desk.keyboard.type("Wort")
        assert wanted in html(desk), key
    begin(desk)
    desk.keyboard.type("Eins")
    desk.keyboard.press("Shift+Enter")
    desk.keyboard.type("Zwei")
    assert "Eins<br>Zwei" in html(desk)
    desk.keyboard.press("Control+z")
    assert "Zwei" not in html(desk)
    desk.keyboard.press("Control+Shift+z")
    assert "Zwei" in html(desk)


def test_words_in_another_language_keep_it(desk):
    begin(desk)
    desk.keyboard.type("Das wall of shame")
    for _letter in "wall of shame":
        desk.keyboard.press("Shift+ArrowLeft")
    desk.click("[data-run=nameTongue]")
    desk.select_option("#tongue-choice select", "en")
    desk.click("#tongue-choice [value=take]")
    save(desk)
    assert without_ids(Article.objects.get().body) == (
        '<p>Das <span lang="en">wall of shame</span></p>'
    )
    desk.wait_for_selector(".toolbar")
    desk.fill("#id_headline", "Eine andere Zeile")
    save(desk)
    assert '<span lang="en">wall of shame</span>' in Article.objects.get().body
    desk.wait_for_selector(".toolbar")
    desk.click(".ProseMirror span[lang]")
    desk.keyboard.press("ArrowLeft")  # whereupon the editor looks where the click was
    desk.click("[data-run=nameTongue]")
    assert desk.input_value("#tongue-choice select") == "en"
    desk.select_option("#tongue-choice select", "")
    desk.click("#tongue-choice [value=take]")
    assert "<span" not in html(desk)
