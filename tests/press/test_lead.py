"""Old addresses lead on: in one hop, never in a circle, and never to what is not live yet."""

from datetime import timedelta

import pytest
from django.conf import settings

from articles.drafts.errors import NotYours
from articles.drafts.models import Decision
from articles.press.errors import Circle, NoSuchAddress, NowhereToLead, Taken
from articles.press.lead import lead
from articles.press.move import move
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Redirect
from tests.cast import approved, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def inner(path):
        with as_reader():
            return client.get(path)

    return inner


@pytest.fixture
def story(reporter, chief):
    return publish(approved(reporter, chief, slug="faehre"), by=chief).story


@pytest.mark.parametrize("old", ["/alt/seite.html", "/?p=7", "/index.php?id=7&L=1", "/2009/7/x"])
def test_an_old_address_leads_to_the_story(get, chief, story, old):
    assert get(old).status_code == 404
    lead(old, story.path, by=chief)
    answer = get(old)
    assert (answer.status_code, answer["Location"]) == (301, story.path)
    assert Decision.objects.filter(verb="lead", by=chief).exists()


def test_a_number_at_the_front_that_nobody_knows_is_as_absent_as_any_address(get):
    assert get("/?p=8").content == get("/nie/gewesen/").content
    assert get("/?utm_source=brief").status_code == 200


def test_it_follows_the_story_when_that_moves(get, reporter, chief):
    article = approved(reporter, chief, slug="faehre")
    story = publish(article, by=chief).story
    lead("/alt.html", f"{settings.SITE_URL}{story.path}", by=chief)
    move(article, by=chief, slug="boot")
    assert get("/alt.html")["Location"].endswith("/boot/")


def test_everything_below_an_old_address_leads_below_the_new_one(get, chief):
    section("stadt")
    lead("/lokales/", "/stadt/", by=chief, prefix=True)
    lead("/lokales/alt/", "https://archiv.example/", by=chief, prefix=True)
    assert get("/lokales/")["Location"] == "/stadt/"
    assert get("/lokales/a/b.html")["Location"] == "/stadt/a/b.html"
    assert get("/lokales/alt/7")["Location"] == "https://archiv.example/7"
    # However it goes on, it stays on the site it names.
    assert get("/lokales//evil.example/")["Location"] == "/stadt/evil.example/"


def test_nothing_of_an_embargoed_story_shows(get, reporter, chief):
    due = approved(reporter, chief, headline="Die Kanzlerin tritt zurück")
    story = publish(due, by=chief, live_from=clock.now() + timedelta(hours=1)).story
    absent = get("/alt.html")
    Redirect.objects.create(path="/noch-aelter.html", to="/alt.html", live_from=clock.now())
    lead("/alt.html", story.path, by=chief)
    for path in ("/alt.html", "/noch-aelter.html"):
        hidden = get(path)
        assert (hidden.status_code, hidden.content) == (404, absent.content)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_chains_are_one_hop_in_whatever_order_they_are_made(chief, story, order):
    rules = [("/a.html", "/b.html"), ("/b.html", "/c.html"), ("/c.html", story.path)]
    made = []
    for number in [*order, *order]:
        try:
            made.append(lead(*rules[number], by=chief))
        except NowhereToLead:
            continue
    for number in (2, 1, 0):
        lead(*rules[number], by=chief)
    assert set(Redirect.objects.values_list("to", flat=True)) == {story.path}


def test_a_circle_is_refused(chief, story):
    lead("/a.html", story.path, by=chief)
    lead("/b.html", "/a.html", by=chief)
    for path, to in (("/a.html", "/a.html"), ("/a.html", "/b.html/"), ("/b/", "/b/c/")):
        with pytest.raises((Circle, NowhereToLead)):
            lead(path, to, by=chief)
    Redirect.objects.filter(path="/b.html").update(to="/z.html")
    with pytest.raises(Circle):
        lead("/z.html", "/b.html", by=chief)


@pytest.mark.parametrize("path", ["alt.html", "//evil.example/", "/", "/a b", "/a\nb", ""])
def test_what_is_no_address_is_refused(chief, story, path):
    with pytest.raises(NoSuchAddress):
        lead(path, story.path, by=chief)


def test_no_rule_hides_what_is_ours(chief, story):
    for path in (story.path, "/stadt/", "/search/", "/admin/articles/"):
        with pytest.raises(Taken):
            lead(path, "/", by=chief)
    with pytest.raises(Taken):
        lead(story.path.removesuffix("faehre/"), "/", by=chief, prefix=True)


@pytest.mark.parametrize(
    "to", ["/nirgends/", "/topics/noch-geheim/", "//evil.example/", "javascript:alert(1)", "x"]
)
def test_nothing_leads_to_where_readers_find_nothing(chief, to):
    with pytest.raises(NowhereToLead):
        lead("/alt.html", to, by=chief)


def test_only_who_may_move_stories_sets_one(reporter, story):
    with pytest.raises(NotYours):
        lead("/alt.html", story.path, by=reporter)


def test_at_the_desk_a_rule_is_set_shown_and_refused_with_its_reason(client, chief, story):
    client.force_login(chief)
    add = "/admin/articles/redirect/add/"
    sent = client.post(add, {"path": "/alt.html", "to": story.path})
    assert sent.status_code == 302
    assert "/alt.html" in client.get("/admin/articles/redirect/").content.decode()
    again = client.post(add, {"path": "/neu.html", "to": "/nirgends/"})
    assert again.status_code == 200
    assert "/nirgends/" in str(again.context["adminform"].form.non_field_errors())
    rule = Redirect.objects.get()
    assert client.get(f"/admin/articles/redirect/{rule.pk}/delete/").status_code == 403
