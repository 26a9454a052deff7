"""How long a text is to be: asked with the plan, told where one writes and where one looks."""

import pytest
from django.utils import translation

from articles.drafts.assigning import assign
from tests.cast import draft

pytestmark = pytest.mark.django_db
ASSIGN = "/admin/articles/article/{}/do/assign/"


@pytest.fixture
def article(reporter, chief):
    chief.language = reporter.language = "en"
    chief.save()
    reporter.save()
    return draft(reporter)


def test_the_plan_asks_for_it_and_keeps_what_is_said(client, chief, reporter, article):
    client.force_login(chief)
    url = ASSIGN.format(article.pk)
    page = client.get(url).content.decode()
    assert 'name="length"' in page
    seen = {"seen": article.version, "writer": reporter.pk, "priority": 2}
    client.post(url, seen | {"length": "2500", "measure": "words"})
    article.refresh_from_db()
    assert (article.length, article.measure) == (2500, "words")


@pytest.mark.parametrize("length", ["-3", "0", "viel", "99999999999"])
def test_nonsense_is_refused_and_stays_on_the_screen(client, chief, reporter, article, length):
    client.force_login(chief)
    url = ASSIGN.format(article.pk)
    given = {"seen": article.version, "priority": 2, "measure": "words", "length": length}
    page = client.post(url, given)
    assert page.status_code == 200
    assert f'value="{length}"' in page.content.decode()
    article.refresh_from_db()
    assert article.length is None


@pytest.mark.parametrize(("measure", "told"), [("characters", "3,000"), ("words", "3,000")])
def test_the_form_and_the_board_say_it(client, chief, reporter, article, measure, told):
    assign(article, by=chief, writer=reporter, length=3000, measure=measure)
    client.force_login(reporter)
    form = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert form.count("data-target=") == 1
    assert f'<span data-target="3000">of {told}</span>' in form
    assert f"{told} {measure}" in client.get("/admin/").content.decode()


def test_the_history_says_it(client, chief, article):
    with translation.override("en"):
        assign(article, by=chief, length=3000)
    client.force_login(chief)
    page = client.get(f"/admin/articles/article/{article.pk}/history/").content.decode()
    assert "3,000 characters" in page
