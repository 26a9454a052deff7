"""Typography at the desk: offered as one change, and saved by nobody but the editor."""

import pytest
from django.urls import reverse

from articles.drafts.models import Article, Version
from articles.text.blocks import clean
from tests.cast import draft

from .test_saving import filled

pytestmark = pytest.mark.django_db


def answer(client, article: Article | None = None, **fields: object):
    name = "articles_article_typeset" if article else "articles_article_typeset_new"
    where = reverse(f"admin:{name}", args=[article.pk] if article else [])
    return client.post(where, filled(article, **fields))


def test_what_would_change_is_shown_and_nothing_is_saved(client, reporter):
    article = draft(reporter)
    client.force_login(reporter)
    body = clean('<p>Der Rat - so fest - bleibt.</p><p>Nichts.</p><p>Nach 5 km "ja".</p>')
    said = answer(client, article, headline='Rat sagt "Nein"', body=body).json()
    assert said["fields"]["headline"] == "Rat sagt „Nein“"
    assert "Rat – so fest – bleibt." in said["fields"]["body"]
    assert "5&nbsp;km „ja“" in said["fields"]["body"]
    assert said["html"].count("<dd>") == 3
    assert "<ins>␣km" in said["html"]
    article.refresh_from_db()
    assert (article.version, Version.objects.count()) == (1, 1)


def test_the_houses_marks_are_set(client, reporter, settings):
    settings.HOUSE_QUOTES = {"de": "«»"}
    client.force_login(reporter)
    said = answer(client, headline='Rat sagt "Nein"').json()
    assert said["fields"] == {"headline": "Rat sagt «Nein»"}


def test_where_nothing_is_to_change_it_says_so(client, reporter):
    client.force_login(reporter)
    said = answer(client, headline="Rat sagt „Nein“").json()
    assert said["fields"] == {}
    assert "<dl>" not in said["html"]


def test_what_is_typed_is_escaped(client, reporter):
    client.force_login(reporter)
    assert "<img" not in answer(client, headline='<img src=x> - "a"').json()["html"]


def test_who_may_not_write_is_offered_nothing(client, reporter, stranger):
    article = draft(reporter)
    client.force_login(stranger)
    assert answer(client, article).status_code == 403
