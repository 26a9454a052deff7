"""Related stories: told at both ends, and only once both are there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from articles.catalog.links import inverse, kinds
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.drafts.models import StoryLink
from articles.press.move import move
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall import recall
from articles.press.redact import redact
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Edition, Headline, Link, Story
from tests.cast import draft, revise

pytestmark = pytest.mark.django_db

OLD, NEW = "Gutachter halten den Ostkai für sicher", "Ostkai wird ab Herbst saniert"


@pytest.fixture
def desk(reporter, chief):
    """Writes an article with its links, signed by two."""

    def write(headline, *links, **fields):
        article = draft(reporter, headline, **fields)
        saving.claim(article, by=reporter)
        for kind, to in links:
            given = {"quoted": to} if isinstance(to, str) else {"to": to}
            link(article, kind, **given)
        saving.record(article, by=reporter)
        workflow.submit(article, by=reporter)
        workflow.approve(article, by=chief)
        return article

    return write


@pytest.fixture
def seen(as_reader, client):
    """What a reader's page says of other stories: {kind: [(words, path), …]}."""

    def look(path):
        with as_reader():
            answer = client.get(path)
        assert answer.status_code == 200
        return {
            kind.name: [(one.text, one.path) for one in others]
            for kind, others in answer.context["related"].groups
        }

    return look


def path_of(article):
    return Story.objects.get(uid=article.uid).path


def soon():
    return newsroom_clock.now() + timedelta(hours=1)


def test_every_kind_is_the_inverse_of_its_inverse():
    for name in kinds():
        assert inverse(inverse(name)) == name
        assert inverse(name) in kinds()


