"""Routes say where a supplier's texts go, and are tried on the last ones before they are saved."""

import pytest

from articles.catalog.models import Source, Tag
from articles.drafts.kinds import Priority
from articles.drafts.models import Article, Dispatch, Route, Supplier
from articles.drafts.routing import holds, told
from articles.wire.receiving import Fate
from articles.wire.settling import take_over
from tests.cast import section

from .test_receiving import current, edit, wire

pytestmark = pytest.mark.django_db


@pytest.fixture
def lpd(db):
    return Supplier.objects.create(name="lpd", address="")


def route(supplier: Supplier, *tags: str, **fields: object) -> Route:
    made = Route.objects.create(supplier=supplier, **fields)
    made.tags.set([Tag.objects.get_or_create(name=one)[0] for one in tags])
    return made


def test_a_route_files_what_it_holds_for_and_nothing_else(lpd):
    sport = section("sport")
    route(lpd, "Hafen", words="Tor, neun Uhr", section=sport, language="de-CH", priority=1)
    wire()
    article = current()
    assert (article.section, article.language, article.priority) == (sport, "de-CH", Priority.HIGH)
    assert [str(tag) for tag in article.tags.all()] == ["Hafen"]
    wire(uri="urn:x:2", body="<p>Um zehn.</p>")
    wire(uri="urn:x:3", copyrightHolder="epa")
    others = Article.objects.exclude(pk=article.pk)
    assert [one.section.slug for one in others] == ["politik", "politik"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"words": "rat"}, True),
        ({"words": "ra"}, False),
        ({"words": "Kai, Meer"}, True),
        ({"words": "neun   UHR."}, True),
        ({"words": "Uhr neun"}, False),
        ({"words": " , ,"}, True),
        ({"subjects": "hafen und schifffahrt"}, True),
        ({"subjects": "Hafen"}, False),
        ({"urgency": 3}, True),
        ({"urgency": 2}, False),
        ({"words": "Rat", "subjects": "Sport"}, False),
    ],
)
def test_all_conditions_of_a_route_must_be_met(fields, expected):
    about = told(["Rat tagt", "Am Kai", "Um neun Uhr"], ["Hafen und Schifffahrt"], 3)
    assert holds(Route(**fields), about) is expected


def test_a_text_of_no_urgency_is_not_urgent():
    assert not holds(Route(urgency=8), told(["Rat"], [], None))


def test_of_two_routes_the_lower_number_counts_and_topics_add_up(lpd):
    route(lpd, "Kai", order=2, section=section("wirtschaft"), priority=3)
    route(lpd, "Rat", order=1, section=section("sport"))
    wire()
    article = current()
    assert (article.section.slug, article.priority) == ("sport", Priority.LOW)
    assert {str(tag) for tag in article.tags.all()} == {"Kai", "Rat"}


def test_an_ignored_text_becomes_no_article_and_is_looked_at_once(lpd):
    made = route(lpd, words="Rat", ignore=True)
    assert wire().fate == Fate.IGNORED
    assert wire().fate == Fate.SKIPPED
    assert wire(2, pubStatus="canceled").fate == Fate.SKIPPED
    assert [one.state for one in Dispatch.objects.all()] == ["ignored"]
    made.delete()
    assert wire(3).fate == Fate.TAKEN
    assert Article.objects.count() == 1


def test_a_newer_version_stays_where_the_desk_has_filed_it(lpd, editor):
    route(lpd, section=section("sport"), language="de-CH")
    wire()
    Article.objects.update(section=section("kultur"))
    assert wire(2).fate == Fate.UPDATED
    assert (current().section.slug, current().language) == ("kultur", "de-CH")


def test_a_supplier_says_who_is_credited_and_what_may_be_done(lpd):
    lpd.credit = Source.objects.create(name="Lommerscher Pressedienst", slug="lpd")
    lpd.licence = "Nur bis Jahresende."
    lpd.save()
    wire()
    assert [one.source.name for one in current().credits.all()] == ["Lommerscher Pressedienst"]
    assert "Nur bis Jahresende." in current().internal_note


def test_its_licence_is_in_nobodys_way_when_versions_are_brought_together(lpd, editor):
    wire()
    edit(current(), editor, headline="Eigener Titel")
    lpd.licence = "Nur bis Jahresende."
    lpd.save()
    wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>")
    assert take_over(Dispatch.objects.open().get(), by=editor) == []


def test_a_route_is_tried_on_what_came_last_and_nothing_is_saved(client, chief, lpd):
    for number in range(3):
        wire(uri=f"urn:x:{number}", headline=f"Rat tagt zum {number}. Mal")
    wire(uri="urn:x:fähre", headline="Fähre fährt")
    route(lpd, order=1, section=section("sport"))
    mine = route(lpd, order=5, words="Fähre", ignore=True)
    client.force_login(chief)
    form = {"supplier": lpd.pk, "order": 5, "words": "zum 1, Fähre", "priority": 1, "_try": "1"}
    for where in ("add/", f"{mine.pk}/change/"):
        page = client.post(f"/admin/articles/route/{where}", form).content.decode()
        said = page.split('id="trial"')[1]
        assert "Rat tagt zum 1. Mal" in said
        assert "Rat tagt zum 2. Mal" not in said
        assert "Sport" in said
        assert 'value="zum 1, Fähre"' in page
    assert sorted(Route.objects.values_list("words", flat=True)) == ["", "Fähre"]


def test_a_route_that_says_nothing_sound_is_not_tried(client, chief, lpd):
    client.force_login(chief)
    page = client.post("/admin/articles/route/add/", {"order": 1, "urgency": 9, "_try": "1"})
    assert (page.status_code, "errornote" in page.content.decode()) == (200, True)


def test_only_who_may_write_routes_may_try_one(client, editor, lpd):
    client.force_login(editor)
    form = {"supplier": lpd.pk, "order": 1, "_try": "1"}
    assert client.post("/admin/articles/route/add/", form).status_code == 403
    where = f"/admin/articles/route/{route(lpd).pk}/change/"
    assert client.post(where, form).status_code == 403
    assert client.get("/admin/articles/route/").status_code == 200


@pytest.mark.parametrize("text", ["a " * 50_000, "," * 100_000, "ß" * 100_000, "́" * 100_000])
def test_words_are_found_in_hostile_text_too(text):
    assert not holds(Route(words="kein Wort davon"), told([text], [text], 1))
    assert told([text], [], None).words
