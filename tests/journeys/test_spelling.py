"""The browser's spelling looks at each field and passage in the language it is written in."""

import os

import pytest
from django.contrib.auth.hashers import make_password

from tests.cast import draft
from tests.serving import serving

from .browser import browsing, needs_browser
from .test_editor import log_in, open_article

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), needs_browser]

TEXT = ".field-body .ProseMirror"
WRITTEN = (
    *("#id_kicker", "#id_headline", "#id_standfirst", "#id_lead_caption", "#id_short_headline"),
    *("#id_place", "#id_search_title", "#id_search_description", TEXT, f"{TEXT} p"),
)
#: The effective language of a place, and whether its spelling is looked at.
LOOK = """(place) => {
  const one = document.querySelector(place)
  return [one.closest("[lang]").lang, one.spellcheck]
}"""
PASSAGE = '<p>Er sagte: <span lang="en">Never again.</span></p>'


@pytest.fixture
def article(reporter):
    reporter.password = make_password("s3cret-and-long", hasher="pbkdf2_sha256")
    reporter.language = "en"
    reporter.save(update_fields=["password", "language"])
    return draft(reporter, body=PASSAGE, language="de-CH")


def test_fields_and_text_follow_the_articles_language_at_once(article):
    with serving("newsroom.wsgi") as site, browsing() as page:
        log_in(page, site, "reporter")
        open_article(page, site)
        for language in ("de-CH", "en-GB"):
            page.eval_on_selector(
                "#id_language",
                """(one, value) => { one.value = value
                one.dispatchEvent(new Event("change", { bubbles: true })) }""",
                language,
            )
            seen = {place: page.evaluate(LOOK, place) for place in WRITTEN}
            assert seen == {place: [language, True] for place in WRITTEN}
            assert page.evaluate(LOOK, f"{TEXT} span[lang]") == ["en", True]
        assert page.evaluate(LOOK, "#id_internal_note") == ["en", True]  # the desk's own words
        no_words = ("#id_slug", "#id_external_id", "#id_credits-__prefix__-url")
        seen = {place: page.evaluate(LOOK, place)[1] for place in no_words}
        assert seen == dict.fromkeys(no_words, False)
        assert page.complaints == []


def test_without_a_script_the_server_has_said_the_language(client, reporter):
    found = draft(reporter, language="de-AT")
    client.force_login(reporter)
    page = client.get(f"/admin/articles/article/{found.pk}/change/").content.decode()
    assert page.count('lang="de-AT" data-written') == 8
