"""Proof beside the form: findings of what is typed, with their places; nothing is saved."""

import re

import pytest
from django.urls import reverse

from articles.drafts.models import Article, Version
from tests.cast import draft

from .test_saving import filled

pytestmark = pytest.mark.django_db


def address(article: Article | None = None) -> str:
    if article:
        return reverse("admin:articles_article_proof", args=[article.pk])
    return reverse("admin:articles_article_proof_new")


def said(client, article: Article | None = None, **fields: object) -> str:
    answer = client.post(address(article), filled(article, **fields))
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_typed_is_read_and_not_saved(client, reporter):
    article = draft(reporter, people=["Ada Lovis"])
    client.force_login(reporter)
    page = said(client, article, body="<p>Der Rat hat hat getagt.</p>")
    place = re.search(
        r'data-field="body" data-at="(\w+)" data-start="8" data-words="hat hat"', page
    )
    assert place
    assert 'class="finding warn"' in page
    assert 'class="finding bad"' not in page
    article.refresh_from_db()
    assert (article.version, Version.objects.count()) == (1, 1)


def test_what_stops_publishing_comes_first_and_is_told_apart(client, reporter):
    article = draft(reporter)
    client.force_login(reporter)
    page = said(client, article, headline="", standfirst="")
    assert page.index("finding bad") < page.index("finding warn")
    assert 'data-field="headline"' in page


def test_a_new_article_is_read_before_it_has_a_row(client, reporter):
    client.force_login(reporter)
    assert "Ida Meyer" in said(client, body="<p>Ida Meyer kam. Dann ging Ida Meier.</p>")
    assert Article.objects.count() == 0


def test_what_is_typed_is_escaped(client, reporter):
    client.force_login(reporter)
    page = said(client, headline='<img src=x onerror=alert(1)> - "Nein" &amp; <b>der der</b>')
    assert "<img" not in page


def test_a_text_that_cannot_be_taken_is_answered_with_the_reason(client, reporter):
    client.force_login(reporter)
    answer = client.post(address(), filled(body="<ul><li>" * 200))
    assert answer.status_code == 422


def test_the_saved_findings_stand_on_the_page(client, reporter):
    article = draft(reporter, headline="Der der Rat")
    client.force_login(reporter)
    page = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert f'data-proof="{address(article)}"' in page
    assert 'data-words="Der der"' in page


def test_who_may_not_write_hears_nothing(client, stranger, reporter):
    article = draft(reporter)
    client.force_login(stranger)
    assert client.post(address(article), filled(article)).status_code == 403
    client.force_login(reporter)
    assert client.get(address(article)).status_code == 405


def test_an_empty_form_is_read_as_an_empty_article(client, reporter):
    article = draft(reporter)
    client.force_login(reporter)
    for name in ("proof", "typeset"):
        for keys in ([], [article.pk]):
            where = f"admin:articles_article_{name}" + ("" if keys else "_new")
            assert client.post(reverse(where, args=keys), {}).status_code == 200
