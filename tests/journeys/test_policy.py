"""The browser's own word on the content policy: no screen of the desk does what it forbids."""

import os
import re
from typing import Any

import pytest
from django.db import connection

from tests.cast import person_of_the_desk
from tests.desk.addresses import address, rows
from tests.desk.stages import Newsroom
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_every_screen import NO_SCREEN, cookie

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
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
            if b"prose-editor" in answer.body():
                page.wait_for_selector(".ProseMirror")
            said += [f"{row}: {one}" for one in page.evaluate("window.refused")]
            said += [f"{row}: {one}" for one in page.evaluate(INLINE)]
            if STYLE.search(answer.body()):
                said.append(f"{row}: a style between the tags")
            assert "default-src 'none'" in answer.headers["content-security-policy"], row
        connection.close()
    assert said == []
    assert looked_at > 60
