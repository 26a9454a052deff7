"""Autosave: what is typed is kept for the one who typed it, and is nobody else's and no version."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.desk.tasks import forget_unsaved
from articles.drafts import autosaving
from articles.drafts.models import Article, Autosave, Version
from articles.press.purge import purge
from tests.cast import draft, person_of_the_desk

from .test_saving import filled, save

pytestmark = pytest.mark.django_db


def address(article: Article | None = None) -> str:
    url = reverse("admin:articles_article_autosave")
    return f"{url}?article={article.pk}" if article else url


def tell(client, article: Article | None = None, **said: object):
    said = {"tab": str(uuid4()), "seen": 1, "words": {"headline": "Getippt"}} | said
    return client.post(address(article), json.dumps(said), content_type="application/json")


def unsaved(client, article: Article | None = None) -> list[dict]:
    return client.get(address(article)).json()["unsaved"]


@pytest.fixture
def article(reporter, client):
    client.force_login(reporter)
    return draft(reporter)


def test_what_is_typed_is_kept_and_is_no_version(client, article):
    assert tell(client, article).status_code == 200
    assert unsaved(client, article)[0]["words"] == {"headline": "Getippt"}
    article.refresh_from_db()
    assert (article.version, Version.objects.count()) == (1, 1)


def test_a_tab_has_one_row_that_says_the_last_words(client, article):
    tab = str(uuid4())
    for words in ("Eins", "Zwei"):
        tell(client, article, tab=tab, words={"headline": words})
    assert [one["words"]["headline"] for one in unsaved(client, article)] == ["Zwei"]


def test_a_sign_of_life_does_not_erase_the_words(client, article):
    tab = str(uuid4())
    tell(client, article, tab=tab)
    tell(client, article, tab=tab, words=None)
    assert unsaved(client, article)


def test_a_new_article_is_kept_before_it_has_a_row(client, reporter):
    client.force_login(reporter)
    tell(client)
    assert unsaved(client)[0]["words"]["headline"] == "Getippt"
    assert not Article.objects.exists()


def test_saving_the_form_forgets_its_tab_and_no_other(client, article):
    tab, other = str(uuid4()), str(uuid4())
    tell(client, article, tab=tab)
    tell(client, article, tab=other, words={"headline": "Anderer Reiter"})
    save(client, article, headline="Getippt", tab=tab)
    assert [str(one.tab) for one in Autosave.objects.all()] == [other]


def test_a_form_that_is_refused_keeps_its_autosave(client, article):
    tab = str(uuid4())
    tell(client, article, tab=tab)
    assert save(client, article, headline="", tab=tab).status_code == 200
    assert Autosave.objects.filter(tab=tab).exists()


def test_what_the_article_says_already_is_not_offered(client, article):
    words = {"headline": article.headline, "body": article.body.replace("<p ", "<p  ")}
    tell(client, article, words=words)
    assert unsaved(client, article) == []


def test_nobody_reads_what_another_person_typed(client, article, editor):
    tell(client, article)
    other = Client()
    other.force_login(editor)
    assert unsaved(other, article) == []


def test_nobody_writes_into_another_persons_tab(client, article, editor):
    tab = str(uuid4())
    tell(client, article, tab=tab)
    other = Client()
    other.force_login(editor)
    tell(other, article, tab=tab, words={"headline": "Fremd"})
    tell(other, article, tab=tab, forget=True)
    assert unsaved(client, article)[0]["words"]["headline"] == "Getippt"


def test_who_else_is_here_is_said_while_they_are(client, article, editor):
    other = Client()
    other.force_login(editor)
    tell(other, article, words=None)
    assert tell(client, article, words=None).json()["others"] == ["editor"]
    Autosave.objects.update(heard_at=Now() - timedelta(minutes=1))
    assert client.get(address(article)).json()["others"] == []


def test_a_newer_version_is_said(client, article, editor):
    other = Client()
    other.force_login(editor)
    save(other, article, headline="Die andere")
    said = tell(client, article).json()
    assert (said["version"], said["who"]) == (2, "editor")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"tab": 1, "words": {}}',
        b'{"tab": "00000000-0000-0000-0000-000000000000", "words": []}',
        b'"' + b"x" * 3_100_000 + b'"',
        b"\xff",
    ],
    ids=["nothing", "list", "half", "no tab", "no words", "too long", "no text"],
)
def test_what_is_no_form_is_refused_and_keeps_nothing(client, article, body):
    answer = client.post(address(article), body, content_type="application/json")
    assert answer.status_code == 400
    assert not Autosave.objects.exists()


def test_so_are_parts_of_a_form_read_by_who_looks_for_the_token(article, reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    client.get("/admin/articles/article/")
    answer = client.post(
        address(article), {"tab": "x"}, headers={"X-CSRFToken": client.cookies["csrftoken"].value}
    )
    assert answer.status_code == 400
    assert not Autosave.objects.exists()


def test_only_the_forms_own_fields_are_kept(client, article):
    tell(
        client, article, words={"headline": "Ein\0s", "state": "approved", "version": 9, "body": 3}
    )
    assert Autosave.objects.get().words == {"headline": "Eins"}


def test_an_article_that_is_not_there_is_not_found(client, article):
    assert client.get(reverse("admin:articles_article_autosave") + "?article=0").status_code == 404
    assert client.get(reverse("admin:articles_article_autosave") + "?article=x").status_code == 404


def test_only_writers_reach_it(article):
    nobody = Client()
    assert nobody.get(address(article)).status_code == 302
    nobody.force_login(person_of_the_desk("nobody"))
    assert nobody.get(address(article)).status_code == 403
    assert tell(nobody, article).status_code == 403


def test_it_is_never_stored_on_the_way(client, article):
    assert "no-store" in client.get(address(article))["Cache-Control"]


def test_a_purge_takes_it_along(client, article, chief):
    tell(client, article)
    purge(article, by=chief, reason="Gerichtsbeschluss")
    assert not Autosave.objects.exists()


def test_the_form_names_its_own_fields(client, article):
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    names = page.split('data-names="')[1].split('"')[0].split()
    assert set(names) <= set(filled())
    assert {"headline", "body", "tags"} <= set(names)


def test_what_nobody_came_back_for_goes_after_a_month(reporter):
    article = draft(reporter)
    for days in (31, 29):
        kept = autosaving.keep(article, by=reporter, tab=uuid4(), seen=1, words={"kicker": "x"})
        Autosave.objects.filter(pk=kept.pk).update(heard_at=Now() - timedelta(days=days))
    forget_unsaved.func(0)
    assert Autosave.objects.get().heard_at > timezone.now() - timedelta(days=30)
