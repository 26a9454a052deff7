"""Around a story: its neighbourhood, links from the other end, what to look at again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import Dossier
from articles.desk.impact import impact_of
from articles.desk.neighbours import Box
from articles.drafts import workflow
from articles.drafts.linking import link
from articles.drafts.models import Article, Recheck
from articles.drafts.rechecking import ask
from articles.press.gather import choose, gather
from articles.press.publish import publish
from articles.press.purge import purge
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    """What is asked for here are the source's own words."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def address(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def live_pair(reporter, chief, kind="previous"):
    """A live story, and a live one that links to it."""
    old = approved(reporter, chief, headline="Das Alte")
    publish(old, by=chief)
    new = draft(reporter, "Das Neue")
    link(new, kind, to=old)
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    return old, new


def test_the_neighbourhood_goes_two_steps_in_both_directions(client, reporter):
    here, one, two, far = (draft(reporter, f"Artikel {n}") for n in "ABCD")
    link(here, "previous", to=one)
    link(one, "update", to=two)
    link(two, "background", to=far)
    link(far, "reaction", to=here)
    link(here, "background", quoted="Noch nicht geschrieben")
    client.force_login(reporter)
    found = client.get(address("neighbours", here)).context["found"]
    told = {(one.said, one.column) for one in found.boxes}
    expected = [("A", 0), ("B", 1), ("C", 2), ("D", -1)]
    assert told == {(f"Artikel {n}", at) for n, at in expected} | {("Noch nicht geschrieben", 1)}
    assert len(found.lines) == 4


def test_the_picture_asks_the_same_whatever_the_number_of_links(
    client, reporter, django_assert_max_num_queries
):
    here = draft(reporter, "Mitte")
    for number in range(30):
        link(here, "previous", to=draft(reporter, f"Rand {number}"))
    client.force_login(reporter)
    with django_assert_max_num_queries(25):
        page = client.get(address("neighbours", here)).content.decode()
    assert page.count("<rect") == 13
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]


def test_a_link_added_from_the_other_end_is_a_version_of_that_article(client, reporter):
    here, other = draft(reporter, "Hier"), draft(reporter, "Dort")
    client.force_login(reporter)
    client.post(address("linked", here), {"kind": "followed", "find": "Dort"})
    made = other.links.get()
    assert (made.to, made.kind) == (here, "previous")
    other.refresh_from_db()
    here.refresh_from_db()
    assert (other.version, here.version) == (2, 1)
    page = client.get(address("linked", here)).content.decode()
    assert "Followed by" in page
    client.post(address("linked", here), {"remove": made.pk})
    other.refresh_from_db()
    assert (other.version, other.links.count()) == (3, 0)


def test_the_same_link_and_a_link_to_itself_are_refused(client, reporter):
    here, other = draft(reporter, "Hier"), draft(reporter, "Dort")
    link(other, "previous", to=here)
    client.force_login(reporter)
    for find in ("Dort", "Hier", "Nirgends"):
        page = client.post(address("linked", here), {"kind": "followed", "find": find})
        assert page.status_code == 200
        assert page.context["form"].errors["find"]
    other.refresh_from_db()
    assert (other.version, other.links.count(), here.links.count()) == (1, 1, 0)


def test_who_may_not_change_articles_changes_nothing_from_here(client, reporter, stranger):
    here, other = draft(reporter, "Hier"), draft(reporter, "Dort")
    made = link(other, "previous", to=here)
    client.force_login(stranger)
    for form in ({"kind": "same", "find": "Dort"}, {"remove": made.pk}):
        assert client.post(address("linked", here), form).status_code == 403
    assert other.links.count() == 1


def test_one_click_makes_a_worklist_and_one_each_works_it_off(client, reporter, chief):
    old, new = live_pair(reporter, chief)
    client.force_login(chief)
    asking = client.get(address("change", old).replace("change/", "do/withdraw/"))
    assert address("worklist", old) in asking.content.decode()
    listed = client.post(address("worklist", old), follow=True)
    (row,) = listed.context["cl"].result_list
    assert row == new
    assert "Look again: “Das Alte” has changed." in listed.content.decode()
    form = client.get(address("change", new)).content.decode()
    assert "Look at it again" in form
    client.post(address("worklist", new), {"done": "1"})
    assert not Recheck.objects.exists()
    assert [one.verb for one in new.decisions.order_by("pk")][-1] == "recheck"
    assert client.get(address("worklist", old)).status_code == 405


def test_the_worklist_asks_the_same_however_many_are_on_it(
    client, reporter, chief, django_assert_num_queries
):
    old, new = live_pair(reporter, chief)
    client.force_login(chief)
    worklist = reverse("admin:articles_article_changelist") + "?plan=recheck"
    ask(Article.objects.filter(pk=new.pk), old, by=chief)
    with CaptureQueriesContext(connection) as few:
        client.get(worklist)
    others = [draft(reporter, f"Artikel {number}") for number in range(5)]
    ask(Article.objects.filter(headline__startswith="Artikel"), old, by=chief)
    ask(Article.objects.filter(pk=new.pk), others[0], by=chief)
    with django_assert_num_queries(len(few)):
        page = client.get(worklist).content.decode()
    assert page.count("“Das Alte” has changed") == 6
    assert page.count("“Artikel 0” has changed") == 1
    assert "because" not in client.get(worklist.partition("?")[0]).content.decode()


def test_a_long_word_does_not_burst_the_box_it_stands_in():
    long, said = "Schiff" * 10, "48,6 Millionen Euro, vier Bauabschnitte, ein Risiko am Hafen"
    assert [text for _y, text in Box(0, long).lines] == [long[:26], "…"]
    assert [text for _y, text in Box(0, said).lines] == [
        "48,6 Millionen Euro, vier",
        "Bauabschnitte, ein …",
    ]


def test_a_purge_takes_what_was_to_be_looked_at_along(client, reporter, chief):
    old, _new = live_pair(reporter, chief)
    client.force_login(chief)
    client.post(address("worklist", old))
    assert Recheck.objects.count() == 1
    purge(old, by=chief, reason="Auf Anordnung")
    assert not Recheck.objects.exists()


def test_impact_names_dossiers_and_translations(reporter, chief):
    old, new = live_pair(reporter, chief, "translation")
    one = Dossier.objects.create(title="Der Hafen", slug="hafen")
    choose(one, [old], by=chief)
    gather(one, by=chief)
    found = impact_of(old)
    assert found.dossiers == [one]
    assert found.translations == [new]
