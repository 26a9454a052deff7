"""The browser is killed while somebody types, at moments that chance chooses.

3 times in the suite, where only what the desk had acknowledged is asked for; 100 times by
`python -m bench hard`, where at most five seconds of typing may be missing at the desk. What the
browser itself still has comes on top and is not counted.
"""

import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from articles.drafts.models import Autosave
from tests.cast import draft
from tests.hard import FULLY, times
from tests.serving import free_port, serving

from .browser import CHROMIUM, FLAGS, needs_browser

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
MARK = re.compile(r"m(\d+)m")
#: Seconds of typing that may be missing.
BEARABLE = 5.0


@contextmanager
def doomed(playwright: Any, folder: Any) -> Iterator[Any]:
    """A page of a Chromium that is killed at the end, without a word of warning."""
    port = free_port()
    process = subprocess.Popen(
        [
            *(CHROMIUM, *FLAGS, "--headless=new", f"--remote-debugging-port={port}"),
            *(f"--user-data-dir={folder}", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield connected(playwright, port).contexts[0].new_page()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def connected(playwright: Any, port: int) -> Any:
    for _attempt in range(300):
        try:
            return playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        except Exception:  # Playwright's own errors, while Chromium starts
            time.sleep(0.1)
    raise AssertionError("Chromium does not answer")


def marks(text: str) -> list[int]:
    return [int(one) for one in MARK.findall(text)]


def type_until(page: Any, seconds: float) -> tuple[list[float], float]:
    """When each mark was typed, and when the end came."""
    typed: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page.keyboard.type(f" m{len(typed)}m")
        typed.append(time.monotonic())
        page.wait_for_timeout(60)
    return typed, time.monotonic()


def test_a_crash_costs_a_few_seconds_of_typing_at_most(reporter, tmp_path):
    from playwright.sync_api import sync_playwright

    article, chance, lost = draft(reporter), random.Random(7), []
    desk = Client()
    desk.force_login(reporter)
    cookie = {"name": "sessionid", "value": desk.cookies["sessionid"].value}
    with serving("newsroom.wsgi") as site, sync_playwright() as playwright:
        for number in range(times(3, fully=100)):
            Autosave.objects.all().delete()
            said: list[int] = []
            with doomed(playwright, tmp_path / str(number)) as page:
                page.context.add_cookies([cookie | {"url": site}])
                page.on("response", lambda one, s=said: s.extend(acknowledged(one)))
                page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
                page.click(".ProseMirror p:last-child")
                typed, end = type_until(page, chance.uniform(0.5, 9))
            kept = [mark for row in Autosave.objects.all() for mark in marks(str(row.words))]
            assert max(said, default=-1) <= max(kept, default=-1)
            missing = typed[max(kept, default=-1) + 1 :]
            lost.append(end - missing[0] if missing else 0.0)
        connection.close()  # the one Django opened under Playwright's loop
    worst, middle = max(lost), sorted(lost)[len(lost) // 2]
    print(f"\n{len(lost)} crashes, {worst:.1f} s lost at worst, {middle:.1f} s in the middle")  # noqa: T201
    assert not FULLY or worst <= BEARABLE


def acknowledged(answer: Any) -> list[int]:
    """The marks of an autosave that the desk has answered."""
    request = answer.request
    if "/autosave/" not in request.url or request.method != "POST" or not answer.ok:
        return []
    return marks(request.post_data or "")
