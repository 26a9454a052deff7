"""Remarks beside the form in a real browser: said, moved along, answered, and never lost."""

import os

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from articles.drafts.models import Article, LogIn, Remark
from articles.drafts.remarking import remark, threads
from articles.text.anchoring import Anchor, find
from articles.text.blocks import split
from tests.cast import draft, person_of_the_desk
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import cookie, found

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
DESKTOP = {"width": 1400, "height": 900}
MARK = """(words) => {
  const editor = document.querySelector(".field-body .ProseMirror").editor
  let from = 0
  editor.state.doc.descendants((node, at) => {
    const found = node.isText ? node.text.indexOf(words) : -1
    if (found >= 0) from = at + found
  })
  editor.chain().focus().setTextSelection({ from, to: from + words.length }).run()
}"""


@pytest.fixture
def root(db):
    """Somebody to whom all of it is open."""
    return person_of_the_desk("root", is_superuser=True, language="de")


def until(page, holds: str) -> None:
    """Playwright's own waiting would evaluate in the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    raise AssertionError(holds)


def opened(page, site: str, article: Article) -> None:
    page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    page.wait_for_selector("#remarks [data-threads]", state="attached")


def test_a_remark_on_a_passage_is_made_answered_and_settled_while_somebody_writes(root, reporter):
    article = draft(reporter)
    with serving("newsroom.wsgi") as site, browsing(viewport=DESKTOP) as page:
        page.context.add_cookies([cookie(site, root)])
        opened(page, site, article)
        page.fill("#id_headline", "Noch nicht gesichert")
        page.evaluate(MARK, "am Montag")
        page.keyboard.press("Control+Alt+m")
        page.wait_for_selector(".remark-on q:text('am Montag')")
        page.keyboard.type("Welcher Montag, @rep")
        page.wait_for_selector(".callable li[aria-selected=true]:has-text('reporter')")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".remark .called:text('@reporter')")
        said = Remark.objects.get()
        assert (said.quote, said.text) == ("am Montag", "Welcher Montag, @reporter")
        assert said.mentioned.get() == reporter
        assert page.input_value("#id_headline") == "Noch nicht gesichert"
        assert page.evaluate("CSS.highlights.get('remark').size") == 1

        # The passage goes elsewhere with other words around it, and the remark with it.
        page.evaluate("""() => {
          const editor = document.querySelector(".field-body .ProseMirror").editor
          editor.chain().setContent("<p>Neu ist das.</p><p>So war es am Montag, sagt er.</p>",
            { emitUpdate: true }).run()
        }""")
        page.wait_for_selector(f"#remark-{said.pk}[data-stands=here]")
        page.click(f"#remark-{said.pk} [data-jump]")
        until(page, "getSelection().toString() === 'am Montag'")
        page.evaluate("""() => document.querySelector(".field-body .ProseMirror").editor
          .commands.setContent("<p>Nichts davon.</p>", { emitUpdate: true })""")
        page.wait_for_selector(f"#remark-{said.pk}[data-stands=gone]")
        assert page.inner_text(f"#remark-{said.pk} q") == "am Montag"

        page.fill(f"#say-{said.pk}", "Der dritte.")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".remark-reply:has-text('Der dritte.')")
        page.click(f"#remark-{said.pk} .remark-turn button")
        page.wait_for_selector(".remark-settled")
        assert threads(article)[0].resolved_by == root
        assert page.inner_text("[data-remarks-open]") == ""
        assert page.input_value("#id_headline") == "Noch nicht gesichert"
        article.refresh_from_db()
        assert article.version == 1
        assert page.complaints == []
        page.evaluate("document.getElementById('article_form').dataset.sure = 'yes'")


def test_what_was_typed_outlives_an_ended_session_and_a_closed_page(root, reporter):
    # The tests' own hasher is too quick to be the product's.
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])
    article = draft(reporter)
    first = remark(article, "Stimmt das?", by=root, key="0" * 32)
    with serving("newsroom.wsgi") as site, browsing(viewport=DESKTOP) as page:
        page.context.add_cookies([cookie(site, reporter)])
        opened(page, site, article)
        page.fill(f"#say-{first.pk}", "Begonnen, nicht gesendet")
        page.reload()
        until(page, f"document.getElementById('say-{first.pk}')?.value.startsWith('Beg')")

        page.fill("#id_headline", "Noch nicht gesichert")
        LogIn.objects.all().delete()
        page.focus(f"#say-{first.pk}")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#log-in[open]")
        page.fill("#again-password", "s3cret-and-long")
        page.click("#log-in button[type=submit]")
        page.wait_for_selector(".remark-reply:has-text('Begonnen, nicht gesendet')")
        assert Remark.objects.filter(thread=first).count() == 1
        assert page.input_value("#id_headline") == "Noch nicht gesichert"

        # Nobody answers: the words stay, and go out once, whenever they are sent again.
        page.fill("#say-new", "Ohne Netz")
        page.context.set_offline(True)
        page.click(".remark-form[data-thread=''] .remark-send button")
        page.wait_for_selector(".remark-form[data-thread=''] .remark-error:not([hidden])")
        assert page.input_value("#say-new") == "Ohne Netz"
        page.context.set_offline(False)
        page.click(".remark-form[data-thread=''] .remark-send button")
        page.wait_for_selector(".remark-text:has-text('Ohne Netz')")
        assert Remark.objects.filter(text="Ohne Netz").count() == 1

        # Too long: the desk says so, and the words are still there.
        page.fill("#say-new", "x" * 5_001)
        page.click(".remark-form[data-thread=''] .remark-send button")
        page.wait_for_selector(".remark-form[data-thread=''] .remark-error:not([hidden])")
        assert len(page.input_value("#say-new")) == 5_001
        connection.close()


def test_on_a_phone_remarks_come_over_the_text_and_by_keyboard_they_go(root, reporter):
    article = draft(reporter)
    said = remark(
        article, "@root Stimmt das?", by=reporter, key="0" * 32, anchor=Anchor("", "am Montag")
    )
    phone = {"width": 390, "height": 800}
    with serving("newsroom.wsgi") as site, browsing(viewport=phone) as page:
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/")
        page.click(".board-inbox")
        page.click(f".unread a[href$='#remark-{said.pk}']")
        page.wait_for_selector(f"#remarks:not([hidden]) #remark-{said.pk}:focus")
        page.wait_for_selector("[data-threads]:not([data-unread])")
        assert not root.notices.filter(read_at=None).exists()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.keyboard.press("Escape")
        page.wait_for_selector("#remarks", state="hidden")
        page.wait_for_selector("[data-remarks]:focus")
        page.keyboard.press("Enter")
        page.wait_for_selector("#remarks-title:focus")
        assert page.complaints == []  # axe, below, writes styles of its own into the page
        assert found(page, "remarks") == []
        for path in ("inbox/", f"articles/article/{article.pk}/remarks/"):
            page.goto(f"{site}/admin/{path}")
            assert found(page, path) == []
            page.set_viewport_size(phone)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
        connection.close()


BODY = (
    "<p>Der Rat hat «am Montag» beschlossen.</p><ul><li>Erstens die Fähre</li><li>Zweitens"
    " der Damm</li></ul><p>Der Rat hat nichts beschlossen. Die Kasse\u202fist leer 😀 am Ende.</p>"
)
ANCHORS = [
    Anchor("", "„am Montag“"),
    Anchor("", "Der Rat hat", "", " nichts"),
    Anchor("", "Fähre Zweitens der"),
    Anchor("", "Kasse ist leer 😀 am"),
    Anchor("", "die", "unter die ", "x"),
    Anchor("", "Kein Wort davon"),
    Anchor("", " "),
]
HERE = """async ([blocks, anchors]) => {
  const { find } = await import(document.getElementById("anchoring").href)
  return anchors.map((one) => find(blocks, one))
}"""


def test_the_form_and_the_desk_find_the_same_passages(root, reporter):
    """Two programs, one rule: both say the same of the same text."""
    article = draft(reporter, body=BODY)
    blocks = [(one.id, one.text) for one in split(article.body)]
    last = blocks[-1][0]
    anchors = [*ANCHORS, Anchor(last, "ganz andere", "Die Kasse", "leer")]
    with serving("newsroom.wsgi") as site, browsing(viewport=DESKTOP) as page:
        page.context.add_cookies([cookie(site, root)])
        opened(page, site, article)
        shown = page.evaluate("""async () => {
          const url = [...performance.getEntriesByType("resource")].map(({ name }) => name)
            .find((name) => /\\/anchor\\.[^/]*js$/.test(name))
          const { blocksOf } = await import(url)
          const { doc } = document.querySelector(".field-body .ProseMirror").editor.state
          return [url, blocksOf(doc).map(({ key, text }) => [key, text])]
        }""")
        url, typed = shown
        page.evaluate(
            """(url) => {
          const link = Object.assign(document.createElement("link"), { id: "anchoring", href: url })
          document.head.append(link)
        }""",
            url,
        )
        asked = [vars(one) for one in anchors]
        for seen in (typed, [list(one) for one in blocks]):
            answers = page.evaluate(HERE, [seen, asked])
            for anchor, answer in zip(anchors, answers, strict=True):
                spot = find(blocks, anchor)
                assert bool(spot) == bool(answer), anchor
                if spot:
                    assert (spot.block, spot.exact) == (answer["block"], answer["exact"])
        connection.close()
