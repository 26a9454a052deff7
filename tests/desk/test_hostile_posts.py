"""What hardly anybody types: refused in a sentence, and nothing breaks."""

import pytest
from django.urls import reverse

from articles.drafts.models import Version, VersionName
from articles.reader.models import Edition
from tests.cast import approved, draft

from .test_saving import save

pytestmark = pytest.mark.django_db
YEARS = ["0001-01-01T00:00", "0026-11-25T06:00", "9999-12-31T23:59"]


@pytest.mark.parametrize("moment", YEARS)
def test_a_wanted_date_stays_within_what_lists_can_show(client, reporter, moment):
    client.force_login(reporter)
    article = draft(reporter)
    assert save(client, article, live_from=moment).status_code == 200
    assert Version.objects.count() == 1
    assert client.get("/admin/articles/article/").status_code == 200


@pytest.mark.parametrize("moment", YEARS)
def test_so_does_a_moment_of_publication(client, reporter, chief, moment):
    client.force_login(chief)
    article = approved(reporter, chief)
    url = reverse("admin:articles_article_do", args=[article.pk, "publish"])
    assert client.post(url, {"seen": article.version, "at": moment}).status_code == 200
    assert not Edition.objects.exists()


def test_a_paragraph_among_the_topics_is_no_topic(client, reporter):
    client.force_login(reporter)
    article = draft(reporter)
    page = save(client, article, tags="x" * 300, headline="Bleibt stehen")
    assert page.status_code == 200
    assert "Bleibt stehen" in page.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.parametrize("model", ["article", "decision", "person", "source", "section", "tag"])
@pytest.mark.parametrize("query", ["pk__regex=(", "pk__lt=1", "slug__regex=(", "why__regex=("])
def test_addresses_of_lists_reach_no_field(client, chief, model, query):
    client.force_login(chief)
    assert client.get(f"/admin/articles/{model}/?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["state__exact=draft", "section__id__exact=1", "section__isnull=True", "genre__exact=news"],
)
def test_the_lists_own_filters_work(client, chief, reporter, query):
    draft(reporter)
    client.force_login(chief)
    assert client.get(f"/admin/articles/article/?{query}").status_code == 200
    mine = f"?state__exact=draft&created_by__id__exact={chief.pk}"
    assert client.get(f"/admin/articles/article/{mine}").status_code == 200


def test_a_sign_that_the_database_cannot_keep_is_a_bad_request(client, reporter):
    client.force_login(reporter)
    url = reverse("admin:articles_article_name", args=[draft(reporter).pk, 1])
    assert client.post(url, {"name": "a\0b"}).status_code == 400
    assert not VersionName.objects.exists()
