"""The tour of a first day: shown once, followed from screen to screen, skipped, taken again."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk.tour import STEPS
from articles.drafts import touring, workflow
from articles.drafts.models import User
from tests.cast import draft, person_of_the_desk

pytestmark = pytest.mark.django_db
TOUR = "/admin/tour/"


@pytest.fixture
def new(client):
    """A reporter on the first day."""
    user = person_of_the_desk("ida", "reporter", language="en", tour=1)
    client.force_login(user)
    return user


def step_at(client, where: str) -> str | None:
    """The step that stands open there, by its title; None without a tour."""
    page = client.get(where).content.decode()
    found = re.search(r'data-places="[^"]*">\s*<h2 tabindex="-1">.*?</span> ([^<]+)</h2>', page)
    return found[1] if found else None


def form_of(article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def test_it_has_no_more_than_six_steps():
    assert len(STEPS) == touring.LAST <= 6


def test_a_new_account_begins_at_the_first_step(client, new):
    assert User.objects.create_user("someone").tour == touring.FIRST
    assert step_at(client, "/admin/") == "Find your assignment"


def test_it_is_shown_once(client, new):
    client.post(TOUR, {"step": 0})
    assert step_at(client, "/admin/") is None
    assert "tour.js" not in client.get("/admin/").content.decode()


def test_it_goes_on_where_it_was_on_any_computer(client, new):
    client.post(TOUR, {"step": 5})
    client.logout()
    client.force_login(new)
    assert step_at(client, "/admin/") == "What happens next"


def test_without_scripts_the_buttons_lead_back_to_where_one_was(client, new):
    answer = client.post(TOUR, {"step": 2, "next": "/admin/inbox/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/inbox/")
    for elsewhere in ("https://evil.example/", "//evil.example/", ""):
        assert client.post(TOUR, {"step": 2, "next": elsewhere})["Location"] == "/admin/"


def test_with_scripts_nothing_is_loaded_anew(client, new):
    answer = client.post(TOUR, {"step": 3}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert User.objects.get(pk=new.pk).tour == 3


@pytest.mark.parametrize("typed", ["7", "-1", "x", "", "999999999999999999", "\0"])
def test_a_step_that_there_is_not_is_refused(client, new, typed):
    assert client.post(TOUR, {"step": typed}).status_code == 400
    assert User.objects.get(pk=new.pk).tour == 1


def test_asking_changes_nothing(client, new):
    assert client.get(TOUR).status_code == 405
    assert client.get("/admin/").status_code == 200
    assert User.objects.get(pk=new.pk).tour == 1


def test_it_can_be_taken_again_from_the_menu(client, new):
    client.post(TOUR, {"step": 0})
    page = client.get("/admin/").content.decode()
    menu = page[page.index('id="account-menu"') : page.index('id="logout-form"')]
    assert 'action="/admin/tour/"' in menu
    assert 'name="step" value="1"' in menu
    client.post(TOUR, {"step": 1})
    assert step_at(client, "/admin/") == "Find your assignment"


def test_whoever_goes_ahead_is_followed(client, new):
    article = draft(new)
    assert step_at(client, form_of(article)) == "Write"
    client.post(TOUR, {"step": 4})
    assert step_at(client, form_of(article)) == "Submit"
    workflow.submit(article, by=new)
    assert step_at(client, form_of(article)) == "What happens next"


def test_somebody_else_s_finished_article_skips_nothing_on_the_first_step(client, new, editor):
    article = draft(editor)
    workflow.submit(article, by=editor)
    assert step_at(client, form_of(article)) == "Write"


def test_it_stays_away_from_other_screens_and_from_those_who_write_nothing(client, new, stranger):
    for where in ("/admin/password_change/", "/admin/guide/", "/admin/articles/article/?_popup=1"):
        assert step_at(client, where) is None
    stranger.tour = 1
    stranger.save()
    client.force_login(stranger)
    assert step_at(client, "/admin/") is None
    assert client.post(TOUR, {"step": 2}).status_code == 403


def test_a_step_about_another_screen_leads_to_one_s_work(client, new):
    link = 'href="/admin/#list-mine"'
    client.post(TOUR, {"step": 2})
    for where, times in {"/admin/": 3, "/admin/inbox/": 4, form_of(draft(new)): 1}.items():
        assert client.get(where).content.decode().count(link) == times, where


def test_it_costs_no_statement(client, new):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/admin/")
        return len(asked)

    statements()
    on_it = statements()
    touring.tour_to(new, touring.OVER)
    assert statements() == on_it


def test_old_hands_are_not_shown_around(new):
    fill = import_module("articles.migrations.0130_no_tour_for_old_hands")
    fresh = person_of_the_desk("fresh", tour=1)
    old = person_of_the_desk("old", tour=1, last_login=timezone.now())
    fill.over(apps, None)
    assert User.objects.get(pk=old.pk).tour == touring.OVER
    assert User.objects.get(pk=fresh.pk).tour == touring.FIRST
