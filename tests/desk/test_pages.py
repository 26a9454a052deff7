"""What the desk shows: lists with what readers have, the preview, the history, both languages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import Section
from articles.press.compose import compose
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.models import Rendering
from articles.reader.printing import render
from tests.cast import approved, draft, revise

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client, chief):
    chief.language = "en"
    chief.save()
    client.force_login(chief)
    return client


def test_the_list_says_what_readers_have(desk, reporter, chief):
    draft(reporter, headline="Nur hier")
    for name in ("Live", "Geändert", "Fällig", "Fort"):
        article = approved(reporter, chief, headline=name)
        at = clock.now() + timedelta(hours=1) if name == "Fällig" else None
        publish(article, by=chief, live_from=at)
        if name == "Geändert":
            revise(article, reporter, chief, standfirst="Anders.")
        if name == "Fort":
            withdraw(article, by=chief, reason="Falsch")
    page = desk.get(LIST).content.decode()
    assert [page.count(f"mark-{name}") for name in ("live", "changed", "due", "withdrawn")] == [
        2,
        1,
        1,
        1,
    ]


def test_the_list_asks_as_much_for_two_as_for_twenty(desk, reporter, chief):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(LIST).status_code == 200
        return len(queries)

    for number in range(2):
        publish(approved(reporter, chief, headline=f"Nr. {number}"), by=chief)
    desk.get(LIST)
    few = asked()
    for number in range(18):
        publish(approved(reporter, chief, headline=f"Mehr {number}"), by=chief)
    assert asked() == few


def test_search_finds_words_of_the_text(desk, reporter):
    draft(reporter, body="<p>Etwas mit Spundwand</p>")
    draft(reporter, headline="Anderes", body="<p>Nichts davon</p>")
    page = desk.get(LIST, {"q": "Spundwand"}).content.decode()
    assert "Anderes" not in page
    assert "Fähre" in page


def test_the_preview_is_what_will_be_printed(desk, reporter, chief):
    article = approved(reporter, chief)
    page = desk.get(reverse("admin:articles_article_preview", args=[article.pk]))
    text = page.content.decode()
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    edition = publish(article, by=chief)
    printed = Rendering.objects.get(edition=edition)
    again = render(compose(article, live_from=edition.live_from))
    assert printed.body in text
    assert (again.body, again.top) == (printed.body, printed.top)


def test_the_history_tells_who_did_what(desk, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief, note="Vor der Sitzung")
    revise(article, reporter, chief, headline="Neu", standfirst="Auch neu")
    page = desk.get(reverse("admin:articles_article_history", args=[article.pk])).content.decode()
    for words in ("Submit", "Approve", "Publish", "Vor der Sitzung", "headline, standfirst"):
        assert words in page


@pytest.mark.parametrize(("language", "word"), [("de", "Neuer Artikel"), ("en", "New article")])
def test_the_desk_speaks_the_accounts_language(client, chief, language, word):
    chief.language = language
    chief.save()
    client.force_login(chief)
    page = client.get("/admin/").content.decode()
    assert word in page
    assert f'lang="{language}"' in page


def test_a_section_cannot_hide_a_page_of_the_site(desk):
    data = {"title": "Topics", "slug": "topics", "parent": "", "description": "", "rank": 1}
    page = desk.post("/admin/articles/section/add/", data)
    assert page.status_code == 200
    assert not Section.objects.filter(slug="topics").exists()
    desk.post("/admin/articles/section/add/", data | {"slug": "", "title": "Übersee"})
    assert Section.objects.get().slug == "uebersee"
