"""From a killed browser to the withdrawal: what each person of a newsroom does to one story."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from articles.drafts.kinds import State
from articles.drafts.models import Article, Decision, User, Version
from articles.reader.models import Edition, Gone, Story
from tests.cast import section
from tests.serving import get, serving

from .browser import browsing, needs_browser
from .test_editor import do, log_in, open_article, save, write

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]


@pytest.fixture(autouse=True)
def passwords_the_server_knows(reporter, editor, chief):
    """The tests' own hasher is too quick to be the product's."""
    secret = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    User.objects.update(password=secret)


def local(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def the_browser_dies_and_nothing_is_lost(site: str) -> None:
    with browsing() as page:
        log_in(page, site, "reporter")
        write(page, site, section().pk)
        page.fill("#id_kicker", "Hafen")
        page.wait_for_selector("[data-saved][data-is=kept]")
    with browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        page.click("[data-take]")
        assert page.input_value("#id_kicker") == "Hafen"
        save(page)
        do(page, site, "submit")
        assert page.complaints == []


def it_is_sent_back_and_both_work_on_it(site: str) -> None:
    """What they do not both touch comes together; where they do, somebody decides."""
    with browsing() as editors:
        reporters = beside(editors)
        log_in(editors, site, "editor")
        do(editors, site, "send_back", note="Wer bezahlt das?")
        log_in(reporters, site, "reporter")
        reporters.goto(f"{site}/admin/articles/article/{Article.objects.get().pk}/history/")
        assert "Wer bezahlt das?" in reporters.content()
        open_article(editors, site)
        open_article(reporters, site)
        editors.fill("#id_standfirst", "Erlenhafen zahlt die Fähre allein.")
        save(editors)
        reporters.fill("#id_kicker", "Fähre")
        save(reporters)
        article = Article.objects.get()
        assert (article.kicker, article.standfirst[:17]) == ("Fähre", "Erlenhafen zahlt ")
        open_article(editors, site)
        open_article(reporters, site)
        editors.fill("#id_kicker", "Kosten")
        save(editors)
        reporters.fill("#id_kicker", "Wer zahlt")
        reporters.click("[name=_continue]")
        reporters.wait_for_selector(".conflict")
        reporters.get_by_label("Mein Text").check()
        save_again(reporters)
        do(reporters, site, "submit")
        assert editors.complaints == []
    assert Article.objects.get().kicker == "Wer zahlt"
    assert "Kosten" in {one.content["kicker"] for one in Version.objects.all()}


def beside(page) -> Any:
    """Somebody else at another machine: a second context of the same browser."""
    other = page.context.browser.new_context(locale="de-DE").new_page()
    other.on("pageerror", lambda error: page.complaints.append(str(error)))
    return other


def save_again(page) -> None:
    page.click("[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_selector(".toolbar")


def it_is_approved_and_waits_for_its_moment(site: str) -> None:
    with browsing() as page:
        log_in(page, site, "chief")
        do(page, site, "approve")
        do(page, site, "publish", at=local(timezone.now() + timedelta(days=2)))
        address = f"{site}{Story.objects.get().path}"
        assert get(address)[0] == 404
        open_article(page, site)
        assert page.locator(".mark-due").count() == 1
        do(page, site, "reschedule", at="")
        assert "Erlenhafen zahlt" in get(address)[1].decode()


def it_is_corrected_in_the_dialog_and_withdrawn(site: str) -> None:
    with browsing() as page:
        log_in(page, site, "chief")
        open_article(page, site)
        page.fill("#id_standfirst", "Erlenhafen und der Kreis zahlen die Fähre.")
        save(page)
        log_in(page, site, "editor")
        do(page, site, "approve")
        open_article(page, site)
        page.locator("a[data-verb][href*='/do/publish/']").first.evaluate("one => one.click()")
        page.wait_for_selector("input[name=kind]")
        page.check("input[name=kind][value=correction]")
        page.fill("#id_note", "Der Kreis zahlt mit.")
        page.click(".verb-foot button")
        page.wait_for_selector(".messagelist .success")
        address = f"{site}{Story.objects.get().path}"
        assert "Der Kreis zahlt mit." in get(address)[1].decode()
        log_in(page, site, "chief")
        do(page, site, "withdraw", kind="retracted", reason="Der Beschluss ist nichtig.")
        assert get(address)[0] == 410
        assert page.complaints == []


def test_a_storys_life(reporter, editor, chief):
    with serving("newsroom.wsgi") as site:
        the_browser_dies_and_nothing_is_lost(site)
        assert Article.objects.get().state == State.SUBMITTED
        it_is_sent_back_and_both_work_on_it(site)
        it_is_approved_and_waits_for_its_moment(site)
        it_is_corrected_in_the_dialog_and_withdrawn(site)
    kinds = list(Edition.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["first", "correction"]
    assert Gone.objects.get().kind == "retracted"
    told = set(Decision.objects.values_list("verb", flat=True))
    assert {"submit", "send_back", "approve", "publish", "correct", "withdraw"} <= told
