"""A promise: plain text until its story is live, then a link on both pages, and text again."""

from datetime import timedelta

import pytest

from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.drafts.models import Decision, StoryLink
from articles.press.accept import accept, refuse, settle, write_it
from articles.press.errors import NoPromise, NotYours
from articles.press.move import move
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Link, Rendering, Story
from tests.cast import approved, draft, revise
from tests.reader.reading import flat, parse, parts

pytestmark = pytest.mark.django_db

QUOTED = "Gutachter halten Ostkai für standsicher"
BODY = f"<p>Gebaut wird im Herbst.</p><p>Zuvor berichteten wir, dass {QUOTED}.</p>"


@pytest.fixture
def promising(reporter, chief):
    """An article that is live and quotes a story nobody has written yet."""
    article = draft(reporter, "Ostkai wird saniert", body=BODY)
    saving.claim(article, by=reporter)
    link(article, "previous", quoted=QUOTED)
    saving.record(article, by=reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    publish(article, by=chief)
    return article


@pytest.fixture
def page(client, as_reader):
    def look(article):
        with as_reader():
            return parse(client.get(Story.objects.get(uid=article.uid).path))

    return look


def links_in(page, part: str) -> dict[str, str]:
    """Words and address of each link in a part of the page."""
    found = parts(page).get(part)
    return {} if found is None else {flat(one): one.get("href") for one in found.iter("a")}


def path_of(article) -> str:
    return Story.objects.get(uid=article.uid).path


def linked(page, article, back) -> bool:
    """Whether the sentence, the list at the end and the page at the other end agree on a link."""
    here, there = page(back), page(article)
    ways = (
        links_in(here, "body") == {QUOTED: path_of(article)},
        path_of(article) in links_in(here, "related").values(),
        path_of(back) in links_in(there, "related").values(),
        path_of(back) in links_in(there, "later").values(),
    )
    assert len(set(ways)) == 1, ways
    return ways[0]


def plain(page, article) -> bool:
    """Whether the page has the words and not a trace of a link."""
    here = page(article)
    assert flat(parts(here)["body"]).endswith(f"Zuvor berichteten wir, dass {QUOTED}.")
    return links_in(here, "body") == {} and "related" not in parts(here)


def test_alone_it_is_the_sentence_as_it_was_written(promising, page, client, as_reader):
    assert plain(page, promising)
    with as_reader():
        assert b"<!--" not in client.get(path_of(promising)).content
    assert StoryLink.objects.promises().get().article == promising


def test_a_story_headlined_as_quoted_is_linked_at_once_and_nothing_is_printed_again(
    promising, page, reporter, chief
):
    before = Rendering.objects.get(edition__story__uid=promising.uid).body
    old = approved(reporter, chief, headline="«Gutachter» halten Ostkai für standsicher!")
    publish(old, by=chief)
    assert linked(page, old, promising)
    assert Rendering.objects.get(edition__story__uid=promising.uid).body == before
    assert promising.versions.count() == 2
    assert Decision.objects.filter(verb="keep_promise", article=promising).count() == 1


def test_the_promised_story_under_embargo_is_as_good_as_none(
    promising, page, reporter, chief, clock, client, as_reader
):
    with as_reader():
        before = client.get(path_of(promising))
    old = approved(reporter, chief, headline=QUOTED)
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(old, by=chief, live_from=at)
    clock(at - timedelta(microseconds=1))
    with as_reader():
        waiting = client.get(path_of(promising))
        assert not Link.objects.exists()
    assert (waiting.content, waiting["ETag"]) == (before.content, before["ETag"])
    clock(at)
    assert linked(page, old, promising)


def test_withdrawn_it_is_text_again_restored_a_link_renamed_still_one(
    promising, page, reporter, chief
):
    old = approved(reporter, chief, headline=QUOTED)
    publish(old, by=chief)
    withdraw(old, by=chief, reason="Falsch")
    assert plain(page, promising)
    restore(old, by=chief)
    assert linked(page, old, promising)
    publish(revise(old, reporter, chief, headline="Ganz anders"), by=chief)
    move(old, by=chief, slug="ganz-anders")
    assert linked(page, old, promising)


def test_a_former_headline_finds_its_story_too(reporter, chief, page):
    old = approved(reporter, chief, headline=QUOTED)
    publish(old, by=chief)
    publish(revise(old, reporter, chief, headline="Ganz anders"), by=chief)
    new = draft(reporter, "Ostkai wird saniert", body=BODY)
    link(new, "previous", quoted=QUOTED)
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    assert linked(page, old, new)


def test_of_two_stories_with_the_headline_neither_is_taken(reporter, chief, page):
    for _number in range(2):
        publish(approved(reporter, chief, headline=QUOTED), by=chief)
    new = draft(reporter, "Ostkai wird saniert", body=BODY)
    link(new, "previous", quoted=QUOTED)
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    assert plain(page, new)
    assert StoryLink.objects.promises().count() == 1


def test_what_was_found_once_stays_though_another_story_takes_the_headline(
    promising, page, reporter, chief
):
    old = approved(reporter, chief, headline=QUOTED)
    publish(old, by=chief)
    publish(approved(reporter, chief, headline=QUOTED), by=chief)
    publish(revise(promising, reporter, chief, standfirst="Neu."), by=chief)
    assert linked(page, old, promising)


@pytest.mark.parametrize("how", ["address", "external"])
def test_an_address_and_an_agencys_number_find_their_story(reporter, chief, how):
    number = "urn:newsml:lpd.example:20261125:0042"
    old = approved(reporter, chief, headline="Das Alte", slug="das-alte", external_id=number)
    moment = newsroom_clock.now()
    told = {"address": f"/stadt/{moment:%Y}/{moment:%m}/das-alte/", "external": number}
    new = draft(reporter, "Das Neue")
    link(new, "previous", **{how: told[how]})
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    assert StoryLink.objects.promises().exists()
    publish(old, by=chief)
    assert new.links.get().to == old


def test_an_editor_accepts_and_both_pages_link_without_a_new_edition(
    promising, page, reporter, editor, chief
):
    old = approved(reporter, chief, headline="Ostkai hält noch zwei Jahre, sagen Gutachter")
    publish(old, by=chief)
    version = promising.versions.first().number
    accept(StoryLink.objects.get(), old, by=editor)
    assert linked(page, old, promising)
    promising.refresh_from_db()
    assert (promising.version, promising.state) == (version, "approved")
    with pytest.raises(NoPromise):
        accept(StoryLink.objects.get(), old, by=editor)


def test_accepting_an_embargoed_story_shows_nothing_before_its_second(
    promising, page, reporter, editor, chief, clock, client, as_reader
):
    old = approved(reporter, chief, headline="Ostkai hält noch zwei Jahre")
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(old, by=chief, live_from=at)
    with as_reader():
        before = client.get(path_of(promising))["ETag"]
    accept(StoryLink.objects.get(), old, by=editor)
    assert plain(page, promising)
    with as_reader():
        assert client.get(path_of(promising))["ETag"] == before
    clock(at)
    assert linked(page, old, promising)
    with as_reader():
        assert client.get(path_of(promising))["ETag"] != before


def test_refused_it_is_not_found_by_itself(promising, page, reporter, editor, chief):
    old = approved(reporter, chief, headline=QUOTED)
    refuse(StoryLink.objects.get(), old, by=editor)
    publish(old, by=chief)
    assert plain(page, promising)
    assert StoryLink.objects.promises().exists()


def test_settled_it_stays_text(promising, page, reporter, editor, chief):
    settle(StoryLink.objects.get(), by=editor)
    publish(approved(reporter, chief, headline=QUOTED), by=chief)
    assert plain(page, promising)
    assert not StoryLink.objects.promises().exists()


def test_written_it_keeps_the_promise_whatever_it_is_called_in_the_end(
    promising, page, reporter, chief
):
    made = write_it(StoryLink.objects.get(), by=reporter)
    assert (made.headline, made.section) == (QUOTED, promising.section)
    assert plain(page, promising)
    made.headline, made.body = "Ganz anders", "<p>Text</p>"
    saving.save(made, by=reporter)
    workflow.submit(made, by=reporter)
    workflow.approve(made, by=chief)
    publish(made, by=chief)
    assert linked(page, made, promising)


def test_a_recalled_story_leaves_the_promise_as_text(promising, page, reporter, chief, clock):
    old = approved(reporter, chief, headline=QUOTED)
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(old, by=chief, live_from=at)
    recall(old, by=chief)
    clock(at)
    assert plain(page, promising)


def test_a_stranger_settles_nothing(promising, stranger):
    for verb in (settle, write_it):
        with pytest.raises(NotYours):
            verb(StoryLink.objects.get(), by=stranger)
