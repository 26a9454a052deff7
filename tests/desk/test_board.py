"""What waits for whom: the first page, and the list's plan."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.drafts import workflow
from articles.drafts.assigning import assign
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved, draft, person_of_the_desk

pytestmark = pytest.mark.django_db


def listed(client, **asked: object) -> set[str]:
    page = client.get(reverse("admin:articles_article_changelist"), asked)
    return {article.headline for article in page.context["cl"].result_list}


def board(client) -> list[list[str]]:
    page = client.get(reverse("admin:index"))
    return [[one.headline for one in articles] for _label, articles in page.context["lists"]]


def test_what_is_assigned_comes_first_and_only_to_those_it_is_for(client, reporter, editor, chief):
    article = draft(chief)
    assign(article, by=chief, writer=reporter, editor=editor)
    for user, expected in ((reporter, [article.headline]), (editor, [article.headline])):
        client.force_login(user)
        assert board(client)[0] == expected
    client.force_login(person_of_the_desk("other", "reporter"))
    assert board(client)[0] == []


def test_the_pressing_ones_wait_on_top(client, reporter, chief):
    for name, priority in (("Später", 3), ("Jetzt", 1), ("Heute", 2)):
        article = draft(reporter, headline=name)
        assign(article, by=chief, priority=priority)
        workflow.submit(article, by=reporter)
    client.force_login(chief)
    assert board(client)[1] == ["Jetzt", "Heute", "Später"]


def test_the_plan_finds_mine_the_late_the_open_and_the_pre_written(client, reporter, chief):
    mine, late, ready = (draft(chief, headline=name) for name in ("Meins", "Zu spät", "Vorrat"))
    assign(mine, by=chief, editor=chief, writer=reporter)
    assign(late, by=chief, writer=reporter, wanted_by=clock.now() - timedelta(minutes=1))
    dated = draft(chief, headline="Mit Datum", live_from=clock.now() + timedelta(days=2))
    out = approved(reporter, chief, headline="Schon da")
    publish(out, by=chief)
    client.force_login(chief)
    assert listed(client, plan="mine") == {"Meins"}
    assert listed(client, plan="late") == {"Zu spät"}
    assert listed(client, plan="nobody") == {"Vorrat", "Mit Datum"}
    assert listed(client, plan="ready") == {"Meins", "Zu spät", "Vorrat"}
    assert dated.headline not in listed(client, plan="ready")
    assert ready.headline in listed(client)
