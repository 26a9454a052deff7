"""The publishing dialog: what it is, when, what else changes; and one thing done once."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from articles.drafts import saving
from articles.drafts.models import Article, Decision
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Edition, Gone
from tests.cast import approved, draft, person_of_the_desk, revise, section

pytestmark = pytest.mark.django_db
WHY = "Der Damm ist gebrochen; niemand sonst ist zu erreichen."


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def address(article: Article, name: str) -> str:
    return reverse("admin:articles_article_do", args=[article.pk, name])


def ask(client, article: Article, name: str) -> str:
    return html.unescape(client.get(address(article, name)).content.decode())


def do(client, article: Article, name: str, **data: object):
    data.setdefault("seen", Article.objects.get(pk=article.pk).version)
    return client.post(address(article, name), data, follow=True)


def live(reporter, chief, **fields: object) -> Article:
    article = approved(reporter, chief)
    publish(article, by=chief)
    return revise(article, reporter, chief, **fields) if fields else article


def test_a_first_edition_is_told_where_it_will_stand(desk, reporter, chief):
    article = approved(reporter, chief, section=section("hafen", section()))
    page = ask(desk, article, "publish")
    assert "/stadt/" in page
    assert "Stadt, Hafen" in page
    assert 'name="kind"' not in page


def test_a_correction_is_declared_in_the_same_dialog_and_asks_for_its_note(desk, reporter, chief):
    article = live(reporter, chief, standfirst="Es sind 21.")
    answer = do(desk, article, "publish", kind="correction")
    assert [one.level_tag for one in answer.context["messages"]] == ["error"]
    do(desk, article, "publish", kind="correction", note="Die Zahl war falsch.")
    assert Edition.objects.current().get().kind == "correction"


def test_it_says_what_is_new_in_the_page_and_what_moves(desk, reporter, chief):
    article = live(reporter, chief, standfirst="Es sind 21.")
    article.refresh_from_db()
    article.section = section("sport")
    saving.save(article, by=reporter)
    page = ask(desk, article, "publish")
    assert "„Stadt“" in page
    assert "„Sport“" in page
    assert str(Article._meta.get_field("standfirst").verbose_name) in page
    assert str(Article._meta.get_field("kicker").verbose_name) not in page.split("consequences")[1]


def test_withdrawing_shows_what_goes_with_it(desk, reporter, chief):
    article = live(reporter, chief)
    page = ask(desk, article, "withdraw")
    assert "/stadt/rss.xml" in page
    do(desk, article, "withdraw", kind="retracted", reason="Nicht belegt.")
    assert Gone.objects.get().kind == "retracted"


def test_an_hour_that_no_clock_shows_is_refused_in_words(desk, reporter, chief):
    article = approved(reporter, chief)
    answer = do(desk, article, "publish", at="2027-03-28T02:30")
    assert "fieldset" not in answer.content.decode().split('name="at"')[1][:200]
    assert not Edition.objects.exists()


@pytest.mark.parametrize(("fold", "utc"), [("0", "00:30"), ("1", "01:30")])
def test_an_hour_that_comes_twice_is_asked_for_and_meant_exactly(desk, reporter, chief, fold, utc):
    article = approved(reporter, chief)
    answer = do(desk, article, "publish", at="2027-10-31T02:30")
    assert 'name="at_fold"' in answer.content.decode()
    assert not Edition.objects.exists()
    do(desk, article, "publish", at="2027-10-31T02:30", at_fold=fold)
    assert Edition.objects.get().live_from.isoformat() == f"2027-10-31T{utc}:00+00:00"


def test_and_shown_as_meant_when_it_is_rescheduled(desk, reporter, chief):
    article = approved(reporter, chief)
    do(desk, article, "publish", at="2027-10-31T02:30", at_fold="1")
    page = ask(desk, article, "reschedule")
    assert 'value="2027-10-31T02:30"' in page
    assert "checked" in page.split('name="at_fold" value="1"')[1].split(">")[0]


@pytest.mark.parametrize("name", ["publish", "correct", "withdraw"])
def test_a_repeated_post_does_one_thing_once(desk, reporter, chief, name):
    article = live(reporter, chief, standfirst="Es sind 21.")
    given = {"note": "Falsch.", "reason": "Falsch.", "kind": "update"}
    if name == "withdraw":
        given["kind"] = "withdrawn"
    seen = Article.objects.get().version
    for _click in range(3):
        do(desk, article, name, seen=seen, **given)
    assert Edition.objects.count() == (1 if name == "withdraw" else 2)
    assert Decision.objects.filter(verb=name, why="Falsch.").count() == 1


def test_undo_is_offered_for_a_minute(desk, reporter, chief):
    article = live(reporter, chief)
    home = reverse("admin:articles_article_change", args=[article.pk])
    assert address(article, "undo") in desk.get(home).content.decode()
    do(desk, article, "undo")
    assert Gone.objects.exists()
    assert address(article, "undo") not in desk.get(home).content.decode()


def test_a_chief_breaks_the_glass_on_a_page_that_says_what_is_missing(desk, chief, reporter):
    article = draft(reporter)
    page = ask(desk, article, "break_glass")
    assert 'name="reason"' in page
    do(desk, article, "break_glass", reason="eilt")
    assert not Edition.objects.exists()
    do(desk, article, "break_glass", reason=WHY)
    assert Edition.objects.get().kind == "first"


def test_a_copy_leads_to_the_copy(desk, reporter):
    article = draft(reporter)
    answer = do(desk, article, "copy")
    copy = Article.objects.exclude(pk=article.pk).get()
    assert answer.redirect_chain[-1][0] == reverse("admin:articles_article_change", args=[copy.pk])


def test_assigning_replaces_the_whole_plan(desk, reporter, chief):
    article = draft(reporter)
    moment = clock.now() + timedelta(days=400)
    do(desk, article, "assign", writer=reporter.pk, due=f"{moment:%Y-%m-%dT%H:%M}", priority="1")
    do(desk, article, "assign", editor=chief.pk, priority="2")
    article.refresh_from_db()
    assert (article.writer, article.editor, article.wanted_by) == (None, chief, None)


def test_an_administrator_has_no_door_into_articles(client, reporter, chief):
    article = approved(reporter, chief)
    client.force_login(person_of_the_desk("keeper", "administrator"))
    for name in ("publish", "assign", "copy", "break_glass", "undo"):
        assert client.get(address(article, name)).status_code == 403
        assert client.post(address(article, name), {"seen": 1}).status_code == 403
