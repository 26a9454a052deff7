"""Views of the list that people keep for themselves."""

import pytest
from django.urls import reverse

from articles.drafts.models import SavedView
from tests.cast import draft, section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def keep(client, reporter):
    client.force_login(reporter)

    def post(**asked: str):
        return client.post(reverse("admin:articles_article_views"), asked, follow=True)

    return post


def test_a_kept_view_stands_above_the_list_and_filters_it(client, keep, reporter):
    sport = section("sport")
    draft(reporter, headline="Achter", section=sport)
    draft(reporter, headline="Rat")
    page = keep(name="  Mein   Sport ", query=f"section__id__exact={sport.pk}")
    assert [one.headline for one in page.context["cl"].result_list] == ["Achter"]
    assert "Mein Sport</a>" in client.get(LIST).content.decode()


def test_the_same_name_again_is_the_new_view(keep):
    keep(name="Vorrat", query="state__exact=draft")
    keep(name="Vorrat", query="state__exact=submitted")
    assert SavedView.objects.get().query == "state__exact=submitted"


def test_it_is_ones_own(client, keep, chief):
    keep(name="Vorrat", query="state__exact=draft")
    client.force_login(chief)
    assert "Vorrat</a>" not in client.get(LIST).content.decode()
    client.post(reverse("admin:articles_article_views"), {"drop": "Vorrat"})
    assert SavedView.objects.count() == 1


def test_it_can_be_dropped(keep):
    keep(name="Vorrat", query="state__exact=draft")
    keep(drop="Vorrat")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "", "query": "state__exact=draft"},
        {"name": "Alles", "query": ""},
        {"name": "Fremd", "query": "created_by__password__startswith=a"},
        {"name": "Lang", "query": "q=" + "x" * 600},
    ],
)
def test_what_is_no_view_is_refused_in_words(keep, asked):
    page = keep(**asked)
    assert len(list(page.context["messages"])) == 1
    assert not SavedView.objects.exists()


def test_twenty_are_enough(keep, reporter):
    rows = [SavedView(user=reporter, name=str(n), query="q=a") for n in range(20)]
    SavedView.objects.bulk_create(rows)
    keep(name="Noch eine", query="q=b")
    assert SavedView.objects.count() == 20
