"""A passkey in a real browser: it is made, it opens the desk, and it opens nothing else."""

import os
from contextlib import contextmanager

import pyotp
import pytest
from django.contrib.auth.hashers import make_password

from articles.drafts import factors
from articles.drafts.models import Decision, LogIn, Passkey
from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]
PASSWORD = "s3cret-and-long"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def slow(reporter):
    """The tests' own hasher is too quick to be the product's."""
    reporter.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    reporter.save(update_fields=["password"])


@contextmanager
def visiting():
    """The desk, and a browser. A passkey belongs to a name; the number of a machine is none."""
    with serving("newsroom.wsgi") as address, browsing() as page:
        yield address.replace("127.0.0.1", "localhost"), page


def device(page):
    """A key in the browser. Returns what ends it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return lambda: devtools.send("WebAuthn.removeVirtualAuthenticator", made)


def log_in(page, site, name="reporter"):
    page.goto(f"{site}/admin/login/?next=/admin/security/")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url(lambda at: "/login/" not in at)


def make(page, site, name="Laptop"):
    page.goto(f"{site}/admin/security/add/")
    page.fill("#id_key_name", name)
    page.click("[data-passkey] button")


def test_a_passkey_is_made_and_opens_and_another_device_does_not(reporter):
    with visiting() as (site, page):
        end = device(page)
        log_in(page, site)
        make(page, site)
        page.wait_for_selector(".codes")
        assert reporter.passkeys.get().name == "Laptop"
        page.context.clear_cookies()
        log_in(page, site)
        assert page.url == f"{site}/admin/second/"
        page.click("[data-passkey] [type=submit]")
        page.wait_for_url(f"{site}/admin/security/")
        key = reporter.passkeys.get()
        assert key.uses > 0
        assert key.used_at
        assert page.complaints == []
        end()
        device(page)
        page.context.clear_cookies()
        log_in(page, site)
        page.click("[data-passkey] [type=submit]")
        page.wait_for_selector("[data-why=refused]:not([hidden])")
        assert page.url == f"{site}/admin/second/"


def test_an_answer_of_before_opens_no_second_time(reporter):
    with visiting() as (site, page):
        device(page)
        log_in(page, site)
        make(page, site)
        page.wait_for_selector(".codes")
        sent = []
        page.on(
            "request", lambda one: sent.append(one.post_data) if "/second/" in one.url else None
        )
        page.context.clear_cookies()
        log_in(page, site)
        page.click("[data-passkey] [type=submit]")
        page.wait_for_url(f"{site}/admin/security/")
        answer = next(one for one in sent if one and "credential" in one)
        page.context.clear_cookies()
        log_in(page, site)
        page.evaluate(
            """answer => {
              const form = document.querySelector("[data-passkey]")
              form.elements.credential.value = new URLSearchParams(answer).get("credential")
              form.submit()
            }""",
            answer,
        )
        page.wait_for_selector(".errornote")
        assert Decision.objects.filter(verb="log_in_failed", by=reporter).count() == 1


def test_another_persons_passkey_does_not_open(reporter, editor):
    with visiting() as (site, page):
        device(page)
        log_in(page, site)
        make(page, site)
        page.wait_for_selector(".codes")
        Passkey.objects.create(user=editor, name="Fremd", credential="AAAA", public_key=b"")
        Passkey.objects.update(user=editor)
        reporter.authenticators.create(name="Telefon", secret=factors.seal(pyotp.random_base32()))
        page.context.clear_cookies()
        log_in(page, site)
        assert page.query_selector("[data-passkey]") is None


def test_a_forgotten_log_in_is_made_good_in_the_dialog_with_a_code(reporter):
    with visiting() as (site, page):
        secret = pyotp.random_base32()
        reporter.authenticators.create(name="Telefon", secret=factors.seal(secret))
        article = draft(reporter)
        log_in(page, site)
        page.fill("#id_code", pyotp.TOTP(secret).now())
        page.click("[type=submit]")
        page.wait_for_url(f"{site}/admin/security/")
        page.goto(f"{site}/admin/articles/article/{article.pk}/change/")
        page.wait_for_selector(".ProseMirror")
        LogIn.objects.all().delete()
        page.click("[name=_continue]")
        page.wait_for_selector("#log-in[open]")
        page.fill("#again-password", PASSWORD)
        page.click("#log-in button")
        page.wait_for_selector("#again-code:visible")
        assert page.is_hidden("#log-in [data-why=wrong]")
        page.fill("#again-code", "000000")
        page.click("#log-in button")
        page.wait_for_selector("#log-in [data-why=wrong]:not([hidden])")
        reporter.authenticators.update(last_step=0)
        page.fill("#again-code", pyotp.TOTP(secret).now())
        page.click("#log-in button")
        page.wait_for_selector(".messagelist .success")
