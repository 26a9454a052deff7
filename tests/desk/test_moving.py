"""Stories dropped elsewhere on the board: ordinary verbs, with all their rules."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from articles.drafts import workflow
from articles.drafts.assigning import assign
from articles.drafts.models import Decision
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Edition
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


def drop(client, article, **asked: object) -> list[str]:
    """Drop it, and give what the desk says then."""
    article.refresh_from_db()
    asked = {"seen": article.version, "back": "view=week"} | asked
    url = reverse("admin:board_move", args=[article.pk])
    page = client.post(url, asked, follow=True)
    assert page.redirect_chain[0][0] == f"/admin/?view=week#story-{article.pk}"
    article.refresh_from_db()
    return [str(one) for one in page.context["messages"]]


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def in_days(count: int) -> dict[str, str]:
    return {"day": (localdate() + timedelta(days=count)).isoformat()}


def test_a_draft_dropped_among_the_submitted_is_submitted(desk, chief):
    article = draft(chief)
    drop(desk, article, **{"from": "draft", "to": "submitted"})
    assert article.state == "submitted"
    assert Decision.objects.get(verb="submit").by == chief


@pytest.mark.parametrize("name", ["submitted", "ready"])
def test_and_back_again(desk, reporter, chief, name):
    article = approved(reporter, chief) if name == "ready" else draft(reporter)
    if name == "submitted":
        workflow.submit(article, by=reporter)
    drop(desk, article, **{"from": name, "to": "draft"})
    assert article.state == "draft"


def test_nothing_is_approved_by_dropping(desk, reporter):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    url = reverse("admin:board_move", args=[article.pk])
    asked = {"seen": article.version, "from": "submitted", "to": "ready"}
    assert desk.post(url, asked).status_code == 404
    article.refresh_from_db()
    assert article.state == "submitted"


def test_what_waits_appears_on_the_other_day_at_the_same_time(desk, reporter, chief):
    article = approved(reporter, chief)
    at = clock.now() + timedelta(days=1)
    publish(article, by=chief, live_from=at)
    drop(desk, article, kind="due", **in_days(3))
    moved = Edition.objects.due().get().live_from
    assert localtime(moved).date() == localdate() + timedelta(days=3)
    assert localtime(moved).strftime("%H:%M:%S") == localtime(at).strftime("%H:%M:%S")


def test_a_deadline_moves_and_whoever_does_it_stays(desk, reporter, chief):
    article = draft(chief)
    at = clock.now() + timedelta(days=1)
    assign(article, by=chief, writer=reporter, wanted_by=at, priority=1, length=2000)
    drop(desk, article, kind="wanted", **in_days(2))
    assert localtime(article.wanted_by).date() == localdate() + timedelta(days=2)
    assert (article.writer, article.priority, article.length) == (reporter, 1, 2000)


def test_a_wanted_date_moves_as_a_version_and_voids_no_signature(desk, reporter, chief):
    article = approved(reporter, chief, live_from=clock.now() + timedelta(days=1))
    drop(desk, article, kind="planned", **in_days(4))
    assert localtime(article.live_from).date() == localdate() + timedelta(days=4)
    assert article.version == 2
    assert article.state == "approved"


def test_nothing_is_moved_into_the_past(desk, reporter, chief):
    article = approved(reporter, chief)
    at = clock.now() + timedelta(days=1)
    publish(article, by=chief, live_from=at)
    assert drop(desk, article, kind="due", **in_days(-1)) == ["Dieser Zeitpunkt ist vorbei."]
    assert Edition.objects.due().get().live_from == at


def test_nobody_moves_what_somebody_else_has_changed(desk, chief):
    article = draft(chief)
    said = drop(desk, article, seen=article.version + 1, **{"from": "draft", "to": "submitted"})
    assert article.state == "draft"
    assert len(said) == 1


def test_a_reporter_does_not_move_what_waits(client, reporter, chief):
    article = approved(reporter, chief)
    at = clock.now() + timedelta(days=1)
    publish(article, by=chief, live_from=at)
    client.force_login(reporter)
    drop(client, article, kind="due", **in_days(3))
    assert Edition.objects.due().get().live_from == at


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "due", "day": "2026-11-31"},
        {"kind": "due", "day": "gestern"},
        {"kind": "nothing", "day": "2026-12-01"},
        {"kind": "planned", "day": "2026-12-01"},
        {"from": "due", "to": "draft"},
        {"from": "draft", "to": "nowhere"},
    ],
)
def test_what_no_board_asks_is_not_there(desk, chief, asked):
    article = draft(chief)
    url = reverse("admin:board_move", args=[article.pk])
    assert desk.post(url, {"seen": article.version} | asked).status_code == 404


def test_going_back_leads_nowhere_else(desk, chief):
    article = draft(chief)
    url = reverse("admin:board_move", args=[article.pk])
    asked = {"seen": "1", "from": "draft", "to": "submitted", "back": "//evil.example/\r\nX: 1"}
    answer = desk.post(url, asked)
    assert answer["Location"].startswith("/admin/?")
