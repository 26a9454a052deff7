"""The browser's own word on the content policy: no screen of the desk does what it forbids.

No page may have a script or a style between its tags or in an attribute, the editor's neither.
"""

import os
import re
from typing import Any

import pytest
from django.db import connection

from articles.drafts.models import Article
from tests.cast import draft, person_of_the_desk
from tests.desk.addresses import address, rows
from tests.desk.stages import Newsroom
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article, passwords_the_server_knows, save  # noqa: F401
from .test_every_screen import NO_SCREEN, cookie

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
#: What no policy of ours says; a nonce is the import map's.
NEVER = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:"}
#: Chromium tells the page of each thing it refused.
LISTEN = """
window.refused = []
document.addEventListener("securitypolicyviolation", (one) =>
  window.refused.push(`${one.violatedDirective} ${one.blockedURI} ${one.sample}`))
"""
#: What a policy would have to allow, were it there: code and style between the tags.
INLINE = """() => {
  const code = [...document.scripts].filter(
    (one) => !one.src && !/json|importmap/.test(one.type) && !one.nonce)
  const on = [...document.querySelectorAll("*")].filter(
    (one) => [...one.attributes].some((name) => name.name.startsWith("on")))
  return [...code, ...on].map((one) => one.outerHTML.slice(0, 200))
}"""
STYLE = re.compile(rb"<style|\sstyle\s*=\s*[\"']", re.IGNORECASE)


@pytest.fixture
def root(db: None) -> Any:
    """Somebody to whom every screen opens."""
    return person_of_the_desk("root", is_superuser=True, language="de")


def opened(page: Any, url: str) -> Any:
    """The answer; None where there is nothing to see: a file, or a refusal without a body."""
    asked = page.context.request.get(url)
    html = asked.headers.get("content-type", "").startswith("text/html")
    return page.goto(url, wait_until="load") if html and asked.body() else None


def directives(answer: Any) -> dict[str, str]:
    """The policy of an answer: what each of its directives allows."""
    parts = answer.headers["content-security-policy"].split(";")
    pairs = [part.split(maxsplit=1) for part in parts if part.strip()]
    return {name: "".join(more) for name, *more in pairs}


def lax(answer: Any) -> list[str]:
    """What its policy allows that it should not."""
    found = directives(answer)
    said = [f"{name} {one}" for name, one in found.items() if NEVER & set(one.split())]
    said += [f"style-src {found['style-src']}"] if found["style-src"] != "'self'" else []
    return said + (["default-src"] if found["default-src"] != "'none'" else [])


def refused(page: Any, answer: Any) -> list[str]:
    """What is wrong with the page that is open, or None."""
    if b"prose-editor" in answer.body():
        page.wait_for_selector(".ProseMirror")
    said = [*page.evaluate("window.refused"), *page.evaluate(INLINE), *lax(answer)]
    return said + (["a style between the tags"] if STYLE.search(answer.body()) else [])


def test_no_screen_of_the_desk_breaks_the_policy(root):
    newsroom = Newsroom().all()
    where = {row: address(row, newsroom) for row in rows() if not row.endswith(NO_SCREEN)}
    said, looked_at = [], 0
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.add_init_script(LISTEN)
        page.context.add_cookies([cookie(site, root)])
        for row, path in where.items():
            if (answer := opened(page, site + path)) is None:
                continue
            looked_at += 1
            said += [f"{row}: {one}" for one in refused(page, answer)]
        connection.close()
        said += [one for one in page.complaints if "Content Security Policy" in one]
    assert said == []
    assert looked_at > 60


def test_the_browser_would_tell(root):
    """The listeners see what a policy refuses: a style and a script that somebody got in."""
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.add_init_script(LISTEN)
        page.context.add_cookies([cookie(site, root)])
        page.goto(f"{site}/admin/")
        page.evaluate("""() => {
          document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>x</p>")
          document.head.append(Object.assign(document.createElement("script"), { text: "1" }))
        }""")
        page.wait_for_function("window.refused.length > 1")
        found = {one.split()[0] for one in page.evaluate("window.refused")}
        connection.close()
    assert found == {"style-src-attr", "script-src-elem"}


def test_whoever_types_spaces_saves_plain_ones(reporter):
    """Without the engine's own rules for spaces a browser writes no-break ones."""
    draft(reporter, body="<p>Anfang</p>")
    with serving("newsroom.wsgi") as site, browsing() as page:
        page.add_init_script(LISTEN)
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click(".field-body .ProseMirror p")
        page.keyboard.press("End")
        page.keyboard.type(" und zwei  Dinge ")
        page.keyboard.press("Enter")
        page.keyboard.type(" Vorn, hinten  ")
        assert page.evaluate("window.refused") == []
        save(page)
        assert page.complaints == []
        connection.close()
    body = Article.objects.get().body
    assert "\xa0" not in body
    assert "&nbsp;" not in body
    assert "Anfang und zwei" in body
    assert "Vorn, hinten" in body
