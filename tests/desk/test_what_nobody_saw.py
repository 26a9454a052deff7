"""Nobody signs, publishes or overwrites what changed after they looked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from articles.drafts import saving, workflow
from articles.drafts.models import Article
from articles.reader import clock
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


def link_on_the_form(client, article: Article, name: str) -> str:
    form = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    found = re.search(rf'href="([^"]*/do/{name}/[^"]*)"', form.content.decode())
    return found[1].replace("&amp;", "&")


def test_a_form_read_before_a_change_publishes_nothing(client, reporter, chief):
    article = approved(reporter, chief)
    client.force_login(chief)
    link = link_on_the_form(client, article, "publish")
    article.refresh_from_db()
    article.headline = "Nach dem Laden geändert"
    saving.save(article, by=reporter)
    answer = client.get(link, follow=True)
    assert "reporter" in str(*answer.context["messages"])
    assert b'name="seen"' in answer.content  # the form, with the words as they are now
    assert "/change/" in answer.redirect_chain[-1][0]


def test_an_unchanged_article_is_asked_about(client, reporter, chief):
    article = approved(reporter, chief)
    client.force_login(chief)
    assert client.get(link_on_the_form(client, article, "publish")).status_code == 200


def test_the_one_click_carries_the_version_that_was_read(client, reporter, chief):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    client.force_login(chief)
    form = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    at_once = form[form.index('<form id="at-once"') :]
    seen = re.search(r'name="seen" value="(\d+)"', at_once)[1]
    action = re.search(r'formaction="([^"]*/do/approve/)"', form)[1]
    article.refresh_from_db()
    article.headline = "Nach dem Laden geändert"
    saving.save(article, by=reporter)
    client.post(action, {"seen": seen})
    assert Article.objects.get().state == "submitted"
    client.post(action, {"seen": article.version})
    assert Article.objects.get().state == "approved"


def test_only_a_wanted_date_to_come_is_proposed(client, reporter, chief):
    client.force_login(chief)
    for days, proposed in ((-40, False), (40, True)):
        moment = clock.now() + timedelta(days=days)
        article = approved(reporter, chief, headline=f"In {days} Tagen", live_from=moment)
        page = client.get(reverse("admin:articles_article_do", args=[article.pk, "publish"]))
        assert bool(re.search(r'name="at"[^>]*value="', page.content.decode())) is proposed