def test_one_row_is_told_at_both_ends(desk, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(old, by=chief)
    publish(new, by=chief)
    assert seen(path_of(new)) == {"previous": [(OLD, path_of(old))]}
    assert seen(path_of(old)) == {"followed": [(NEW, path_of(new))]}


def test_the_order_of_publishing_does_not_matter(desk, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(new, by=chief)
    assert seen(path_of(new)) == {}
    publish(old, by=chief)
    assert seen(path_of(new)) == {"previous": [(OLD, path_of(old))]}
    assert seen(path_of(old)) == {"followed": [(NEW, path_of(new))]}


def test_an_embargoed_story_is_named_nowhere_until_its_second(desk, chief, seen, clock, as_reader):
    old, at = desk(OLD), soon()
    new = desk(NEW, ("background", old))
    publish(new, by=chief)
    publish(old, by=chief, live_from=at)
    clock(at - timedelta(microseconds=1))
    assert seen(path_of(new)) == {}
    with as_reader():
        assert not Link.objects.exists()
    clock(at)
    assert seen(path_of(new)) == {"background": [(OLD, path_of(old))]}
    assert seen(path_of(old)) == {"used": [(NEW, path_of(new))]}


def test_a_link_of_an_embargoed_update_waits_for_the_update(desk, reporter, chief, seen, clock):
    old, new, at = desk(OLD), desk(NEW), soon()
    publish(old, by=chief)
    publish(new, by=chief)
    link(new, "previous", to=old)
    publish(revise(new, reporter, chief, standfirst="Neu."), by=chief, live_from=at)
    assert seen(path_of(old)) == seen(path_of(new)) == {}
    clock(at)
    assert seen(path_of(old)) == {"followed": [(NEW, path_of(new))]}


def test_a_link_taken_out_is_gone_with_the_next_edition(desk, reporter, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(old, by=chief)
    publish(new, by=chief)
    new.links.all().delete()
    publish(revise(new, reporter, chief, standfirst="Neu."), by=chief)
    assert seen(path_of(old)) == seen(path_of(new)) == {}
    assert not Link.objects.exists()


def test_withdrawn_it_is_named_no_more_and_restored_it_is_again(desk, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(old, by=chief)
    publish(new, by=chief)
    withdraw(old, by=chief, reason="Falsch")
    assert seen(path_of(new)) == {}
    restore(old, by=chief)
    assert seen(path_of(new)) == {"previous": [(OLD, path_of(old))]}
    withdraw(new, by=chief, reason="Falsch")
    assert seen(path_of(old)) == {}


def test_a_moved_story_is_linked_where_it_stands_now(desk, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(old, by=chief)
    publish(new, by=chief)
    to = move(old, by=chief, slug="ostkai").path
    assert seen(path_of(new)) == {"previous": [(OLD, to)]}


def test_a_link_says_the_headline_of_today_or_the_wording_it_was_given(desk, reporter, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    link(new, "background", to=old, wording="Das Gutachten")
    publish(old, by=chief)
    publish(revise(new, reporter, chief, standfirst="Neu."), by=chief)
    publish(revise(old, reporter, chief, headline="Gutachten: Ostkai hält"), by=chief)
    assert seen(path_of(new)) == {
        "previous": [("Gutachten: Ostkai hält", path_of(old))],
        "background": [("Das Gutachten", path_of(old))],
    }


def test_recalled_and_published_again_it_is_linked_again(desk, chief, seen, clock):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(new, by=chief)
    publish(old, by=chief, live_from=soon())
    recall(old, by=chief)
    assert not Headline.objects.filter(key__startswith="gutachter").exists()
    assert seen(path_of(new)) == {}
    publish(old, by=chief)
    assert seen(path_of(new)) == {"previous": [(OLD, path_of(old))]}


def test_what_is_linked_from_both_ends_is_named_once(desk, reporter, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(new, by=chief)
    link(old, "followed", to=new)
    publish(revise(old, reporter, chief, standfirst="Neu."), by=chief)
    assert seen(path_of(new)) == {"previous": [(OLD, path_of(old))]}
    assert seen(path_of(old)) == {"followed": [(NEW, path_of(new))]}


def test_a_purge_takes_the_links_at_both_ends(desk, chief, seen):
    old = desk(OLD)
    new = desk(NEW, ("previous", old))
    publish(old, by=chief)
    publish(new, by=chief)
    purge(old, by=chief, reason="Beschluss 3 O 12/26")
    assert seen(path_of(new)) == {}
    assert StoryLink.objects.count() == Link.objects.count() == 0
    link(new, "previous", to=desk("Ein anderes"))
    purge(new, by=chief, reason="Beschluss 3 O 13/26")
    assert not StoryLink.objects.exists()


def test_a_link_is_signed_with_the_words(desk, reporter, chief):
    old, new = desk(OLD), desk(NEW)
    saving.claim(new, by=reporter)
    link(new, "previous", to=old)
    saving.record(new, by=reporter)
    new.refresh_from_db()
    assert new.state == "submitted"


def test_the_database_refuses_what_is_no_link(desk):
    old, new = desk(OLD), desk(NEW)
    link(new, "previous", to=old)
    for wrong in (
        {"kind": "previous", "to": new},
        {"kind": "previous", "to": old},
        {"kind": "previous"},
        {"kind": "background", "to": old, "order": 50},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            link(new, **wrong)


def test_there_are_fifty_places_and_no_more(desk):
    new = desk(NEW)
    for number in range(50):
        link(new, "previous", quoted=f"Teil {number}")
    with pytest.raises(IntegrityError), transaction.atomic():
        link(new, "previous", quoted="Teil 51")
    link(new, "previous", quoted="Teil 52", order=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    StoryLink.objects.filter(quoted="Teil 52").delete()


def test_redacted_words_stand_in_no_link_and_find_no_story(desk, chief, seen):
    new = desk(NEW, ("previous", "Anzeige gegen Ruprecht Salden"))
    named = desk("Anzeige gegen Ruprecht Salden erstattet")
    publish(new, by=chief)
    publish(named, by=chief)
    for article in (new, named):
        redact(article, by=chief, words="Ruprecht Salden", reason="Beschluss 3 O 12/26")
    assert seen(path_of(new)) == {"previous": [("Anzeige gegen [entfernt]", "")]}
    left = (StoryLink, Headline, Link, Edition)
    assert "salden" not in str([list(model.objects.values()) for model in left]).lower()
