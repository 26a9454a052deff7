"""A real browser, where there is one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")


@contextmanager
def browsing(**context: Any) -> Iterator[Any]:
    """A page of Chromium whose complaints are collected in `page.complaints`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(locale="de-DE", **context).new_page()
        page.complaints = []
        page.on("console", lambda said: complain(page, said))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        try:
            yield page
        finally:
            browser.close()
            # Under Playwright's loop Django opens a connection of its own; nobody else closes it.
            connection.close()


def complain(page: Any, said: Any) -> None:
    if said.type == "error" or "Content Security Policy" in said.text:
        page.complaints.append(said.text)
