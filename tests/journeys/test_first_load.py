"""What a browser that has nothing yet must fetch before somebody can write."""

import gzip
import os

import pytest

from articles.catalog.models import Person, Source
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, passwords_the_server_knows  # noqa: F401

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
#: Bytes over the line; nginx packs at level 1, and nothing shorter than 500 bytes.
MOST, LEVEL, SHORT = 600_000, 1, 500
PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml")


def packed(answer) -> int:
    """As deploy/nginx sends it; pictures and fonts are packed by themselves."""
    body = answer.body() if answer.status == 200 else b""
    kind = answer.headers.get("content-type", "")
    worth = len(body) >= SHORT and kind.startswith(PACKED)
    return len(gzip.compress(body, LEVEL)) if worth else len(body)


def test_the_articles_form_is_there_after_six_hundred_kilobytes(reporter):
    Person.objects.bulk_create(
        Person(name=f"Person {number}", slug=f"p-{number}") for number in range(2_000)
    )
    Source.objects.bulk_create(
        Source(name=f"Quelle {number}", slug=f"q-{number}") for number in range(1_500)
    )
    article = draft(reporter, people=["Ada Lovis"], body="<p>Der Rat tagt.</p>" * 200)
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, reporter.username)
        page.goto("about:blank")  # what the list still asks for is not the form's
        answers: dict[str, object] = {}
        cache = page.context.new_cdp_session(page)
        cache.send("Network.enable")
        cache.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("response", lambda answer: answers.setdefault(answer.url, answer))
        page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
        page.wait_for_selector(".toolbar")
        page.wait_for_load_state("networkidle")
        weights = {url: packed(answer) for url, answer in answers.items()}
    heaviest = sorted(weights.items(), key=lambda one: -one[1])[:8]
    assert any(url.endswith("/change/") for url in weights)
    assert len(weights) > 20
    assert sum(weights.values()) <= MOST, heaviest
