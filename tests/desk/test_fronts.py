"""The planner: small edits, nobody overwritten, a look ahead and a look back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.drafts.models import Placement
from articles.drafts.planning import change, place, plan_of, word
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as moments
from articles.reader.models import Front
from tests.cast import approved, draft, person_of_the_desk, section
from tests.fronts import LEAD, LIST, SECOND, edited, planned, shown

pytestmark = pytest.mark.django_db
HERE = "/admin/fronts/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def step(client, plan, said, **more):
    return client.post(HERE, {"seen": plan.version, "step": said} | more)


def order():
    return list(plan_of(None).placements.order_by("order").values_list("article", "place"))


def test_a_button_places_moves_and_takes_off(desk, reporter):
    a, b = draft(reporter, headline="Kai"), draft(reporter, headline="Kran")
    for said in (f"place:{a.pk}:lead", f"place:{b.pk}:second:0", f"place:{b.pk}:lead:0"):
        assert step(desk, plan_of(None), said).status_code == 302
    assert order() == [(b.pk, LEAD), (a.pk, LEAD)]
    step(desk, plan_of(None), f"remove:{b.pk}")
    assert order() == [(a.pk, LEAD)]


def test_every_step_up_and_down_that_the_page_offers_leads_there(desk, reporter, editor):
    a, b, c = (draft(reporter, headline=one) for one in ("Kai", "Kran", "Orgel"))
    planned(editor, (a, LEAD), (b, SECOND), (c, SECOND))
    rows = [row for group in desk.get(HERE).context["groups"] for row in group.rows]
    assert (rows[0].up, rows[0].down) == ("", f"place:{a.pk}:second:0")
    step(desk, plan_of(None), rows[2].up)
    assert order() == [(a.pk, LEAD), (c.pk, SECOND), (b.pk, SECOND)]
    rows = [row for group in desk.get(HERE).context["groups"] for row in group.rows]
    step(desk, plan_of(None), rows[1].up)
    assert order() == [(a.pk, LEAD), (c.pk, LEAD), (b.pk, SECOND)]


def test_the_second_is_shown_what_changed_and_may_do_it_after_all(desk, reporter, chief):
    a, b = draft(reporter, headline="Kai"), draft(reporter, headline="Kran")
    plan = plan_of(None)
    change(plan, place(a, LEAD, by=chief), by=chief, seen=plan.version)
    answer = step(desk, plan, f"place:{b.pk}:lead:0")
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "chief" in answer.context["overtaken"]
    assert [one for one in answer.context["changes"] if "Kai" in one]
    assert order() == [(a.pk, LEAD)]
    assert f'name="article" value="{b.pk}"' in said
    kept = dict(answer.context["kept"]) | {"seen": plan_of(None).version}
    assert desk.post(HERE, kept).status_code == 302
    assert order() == [(b.pk, LEAD), (a.pk, LEAD)]


def test_words_that_met_a_change_are_kept_on_the_page(desk, reporter, chief):
    a, b = draft(reporter, headline="Kai"), draft(reporter, headline="Kran")
    plan = planned(chief, (a, LEAD))
    change(plan, place(b, LIST, by=chief), by=chief, seen=plan.version)
    given = {"seen": plan.version, "do": "word", "article": a.pk, "headline": "Stahl & Stein"}
    answer = desk.post(HERE, given)
    assert ("headline", "Stahl & Stein") in answer.context["kept"]
    assert Placement.objects.get(article=a).headline == ""


def test_words_picture_and_pin_are_saved_and_a_slip_is_said(desk, reporter, editor):
    a = draft(reporter, headline="Kai")
    plan = planned(editor, (a, LEAD))
    given = {"do": "word", "article": a.pk, "headline": "Stahl", "until": "2199-01-02T06:00"}
    desk.post(HERE, given | {"seen": plan.version})
    one = Placement.objects.get()
    assert (one.headline, one.until.year) == ("Stahl", 2199)
    slip = {"seen": plan_of(None).version, "until": "morgen"}
    answer = desk.post(HERE, given | slip, follow=True)
    assert Placement.objects.get().until == one.until
    assert list(answer.context["messages"])


def test_publishing_from_the_page_gives_readers_the_front(desk, reporter, editor, client):
    old, new = (approved(reporter, editor, headline=one) for one in ("Alt", "Neu"))
    for one in (old, new):
        publish(one, by=editor)
    plan = planned(editor, (old, LEAD))
    step(desk, plan, "print")
    assert shown(client.get("/"))[0] == "Alt"
    assert desk.get(HERE).context["changed"] is False


def test_a_breaking_line_leads_to_what_was_pasted(desk, reporter):
    a = draft(reporter, headline="Deich bricht")
    given = {"do": "breaking", "text": "Eil", "leads_to": f"/admin/articles/article/{a.pk}/"}
    desk.post(HERE, given | {"seen": plan_of(None).version})
    assert (plan_of(None).breaking, plan_of(None).breaking_article) == ("Eil", a)


def test_reporters_look_and_strangers_do_not(client, reporter, stranger):
    a = draft(reporter)
    client.force_login(reporter)
    assert client.get(HERE).status_code == 200
    assert 'name="seen"' not in client.get(HERE).content.decode()
    step(client, plan_of(None), f"place:{a.pk}:lead")
    assert order() == []
    client.force_login(stranger)
    for path in (HERE, f"{HERE}past/", f"{HERE}preview/"):
        assert client.get(path).status_code == 403


def test_a_section_editor_edits_the_front_at_home_alone(client, reporter):
    town, a = section("stadt"), draft(reporter)
    local = person_of_the_desk("henrike", "section editor")
    local.sections.add(town)
    client.force_login(local)
    assert client.get(HERE).context["may"] is False
    at_home = f"{HERE}?front={town.pk}"
    assert client.get(at_home).context["may"] is True
    client.post(at_home, {"seen": plan_of(town).version, "step": f"place:{a.pk}:lead"})
    assert plan_of(town).placements.count() == 1


def test_a_preview_shows_the_plan_that_nobody_published_now_and_later(desk, reporter, editor):
    now, later = (approved(reporter, editor, headline=one) for one in ("Jetzt", "Später"))
    publish(now, by=editor)
    lifts = moments.now() + timedelta(days=2)
    publish(later, by=editor, live_from=lifts)
    planned(editor, (later, LEAD), (now, LEAD))
    assert shown(desk.get(f"{HERE}preview/")) == ["Jetzt"]
    at = (lifts + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert shown(desk.get(f"{HERE}preview/?at={at}")) == ["Später", "Jetzt"]
    assert not Front.objects.exists()


def test_every_past_front_is_listed_with_its_lead_and_can_be_seen_again(
    desk, reporter, editor, chief, clock
):
    a, b = (approved(reporter, editor, headline=one) for one in ("Kai", "Kran"))
    start = moments.now() - timedelta(hours=3)
    clock(start)
    for one in (a, b):
        publish(one, by=editor)
    plan = planned(editor, (a, LEAD))
    lay_out(plan, by=editor, seen=plan.version)
    clock(start + timedelta(hours=1))
    edited(plan, place(b, LEAD, by=editor, at=0), editor)
    clock(start + timedelta(hours=2))
    withdraw(b, by=chief, reason="Falsch.")
    clock(None)
    page = desk.get(f"{HERE}past/")
    found = page.context["versions"]
    assert [(one.number, one.lead) for one in found] == [(2, "Kran"), (1, "Kai")]
    assert shown(desk.get(found[0].address)) == ["Kran", "Kai"], "it was there then"
    assert shown(desk.get(found[1].address)) == ["Kai", "Kran"]


def test_what_is_stale_or_has_run_out_is_marked(desk, reporter, editor, clock):
    a, b = (approved(reporter, editor, headline=one) for one in ("Kai", "Kran"))
    for one in (a, b):
        publish(one, by=editor)
    plan = planned(editor, (a, LEAD), (b, LIST))
    edited(plan, word(b, until=moments.now() + timedelta(hours=1)), editor)
    rows = [row for group in desk.get(HERE).context["groups"] for row in group.rows]
    assert not any(row.stale or row.expired for row in rows)
    clock(moments.now() + timedelta(days=2))
    rows = [row for group in desk.get(HERE).context["groups"] for row in group.rows]
    assert [(row.stale, row.expired) for row in rows] == [(True, False), (False, True)]


def test_the_article_says_where_it_stands_and_since_when(desk, reporter, editor, clock):
    article, other = approved(reporter, editor, headline="Kai"), draft(reporter, headline="Kran")
    publish(article, by=editor)
    first = moments.now()
    clock(first)
    plan = planned(editor, (article, LEAD))
    lay_out(plan, by=editor, seen=plan.version)
    clock(first + timedelta(hours=1))
    plan, _front = edited(plan, place(other, LIST, by=editor), editor)
    planned(editor, (article, SECOND), section=section("land"))
    change_page = reverse("admin:articles_article_change", args=[article.pk])
    stands = desk.get(change_page).context["stands"]
    assert [(one.place, one.planned, one.since) for one in stands] == [
        (str(LEAD.label), True, first),
        (str(SECOND.label), True, None),
    ]


def test_what_stands_on_the_front_is_not_offered_beside_it(desk, reporter, editor):
    a, b = (approved(reporter, editor, headline=one) for one in ("Kai", "Kran"))
    planned(editor, (a, LEAD))
    assert [row.article for row in desk.get(HERE).context["pool"]] == [b]
    assert [row.article for row in desk.get(f"{HERE}?q=kra").context["pool"]] == [b]
    assert not desk.get(f"{HERE}?q=kai").context["pool"]
