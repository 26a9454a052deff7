"""The desk's first page: what waits for whom, and what the list's plan finds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.drafts import saving, workflow
from articles.drafts.assigning import assign
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from tests.cast import approved, draft, person_of_the_desk, revise, section

pytestmark = pytest.mark.django_db


def listed(client, **asked: object) -> set[str]:
    page = client.get(reverse("admin:articles_article_changelist"), asked)
    return {article.headline for article in page.context["cl"].result_list}


def board(client, **asked: object) -> dict[str, list[str]]:
    page = client.get(reverse("admin:index"), asked)
    return {one.name: [row.headline for row in one.articles] for one in page.context["lists"]}


def beside(client, name: str, **asked: object) -> list[str]:
    page = client.get(reverse("admin:index"), asked)
    return [str(getattr(one, "article", one)) for one in page.context[name]]


def submitted(by, **fields):
    article = draft(by, **fields)
    workflow.submit(article, by=by)
    return article


def test_what_is_assigned_is_the_work_of_those_it_is_for(client, reporter, editor, chief):
    article = draft(chief)
    assign(article, by=chief, writer=reporter, editor=editor)
    for user in (reporter, editor):
        client.force_login(user)
        assert board(client)["mine"] == [article.headline]
    client.force_login(person_of_the_desk("other", "reporter"))
    assert board(client)["mine"] == []


def test_the_pressing_ones_wait_on_top(client, reporter, chief):
    for name, priority in (("Später", 3), ("Jetzt", 1), ("Heute", 2)):
        article = draft(reporter, headline=name)
        assign(article, by=chief, priority=priority)
        workflow.submit(article, by=reporter)
    client.force_login(chief)
    assert board(client)["waiting"] == ["Jetzt", "Heute", "Später"]


def test_what_waits_for_others_does_not_wait_for_the_one_who_signed(client, reporter, chief):
    submitted(reporter, headline="Eingereicht")
    client.force_login(reporter)
    assert board(client)["waiting"] == []
    client.force_login(chief)
    assert board(client)["waiting"] == ["Eingereicht"]


def test_a_writer_is_asked_again_when_somebody_changed_the_words(client, reporter, chief, editor):
    article = approved(reporter, chief, headline="Meins")
    article.headline = "Meins, besser"
    saving.save(article, by=editor)
    client.force_login(reporter)
    assert board(client)["waiting"] == ["Meins, besser"]


def test_a_section_editor_is_asked_at_home_only(client, reporter):
    sport_editor = person_of_the_desk("sport", "section editor")
    sport_editor.sections.add(section("sport"))
    submitted(reporter, headline="Achter", section=section("sport"))
    submitted(reporter, headline="Rat", section=section())
    client.force_login(sport_editor)
    assert board(client)["waiting"] == ["Achter"]


def test_a_story_stands_in_one_list(client, reporter, chief):
    article = submitted(reporter, headline="Heute fällig")
    assign(article, by=chief, writer=chief, wanted_by=clock.now())
    client.force_login(chief)
    found = board(client)
    assert [name for name, rows in found.items() if rows] == ["waiting"]


def test_approved_is_ready_until_it_is_published_or_scheduled(client, reporter, chief):
    for name in ("Bereit", "Draußen", "Vorgemerkt", "Geändert", "Fort"):
        article = approved(reporter, chief, headline=name)
        if name != "Bereit":
            hour = timedelta(hours=1)
            publish(article, by=chief, live_from=clock.now() + hour if "Vor" in name else None)
        if name == "Geändert":
            revise(article, reporter, chief, standfirst="Neu.")
        if name == "Fort":
            withdraw(article, by=chief, reason="Falsch")
    client.force_login(chief)
    assert board(client)["ready"] == ["Geändert", "Bereit"]
    assert beside(client, "soon") == ["Vorgemerkt"]
    assert beside(client, "changed") == ["Geändert"]
    assert beside(client, "gone") == ["Fort"]
    assert beside(client, "published") == ["Fort", "Geändert", "Draußen"]


def test_what_appears_in_three_days_is_not_soon(client, reporter, chief):
    publish(approved(reporter, chief), by=chief, live_from=clock.now() + timedelta(days=3))
    client.force_login(chief)
    assert beside(client, "soon") == []


def test_a_section_shows_its_own_and_what_stands_under_it(client, reporter, chief):
    town, sport = section(), section("sport")
    harbour = section("hafen", parent=town)
    for name, place in (("Stadt", town), ("Hafen", harbour), ("Sport", sport)):
        submitted(reporter, headline=name, section=place)
    client.force_login(chief)
    assert set(board(client, section=town.pk)["waiting"]) == {"Stadt", "Hafen"}
    assert set(board(client, section="kein")["waiting"]) == {"Stadt", "Hafen", "Sport"}


@pytest.mark.parametrize("view", ["list", "columns", "week"])
def test_the_board_asks_as_much_for_two_as_for_twenty(client, reporter, chief, view):
    def fill(count: int, start: int) -> None:
        for number in range(start, start + count):
            publish(approved(reporter, chief, headline=f"Live {number}"), by=chief)
            at = clock.now() + timedelta(hours=1, seconds=number)
            publish(approved(reporter, chief, headline=f"Bald {number}"), by=chief, live_from=at)
            submitted(reporter, headline=f"Wartet {number}")
            assign(draft(chief, headline=f"Meins {number}"), by=chief, writer=chief, wanted_by=at)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("admin:index"), {"view": view}).status_code == 200
        return len(queries)

    client.force_login(chief)
    fill(2, 0)
    asked()
    few = asked()
    fill(8, 2)
    assert asked() == few


def test_the_board_of_an_empty_newsroom_says_so(client, chief):
    client.force_login(chief)
    for view in ("list", "columns", "week"):
        assert client.get(reverse("admin:index"), {"view": view}).status_code == 200


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
