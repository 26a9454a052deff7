"""A source is shown the draft they are quoted in, answers, approves, and is shut out again."""

import os
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password

from articles.desk.shares import address_of
from articles.drafts import saving, sharing
from articles.drafts.models import Article, Share, ShareReply
from tests.cast import draft
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_editor import log_in

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(reporter):
    """The tests' own hasher is too quick to be the product's."""
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])
    return draft(reporter)


def make_link(page, site: str, article: Article) -> str:
    log_in(page, site, "reporter")
    page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
    page.click(".shares-line a")
    page.fill("#id_guest", "Dr. Inke Voss")
    page.check("#id_may_approve")
    page.click(".verb-foot button")
    return page.input_value(".share-copy input")


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_quotation_is_approved_by_the_one_who_said_it(article, reporter, scheme):
    with serving("newsroom.wsgi") as site, browsing(color_scheme=scheme) as page:
        link = make_link(page, site, article)
        assert serious(page) == []
        article.headline = "Später geändert"
        saving.save(article, by=reporter)
        phone = {"width": 390, "height": 844}
        guest = page.context.browser.new_context(viewport=phone, color_scheme=scheme).new_page()
        guest.goto(link)
        assert "Die Fähre muss fahren" in guest.inner_text("h1")
        assert serious(guest) == []
        guest.fill("#id_text", "Bitte «im Herbst», nicht «im Sommer».")
        guest.click(".desk-reply form:has(textarea) button")
        guest.wait_for_selector(".desk-reply li")
        guest.click(".desk-reply form:not(:has(textarea)) button")
        guest.wait_for_selector(".desk-reply li:nth-child(2)")
        assert guest.context.cookies() == []

        page.goto(f"{site}/admin/articles/article/{article.pk}/shares/")
        assert "im Herbst" in page.inner_text(".shares")
        assert serious(page) == []
        page.click(".share form button")
        page.wait_for_selector(".messagelist .success")
        assert guest.goto(link).status == 404
        assert page.complaints == []
    assert list(ShareReply.objects.values_list("kind", flat=True)) == ["remark", "approval"]
    assert Share.objects.get().visits.count() == 3


def test_the_public_process_serves_no_link(article, reporter):
    week = timedelta(days=7)
    secret = sharing.share(article, by=reporter, guest="Jo", version=1, lasts=week)[1]
    path = address_of(secret)
    with serving("newsroom.wsgi") as desk, serving("newsroom.public") as site:
        assert get(desk + path)[0] == 200
        assert get(site + path)[:2] == get(f"{site}/nowhere/")[:2]
        assert get(site + path)[0] == 404
