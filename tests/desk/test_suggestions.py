"""Likely related stories with reasons, remembered refusals, and what hangs on a story."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from articles.catalog.models import Tag
from articles.desk.impact import impact_of
from articles.desk.suggestions import suggestions
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.drafts.models import Article, Unrelated
from articles.drafts.planning import remove
from articles.drafts.suggesting import NEARBY, suggest
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from tests.cast import approved, draft, section
from tests.fronts import LEAD, SECOND, edited, laid_out, planned

from .test_saving import save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    """What is asked for here are the source's own words."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield


RUST = "<p>Taucher fanden Rost in der Spundwand am Ostkai, sagt das Ingenieurbüro.</p>"
ORGAN = "<p>Die Pfeifen der Orgel werden in einer Werkstatt gereinigt.</p>"


@pytest.fixture
def paper(reporter):
    """Two running stories and an article that belongs to the first."""
    topic = Tag.objects.create(name="Hafenplan")
    kai = draft(reporter, "Rost in der Spundwand", body=RUST, standfirst="", tags=[topic])
    culture = section("kultur")
    organ = draft(reporter, "Orgel verstummt", body=ORGAN, standfirst="", section=culture)
    here = draft(
        reporter, "Spundwand am Ostkai wird erneuert", body=RUST, standfirst="", tags=[topic]
    )
    return here, kai, organ


def test_the_likely_one_is_named_with_its_reasons(paper):
    here, kai, _organ = paper
    (one,) = suggest(here)
    assert one.article == kai
    said = " | ".join(one.reasons)
    assert "same topic: Hafenplan" in said
    assert "spundwand" in said
    assert "same section, same week" in said


def test_words_too_common_to_be_looked_for_count_beside_an_article(paper, reporter, monkeypatch):
    """In its section and week, where running stories run; not in another one, nor long before."""
    here, kai, _organ = paper
    for one in (here, kai):
        one.tags.clear()
    elsewhere = draft(
        reporter, "Taucher am Ostkai", body=RUST, standfirst="", section=section("sport")
    )
    old = draft(reporter, "Taucher und Rost", body=RUST, standfirst="")
    Article.objects.filter(pk=old.pk).update(created_at=here.created_at - 2 * NEARBY)
    assert {one.article for one in suggest(here)} == {kai, elsewhere, old}
    monkeypatch.setattr("articles.drafts.suggesting.BROUGHT_UP", -1)
    (one,) = suggest(here)
    assert one.article == kai
    assert any("shared rare words" in said for said in one.reasons)


def test_what_is_linked_from_either_end_or_refused_is_not_suggested(paper, reporter):
    here, kai, _organ = paper
    made = link(kai, "followed", to=here)
    assert suggest(here) == suggest(kai) == []
    made.delete()
    Unrelated.objects.create(article=here, other=kai, by=reporter)
    assert suggest(here) == []


def test_spiked_articles_are_not_suggested(paper, reporter):
    here, kai, _organ = paper
    workflow.spike(kai, by=reporter)
    assert suggest(here) == []


def test_changed_words_are_known_at_once(paper, reporter):
    here, kai, organ = paper
    organ.body = RUST
    saving.save(organ, by=reporter)
    assert {one.article for one in suggest(here)} == {kai, organ}


def test_accepted_with_a_kind_it_is_a_link_and_a_version(paper, client, reporter):
    here, kai, _organ = paper
    client.force_login(reporter)
    save(client, here, **{f"suggested-{kai.pk}": "background"}, tags="Hafenplan")
    made = here.links.get()
    assert (made.to, made.kind) == (kai, "background")
    here.refresh_from_db()
    assert here.version == 2


def test_refused_it_is_remembered_and_no_version_is_made(paper, client, reporter):
    here, kai, _organ = paper
    client.force_login(reporter)
    save(client, here, **{f"suggested-{kai.pk}": "no", "suggested-x": "no"}, tags="Hafenplan")
    assert (Unrelated.objects.get().article, Unrelated.objects.get().other) == (here, kai)
    here.refresh_from_db()
    assert here.version == 1
    assert client.get(address(here)).context["suggestions"].likely == []


def address(article):
    return reverse("admin:articles_article_suggestions", args=[article.pk])


