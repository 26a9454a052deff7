"""Fronts: what an editor placed stands first, what nobody placed fills the rest, nothing twice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts.planning import breaking, change, place, plan_of, remove, word
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as moments
from articles.reader.models import Front, Slot, Story
from tests.cast import approved, draft, revise, section
from tests.fronts import LEAD, LIST, SECOND, edited, laid_out, paths, planned, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def ask(path="/", **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


@pytest.fixture
def live(reporter, chief):
    """`live("Kai bekommt Stahl", …)`: published, the last one last."""

    def make(*headlines, **fields):
        found = [approved(reporter, chief, headline=one, **fields) for one in headlines]
        for one in found:
            publish(one, by=chief)
        return found if len(found) > 1 else found[0]

    return make


def queries(get, path):
    """How often a page asks the database, without taking its role."""
    with CaptureQueriesContext(connection) as asked:
        get(path)
    said = [one["sql"] for one in asked]
    return len([one for one in said if "ROLE" not in one and "set_config" not in one])


def test_with_nobody_editing_the_newest_story_leads(get, live):
    live("Alt", "Neu")
    assert shown(get())[:2] == ["Neu", "Alt"]


def test_what_was_placed_stands_first_and_nothing_stands_twice(get, live, chief):
    a, b, c, _d = live("Kai", "Kran", "Orgel", "Neues")
    laid_out(chief, (b, SECOND), (c, LIST), (a, LEAD))
    found = shown(get())
    assert found[:2] == ["Kai", "Kran"]
    assert sorted(found) == sorted({"Kai", "Kran", "Orgel", "Neues"})


def test_a_plan_that_was_not_laid_out_changes_nothing(get, live, chief):
    a, _b = live("Kai", "Kran")
    before = get().content
    planned(chief, (a, LEAD))
    assert get().content == before


def test_a_story_placed_before_it_is_live_appears_on_its_second(get, live, chief, reporter, clock):
    live("Kran")
    coming, lifts = approved(reporter, chief, headline="Kai"), moments.now() + timedelta(hours=1)
    laid_out(chief, (coming, LEAD))
    assert "Kai" not in get().content.decode(), "it is not even due"
    publish(coming, by=chief, live_from=lifts)
    etag = get()["ETag"]
    clock(lifts - timedelta(milliseconds=1))
    assert "Kai" not in get().content.decode()
    assert get(if_none_match=etag).status_code == 304
    clock(lifts)
    again = get(if_none_match=etag)
    assert again.status_code == 200
    assert shown(again)[0] == "Kai"


def test_one_that_was_recalled_and_published_again_stands_where_it_was_placed(
    get, live, chief, reporter
):
    live("Kran")
    coming = approved(reporter, chief, headline="Kai")
    publish(coming, by=chief, live_from=moments.now() + timedelta(hours=1))
    laid_out(chief, (coming, LEAD))
    recall(coming, by=chief)
    publish(coming, by=chief)
    assert shown(get())[0] == "Kai"


def test_a_lead_that_is_withdrawn_is_replaced_at_once_and_comes_back(get, live, chief):
    a, b, c = live("Kai", "Kran", "Orgel")
    harbour = section("hafen")
    laid_out(chief, (a, LEAD), (b, SECOND))
    laid_out(chief, (c, SECOND), (a, LEAD), section=harbour)
    etags = {path: get(path)["ETag"] for path in ("/", "/hafen/")}
    withdraw(a, by=chief, reason="Falsch.")
    assert shown(get(if_none_match=etags["/"])) == ["Kran", "Orgel"]
    assert shown(get("/hafen/", if_none_match=etags["/hafen/"])) == ["Orgel"]
    restore(a, by=chief)
    assert shown(get())[0] == shown(get("/hafen/"))[0] == "Kai"


def test_a_pin_runs_out_on_its_second(get, live, chief, clock):
    a, _b = live("Kai", "Kran")
    ends = moments.now() + timedelta(hours=2)
    plan = planned(chief, (a, LEAD))
    edited(plan, word(a, until=ends), chief)
    etag = get()["ETag"]
    clock(ends - timedelta(milliseconds=1))
    assert shown(get())[0] == "Kai"
    clock(ends)
    again = get(if_none_match=etag)
    assert again.status_code == 200
    assert shown(again) == ["Kran", "Kai"], "the newest leads again"


def test_a_pin_that_has_run_out_is_left_out_of_what_is_laid_out(get, live, chief):
    a, _b = live("Kai", "Kran")
    plan = planned(chief, (a, LEAD))
    _plan, front = edited(plan, word(a, until=moments.now() - timedelta(hours=1)), chief)
    assert not front.slots.exists()


def test_a_slot_says_it_in_its_own_words(get, live, chief):
    a = live("Der Kai bekommt Stahl", kicker="Hafen")
    plan = planned(chief, (a, LEAD))
    own = {"kicker": "Bau", "headline": "«Stahl & Stein»", "standfirst": "Es <b>geht</b> los."}
    edited(plan, word(a, **own), chief)
    page, story = get().content.decode(), get(paths(get())[0]).content.decode()
    assert "«Stahl &amp; Stein»" in page
    assert "Es &lt;b&gt;geht&lt;/b&gt; los." in page
    assert ">Bau<" in page
    assert "Der Kai bekommt Stahl" not in page
    assert "Stein" not in story


def test_a_slot_without_words_follows_its_story(get, live, chief, reporter):
    a = live("Kai bekommt Stahl")
    laid_out(chief, (a, LEAD))
    publish(revise(a, reporter, chief, headline="Kai bekommt Holz"), by=chief)
    assert shown(get()) == ["Kai bekommt Holz"]


def test_a_label_stays_whatever_the_slot_says(get, live, chief):
    a = live("Das musste sein", genre="opinion")
    plan = planned(chief, (a, LEAD))
    edited(plan, word(a, kicker="Hafen"), chief)
    assert "<b>Meinung</b> <span>Hafen</span>" in get().content.decode()


def test_the_breaking_line_stands_until_its_moment(get, live, chief, reporter, clock):
    live("Kran")
    coming = approved(reporter, chief, headline="Kai")
    ends = moments.now() + timedelta(hours=1)
    plan = plan_of(None)
    plan, _front = edited(plan, breaking("Deich bricht", article=coming, until=ends), chief)
    page = get()
    assert "Deich bricht" in page.content.decode()
    publish(coming, by=chief)
    assert f'<a href="{paths(get())[0]}">Deich bricht</a>' in get().content.decode()
    etag = get()["ETag"]
    clock(ends)
    assert "Deich bricht" not in get(if_none_match=etag).content.decode()


def test_the_breaking_line_of_a_section_leads_to_a_story_of_another_on_its_second(
    get, live, chief, reporter, clock
):
    live("Kran")
    coming = approved(reporter, chief, headline="Deich", section=section("land"))
    lifts = moments.now() + timedelta(hours=1)
    edited(plan_of(section()), breaking("Eil", article=coming, until=None), chief)
    publish(coming, by=chief, live_from=lifts)
    etag = get("/stadt/")["ETag"]
    clock(lifts)
    again = get("/stadt/", if_none_match=etag)
    assert f'<a href="{Story.objects.get(uid=coming.uid).path}">Eil</a>' in again.content.decode()


def test_a_section_has_a_front_of_its_own(get, live, chief):
    a, _b, _c = live("Kai", "Kran", "Orgel")
    other = live("Deich", section=section("land"))
    laid_out(chief, (other, LEAD), (a, SECOND), section=section())
    assert shown(get("/stadt/")) == ["Deich", "Kai", "Orgel", "Kran"]
    assert shown(get())[0] == "Deich", "the newest: the home page was not touched"
    laid_out(chief, (a, LEAD))
    assert shown(get())[0] == "Kai"


def test_a_story_of_another_section_appears_there_on_its_second(get, live, chief, reporter, clock):
    live("Kran")
    coming = approved(reporter, chief, headline="Deich", section=section("land"))
    lifts = moments.now() + timedelta(hours=1)
    publish(coming, by=chief, live_from=lifts)
    laid_out(chief, (coming, LEAD), section=section())
    etag = get("/stadt/")["ETag"]
    clock(lifts)
    assert shown(get("/stadt/", if_none_match=etag))[0] == "Deich"


def test_a_full_front_costs_no_more_queries(get, live, chief):
    rows = live(*(f"Meldung {n}" for n in range(12)))
    laid_out(chief, *((one, LIST) for one in rows))
    get()
    assert queries(get, "/") <= 3


def test_no_draft_leaks_through_a_slot(live, chief, reporter, as_reader):
    live("Kran")
    secret = draft(reporter, headline="Geheim")
    plan = planned(chief, (secret, LEAD))
    edited(plan, word(secret, headline="Ganz geheim"), chief)
    assert Slot.objects.count() == 1
    with as_reader():
        assert Front.objects.count() == 1
        assert not Slot.objects.exists()


def test_a_front_removed_from_is_filled_by_the_newest(get, live, chief):
    a, _b = live("Kai", "Kran")
    plan = planned(chief, (a, LEAD))
    lay_out(plan, by=chief, seen=plan.version)
    edited(plan, remove(a), chief)
    assert shown(get()) == ["Kran", "Kai"]


def test_a_second_lead_stands_in_until_the_first_is_live(get, live, chief, reporter):
    a, b, _c = live("Kai", "Kran", "Orgel")
    coming = approved(reporter, chief, headline="Deich")
    laid_out(chief, (coming, LEAD), (a, LEAD), (b, SECOND))
    assert shown(get()) == ["Kai", "Kran", "Orgel"]
    publish(coming, by=chief)
    assert shown(get()) == ["Deich", "Kai", "Kran", "Orgel"]


def test_moving_keeps_the_words_of_a_slot(live, chief):
    a, b = live("Kai", "Kran")
    plan = planned(chief, (a, LEAD), (b, SECOND))
    plan = change(plan, word(a, headline="Stahl"), by=chief, seen=plan.version)
    plan = change(plan, place(a, SECOND, by=chief, at=0), by=chief, seen=plan.version)
    rows = list(plan.placements.order_by("order").values_list("article", "place", "headline"))
    assert rows == [(a.pk, SECOND, "Stahl"), (b.pk, SECOND, "")]


@pytest.fixture
def noon(settings):
    settings.NOON_FRONTS = True
    return datetime(2026, 11, 24, 12, tzinfo=ZoneInfo(settings.TIME_ZONE))


NOON = "/archive/2026/11/24/noon/"


def test_the_archive_has_the_home_page_of_noon_in_the_words_of_that_hour(
    get, live, chief, reporter, clock, noon
):
    clock(noon - timedelta(hours=1))
    a, b, c = live("Kai", "Kran", "Orgel")
    plan = planned(chief, (a, LEAD), (b, SECOND))
    plan, _front = edited(plan, word(b, until=noon + timedelta(hours=2)), chief)
    clock(noon - timedelta(milliseconds=1))
    assert get(NOON).status_code == 404, "it is not noon yet"
    clock(noon)
    at_noon = shown(get(NOON))
    assert at_noon == ["Kai", "Kran", "Orgel"]
    clock(noon + timedelta(days=1))
    edited(plan, place(c, LEAD, by=chief, at=0), chief)
    publish(revise(a, reporter, chief, headline="Kai ist fertig"), by=chief)
    live("Neues")
    assert shown(get(NOON)) == at_noon, "pins that ran out since and later words are not told"
    assert 'href="/archive/2026/11/24/noon/"' in get("/archive/2026/11/24/").content.decode()
    withdraw(c, by=chief, reason="Falsch.")
    assert shown(get(NOON)) == ["Kai", "Kran"], "what is gone is gone there, too"


def test_the_home_page_of_noon_is_there_by_setting_alone(get, live, clock, noon, settings):
    clock(noon - timedelta(hours=1))
    live("Kai")
    clock(noon)
    assert get(NOON).status_code == 200
    assert get("/archive/2026/11/23/noon/").status_code == 404, "nothing had appeared"
    settings.NOON_FRONTS = False
    assert get(NOON).status_code == 404


@pytest.mark.parametrize(("day", "hour"), [("2026-03-29", 10), ("2026-10-25", 11)])
def test_noon_is_by_the_clock_on_the_wall_also_where_it_was_put_on_or_back(
    get, live, clock, settings, day, hour
):
    """In UTC it is an hour earlier in summer, whichever hour the day began in."""
    settings.NOON_FRONTS, settings.TIME_ZONE = True, "Europe/Berlin"
    noon, page = datetime.fromisoformat(f"{day}T{hour}:00Z"), f"/archive/{day.replace('-', '/')}/"
    clock(noon - timedelta(hours=10))
    live("Nachts")
    clock(noon)
    live("Mittags")
    clock(noon + timedelta(milliseconds=1))
    live("Danach")
    assert shown(get(f"{page}noon/")) == ["Mittags", "Nachts"]
    clock(noon + timedelta(days=2))
    live("Tags darauf")
    assert f'href="{page}noon/"' in get(page).content.decode()


def test_on_days_without_a_new_front_the_last_one_stands_at_noon(get, live, chief, clock, noon):
    clock(noon - timedelta(days=3))
    a, _b, _c = live("Kai", "Kran", "Orgel")
    assert get("/archive/2026/11/21/noon/").status_code == 200, "before the first front"
    clock(noon - timedelta(days=2, hours=-1))
    laid_out(chief, (a, LEAD))
    clock(noon)
    assert shown(get("/archive/2026/11/21/noon/")) == ["Orgel", "Kran", "Kai"]
    assert shown(get("/archive/2026/11/22/noon/")) == ["Orgel", "Kran", "Kai"], "an hour early"
    assert shown(get("/archive/2026/11/23/noon/")) == ["Kai", "Orgel", "Kran"]
    assert shown(get(NOON)) == ["Kai", "Orgel", "Kran"]


def test_a_day_that_had_no_noon_leads_to_none(get, live, clock, noon):
    clock(noon + timedelta(hours=1))
    live("Am Nachmittag")
    clock(noon + timedelta(days=1))
    live("Tags darauf")
    assert get(NOON).status_code == 404
    assert "noon/" not in get("/archive/2026/11/24/").content.decode()


def test_the_home_page_of_noon_costs_three_queries(get, live, chief, clock, noon):
    clock(noon - timedelta(hours=1))
    laid_out(chief, (live("Kai"), LEAD))
    clock(noon)
    get(NOON)
    assert queries(get, NOON) <= 3
