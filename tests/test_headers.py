"""What every answer carries, whatever it is: a page, a file, a redirect, a refusal, a crash.

Probes alone have none: they are asked by machines, and answered before anything else is.
"""

from collections.abc import Callable

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client, override_settings

from articles.drafts.models import Article
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader.models import Story
from tests.cast import approved, person_of_the_desk

WHY = {"reason": "Auf Wunsch der Familie.", "kind": "withdrawn"}
pytestmark = pytest.mark.django_db
#: Header → words of which one must be in it.
WANTED = {
    "X-Content-Type-Options": ("nosniff",),
    "Referrer-Policy": ("strict-origin-when-cross-origin", "no-referrer"),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Permissions-Policy": ("camera=()",),
    "Content-Security-Policy": ("default-src 'none'",),
}


@pytest.fixture
def live(reporter, chief):
    return publish(approved(reporter, chief), by=chief).story


def answers(live: Story, as_reader: Callable):
    """One of every kind: what it is, and the answer."""
    outside, desk = Client(raise_request_exception=False), Client(raise_request_exception=False)
    strict = Client(enforce_csrf_checks=True)
    desk.force_login(person_of_the_desk("root", is_superuser=True))
    fresh = outside.get(live.path)
    yield 200, fresh
    yield 304, outside.get(live.path, headers={"If-None-Match": fresh["ETag"]})
    yield 200, outside.get("/rss.xml")
    yield 200, outside.get("/robots.txt")
    yield 200, outside.get("/static/desk/favicon.svg")
    yield 404, outside.get("/static/no/such/file.js")
    yield 404, outside.get("/gibt/es/nicht/")
    yield 404, outside.get("/admin/shared/no-such-secret/")
    yield 301, outside.get(live.path.rstrip("/"))
    yield 302, outside.get("/admin/")
    yield 200, outside.get("/admin/login/")
    yield 403, strict.post("/admin/login/", {"username": "a", "password": "b"})
    yield 200, desk.get("/admin/")
    yield 404, desk.get("/admin/no/such/")
    yield 405, desk.put("/admin/")
    yield 400, outside.get("/", headers={"Host": "bad host"})
    for _ in range(5):
        last = outside.post("/admin/login/", {"username": "a", "password": "b"})
    yield 429, last
    withdraw(Article.objects.get(uid=live.uid), by=person_of_the_desk("second", "chief"), **WHY)
    with as_reader():
        yield 410, outside.get(live.path)
    with override_settings(ROOT_URLCONF="tests.broken_urls"):
        yield 500, outside.get("/broken/")


def done_with(answer: HttpResponse) -> None:
    """Close its file, and leave the test's own connection open."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def test_every_kind_of_answer_has_every_header(live, as_reader):
    missing = []
    for status, answer in answers(live, as_reader):
        what = f"{status} {answer.request['PATH_INFO']}"
        assert answer.status_code == status, (what, answer.status_code)
        for name, words in WANTED.items():
            if not any(word in answer.headers.get(name, "") for word in words):
                missing.append(f"{what}: {name}: {answer.headers.get(name)}")
        done_with(answer)
        if "frame-ancestors" not in answer.headers.get("Content-Security-Policy", ""):
            missing.append(f"{what}: whoever likes may frame it")
    assert missing == []