def test_opening_the_form_looks_for_no_suggestion(paper, client, reporter):
    here, _kai, _organ = paper
    client.force_login(reporter)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("admin:articles_article_change", args=[here.pk]))
    assert f'href="{address(here)}"' in page.content.decode()
    assert not [one for one in asked if "articles_vocabulary" in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        alone = client.get(address(here), {"in-form": ""})
    assert "Rost in der Spundwand" in alone.content.decode()
    assert "<html" not in alone.content.decode()
    assert [one for one in asked if "articles_vocabulary" in one["sql"]]


def test_without_script_a_page_takes_the_answers(paper, client, reporter):
    here, kai, organ = paper
    client.force_login(reporter)
    assert "<html" in client.get(address(here)).content.decode()
    client.post(address(here), {f"suggested-{kai.pk}": "background", f"suggested-{organ.pk}": "no"})
    assert [(one.to, one.kind) for one in here.links.all()] == [(kai, "background")]
    assert Unrelated.objects.get().other == organ
    here.refresh_from_db()
    assert (here.version, here.versions.count()) == (2, 2)


def test_who_may_only_look_gets_no_answers_to_give(paper, client, stranger):
    here, kai, _organ = paper
    client.force_login(stranger)
    assert client.post(address(here), {f"suggested-{kai.pk}": "background"}).status_code == 403
    assert not here.links.exists()


def test_a_topic_both_have_is_enough_to_be_looked_at(reporter):
    topics = [Tag.objects.create(name=name) for name in ("Hafenplan", "Ostkai")]
    here = draft(reporter, "Kein Wort gemeinsam", body="<p>Eins.</p>", standfirst="", tags=topics)
    there = draft(reporter, "Etwas anderes", body="<p>Zwei.</p>", standfirst="", tags=topics)
    (one,) = suggest(here)
    assert (one.article, one.topics, one.shared) == (there, ["Hafenplan", "Ostkai"], {})


def test_a_headline_that_is_live_already_is_warned_of(reporter, chief):
    old = approved(reporter, chief, headline="Ostkai hält bis zum Jahr 2028")
    publish(old, by=chief)
    new = draft(reporter, "Ostkai hält bis 2028")
    assert suggestions(new).already == [old]
    assert suggestions(draft(reporter, "Orgel verstummt")).already == []


def test_before_a_withdrawal_the_editor_sees_who_links_here(reporter, chief, client):
    old = approved(reporter, chief, headline="Das Alte")
    publish(old, by=chief)
    new = draft(reporter, "Das Neue")
    link(new, "previous", quoted="Das Alte")
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    assert impact_of(old).links == []
    publish(new, by=chief)
    found = impact_of(old)
    assert [(one[0], one[1], one[2]) for one in found.links] == [
        (new, "Previously reported", "Das Alte")
    ]
    assert found.count == 1
    assert {"/", "/stadt/"} <= set(found.pages)
    assert {"/rss.xml", "/stadt/feed.json"} <= set(found.feeds)
    assert not set(found.feeds) & set(found.pages)
    client.force_login(chief)
    page = client.get(reverse("admin:articles_article_do", args=[old.pk, "withdraw"]))
    assert "Das Neue" in page.content.decode()
    withdraw(new, by=chief, reason="Falsch")
    assert impact_of(old).links == []


def test_before_a_withdrawal_the_editor_sees_on_which_fronts_it_stands(reporter, chief, client):
    old, new = (approved(reporter, chief, headline=one) for one in ("Das Alte", "Das Neue"))
    for article in (old, new):
        publish(article, by=chief)
    assert impact_of(old).fronts == []
    plan = planned(chief, (old, LEAD), (new, SECOND))
    lay_out(plan, by=chief, seen=plan.version)
    laid_out(chief, (old, LEAD), section=old.section)
    assert impact_of(old).fronts == [None, old.section]
    client.force_login(chief)
    page = client.get(reverse("admin:articles_article_do", args=[old.pk, "withdraw"]))
    assert f'<a href="{reverse("admin:fronts")}?front={old.section_id}">' in page.content.decode()
    edited(plan, remove(old), chief)
    assert impact_of(old).fronts == [old.section]
    assert impact_of(new).fronts == [None]
