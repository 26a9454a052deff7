"""The inbox of promises: candidates with reasons, and four answers."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles.catalog.models import Tag
from articles.drafts import saving
from articles.drafts.linking import link
from articles.drafts.models import Article, StoryLink, Unrelated
from tests.cast import draft, section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    """What is asked for here are the source's own words."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield


URL = "admin:articles_article_promises"
QUOTED = "Gutachter halten den Ostkai für sicher"


@pytest.fixture
def promise(reporter):
    body = f"<p>Gut.</p><p>Zuvor berichteten wir, dass {QUOTED}.</p>"
    topic = Tag.objects.create(name="Hafenplan")
    article = draft(reporter, "Ostkai wird saniert", body=body, tags=[topic])
    saving.claim(article, by=reporter)
    made = link(article, "previous", quoted=QUOTED)
    saving.record(article, by=reporter)
    return made


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def entries(desk):
    return desk.get(reverse(URL)).context["entries"]


def answer(desk, promise, **fields):
    return desk.post(reverse(URL), {"promise": promise.pk, **fields}, follow=True)


def test_the_sentence_is_shown_with_what_it_quotes(desk, promise):
    (one,) = entries(desk)
    assert (one.before, one.quoted, one.after) == ("Zuvor berichteten wir, dass ", QUOTED, ".")
    assert one.candidates == []


def test_candidates_are_ranked_and_say_why(desk, promise, reporter):
    far = draft(reporter, "Orgel verstummt", section=section("kultur"))
    like = draft(reporter, "Ostkai sicher bis 2028, sagen Gutachter", tags=["Hafenplan"])
    (one,) = entries(desk)
    assert [c.article for c in one.candidates] == [like]
    said = " ".join(one.candidates[0].reasons)
    assert all(word in said for word in ("ostkai", "gutacht", "Hafenplan", "alike"))
    assert far not in [c.article for c in one.candidates]


def test_that_is_it(desk, promise, reporter):
    like = draft(reporter, "Ostkai sicher bis 2028, sagen Gutachter")
    answer(desk, promise, do="accept", to=like.pk)
    promise.refresh_from_db()
    assert promise.to == like
    assert entries(desk) == []


def test_not_this_one_is_remembered(desk, promise, reporter):
    like = draft(reporter, "Ostkai sicher bis 2028, sagen Gutachter")
    answer(desk, promise, do="refuse", to=like.pk)
    assert Unrelated.objects.get().other == like
    (one,) = entries(desk)
    assert one.candidates == []


def test_a_typed_headline_settles_it_and_an_unknown_one_says_so(desk, promise, reporter):
    other = draft(reporter, "Ganz anders")
    page = answer(desk, promise, do="accept", find="Gibt es nicht")
    assert "No article has this headline" in page.content.decode()
    answer(desk, promise, do="accept", find="Ganz anders")
    promise.refresh_from_db()
    assert promise.to == other


def test_there_is_none(desk, promise):
    answer(desk, promise, do="settle")
    promise.refresh_from_db()
    assert promise.settled
    assert entries(desk) == []


def test_write_it(desk, promise, editor):
    page = answer(desk, promise, do="write")
    made = Article.objects.get(headline=QUOTED)
    assert page.redirect_chain[-1][0].endswith(f"/{made.pk}/change/")
    assert made.created_by == editor
    promise.refresh_from_db()
    assert promise.to == made


def test_settled_twice_is_refused_in_a_sentence(desk, promise):
    answer(desk, promise, do="settle")
    page = answer(desk, promise, do="settle")
    assert "settled already" in page.content.decode()


def test_a_page_has_five_and_leads_on(desk, promise):
    for number in range(7):
        link(promise.article, "previous", quoted=f"Teil {number} der Reihe")
    first = desk.get(reverse(URL))
    second = desk.get(reverse(URL), {"before": first.context["older"]})
    shown = [e.promise for page in (first, second) for e in page.context["entries"]]
    assert len(shown) == len(set(shown)) == StoryLink.objects.promises().count() == 8


def test_a_stranger_sees_none(client, stranger, promise):
    client.force_login(stranger)
    assert client.get(reverse(URL)).status_code == 403
    assert client.post(reverse(URL), {"promise": promise.pk, "do": "settle"}).status_code == 403
