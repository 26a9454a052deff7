"""Laying out a front: final, logged, never overwritten, and reached by purge and redaction."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from articles.drafts.errors import (
    FrontIsFull,
    NotHere,
    NotOnFront,
    NotYours,
    PlanOvertaken,
    Spiked,
)
from articles.drafts.models import Decision, Placement, Plan, PlanVersion, SectionRule
from articles.drafts.planning import breaking, change, place, plan_of, remove, word
from articles.drafts.workflow import spike
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.redact import redact
from articles.reader import clock as moments
from articles.reader.models import Front, Slot, Story
from tests.cast import approved, draft, person_of_the_desk, section
from tests.fronts import LEAD, LIST, SECOND, edited, laid_out, planned
from tests.hard import times


@pytest.mark.django_db
def test_every_version_is_kept_numbered_and_in_the_log(reporter, chief):
    a, b = draft(reporter, headline="Kai"), draft(reporter, headline="Kran")
    first = laid_out(chief, (a, LEAD))
    second = laid_out(chief, (b, LEAD))
    assert (first.number, second.number) == (1, 2)
    assert [one.uid for one in first.slots.all()] == [a.uid]
    lines = Decision.objects.filter(verb="lay_out").order_by("pk")
    assert [one.details["number"] for one in lines] == [1, 2]
    assert {one.details["front"] for one in lines} == {"/"}
    assert {one.by for one in lines} == {chief}


@pytest.mark.django_db
def test_laying_out_twice_is_laying_out_once(reporter, chief):
    plan = planned(chief, (draft(reporter), LEAD))
    first = lay_out(plan, by=chief, seen=plan.version)
    assert lay_out(plan, by=chief, seen=plan.version) == first
    assert Decision.objects.filter(verb="lay_out").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE {} SET live_from = now()", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["articles_front", "articles_slot"])
def test_a_printed_front_is_final_for_editors_and_for_the_owner(
    reporter, chief, as_owner, sql, table
):
    laid_out(chief, (draft(reporter), LEAD))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))
    with (
        as_owner(),
        pytest.raises(DatabaseError, match="A front is final"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table))


@pytest.mark.django_db
def test_who_saw_another_version_is_refused_and_nothing_is_lost(reporter, chief, editor):
    a, b = draft(reporter, headline="Kai"), draft(reporter, headline="Kran")
    plan = plan_of(None)
    change(plan, place(a, LEAD, by=chief), by=chief, seen=plan.version)
    with pytest.raises(PlanOvertaken, match="chief"):
        change(plan, place(b, LEAD, by=editor), by=editor, seen=plan.version)
    with pytest.raises(PlanOvertaken):
        lay_out(plan, by=editor, seen=plan.version)
    assert [one.article for one in Placement.objects.all()] == [a]
    assert not Front.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_edits_by_two_people_at_once_none_is_lost(reporter, chief, editor):
    count = times(12, fully=200)
    articles = [draft(reporter, headline=f"Meldung {n}") for n in range(min(count, 40))]
    plan = plan_of(None)

    def insist(number):
        by = (chief, editor)[number % 2]
        article = articles[number % len(articles)]
        try:
            while True:
                seen = Plan.objects.get(pk=plan.pk).version
                try:
                    return change(plan, place(article, LIST, by=by), by=by, seen=seen).version
                except PlanOvertaken:
                    continue
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(insist, range(count)))
    assert sorted(made) == list(range(2, count + 2)), "each is a version of its own"
    assert {one.article for one in Placement.objects.all()} == set(articles)
    assert PlanVersion.objects.count() == count
    orders = list(Placement.objects.order_by("order").values_list("order", flat=True))
    assert orders == list(range(len(articles)))


@pytest.mark.django_db
def test_rights_are_those_of_an_editor_and_at_home_of_a_section_editor(reporter):
    town, land = section("stadt"), section("land")
    local = person_of_the_desk("henrike", "section editor")
    local.sections.add(town)
    article = draft(reporter)
    for by, place_of in ((reporter, None), (reporter, town), (local, None), (local, land)):
        with pytest.raises(NotYours):
            planned(by, (article, LEAD), section=place_of)
    assert laid_out(local, (article, LEAD), section=town).number == 1


@pytest.mark.django_db
def test_a_section_that_others_publish_is_laid_out_by_them(reporter, chief):
    town = section("stadt")
    rule = SectionRule.objects.create(section=town)
    rule.publishers.add(reporter.groups.get())
    with pytest.raises(NotHere):
        laid_out(chief, (draft(reporter), LEAD), section=town)


@pytest.mark.django_db
def test_what_cannot_stand_on_a_front_is_refused(reporter, chief):
    article = draft(reporter)
    plan = plan_of(None)
    for edit in (remove(article), word(article, headline="Kai")):
        with pytest.raises(NotOnFront):
            change(plan, edit, by=chief, seen=plan.version)
    spike(article, by=reporter, why="Erledigt.")
    article.refresh_from_db()
    with pytest.raises(Spiked):
        planned(chief, (article, LEAD))


@pytest.mark.django_db
def test_a_front_that_is_full_says_so(reporter, chief, monkeypatch):
    monkeypatch.setattr("articles.drafts.planning.MOST", 1)
    with pytest.raises(FrontIsFull):
        planned(chief, (draft(reporter), LEAD), (draft(reporter, headline="Kran"), LIST))


@pytest.mark.django_db
def test_a_purge_leaves_nothing_of_it_on_any_front(reporter, chief):
    article, other = approved(reporter, chief), draft(reporter, headline="Kran")
    publish(article, by=chief)
    plan = planned(chief, (article, LEAD), (other, SECOND))
    ends = moments.now() + timedelta(hours=1)
    plan, _front = edited(plan, word(article, headline="Onno Tjarks"), chief)
    edited(plan, breaking("Onno Tjarks kommt", article=article, until=ends), chief)
    purge(article, by=chief, reason="Beschluss")
    assert set(Slot.objects.values_list("uid", flat=True)) == {other.uid}
    assert [one.article for one in Placement.objects.all()] == [other]
    rows = [*Front.objects.values(), *PlanVersion.objects.values(), *Plan.objects.values()]
    assert "Tjarks" not in str(rows)
    assert str(article.uid) not in str(rows)


@pytest.mark.django_db
def test_a_redaction_reaches_the_words_of_slots_and_lines(reporter, chief):
    article = approved(reporter, chief, headline="Onno Tjarks näht")
    publish(article, by=chief)
    plan = planned(chief, (article, LEAD))
    plan, _front = edited(plan, word(article, headline="Tjarks näht"), chief)
    edited(plan, breaking("Tjarks näht", article=article, until=None), chief)
    redact(article, by=chief, words="Tjarks", reason="Beschluss")
    rows = [*Slot.objects.values(), *Front.objects.values(), *Placement.objects.values()]
    assert "Tjarks" not in str([*rows, *Plan.objects.values()])
    assert Story.objects.exists()
