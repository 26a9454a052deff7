"""The story so far: what came before and after, as far as readers can see it."""

from datetime import timedelta

import pytest

from articles.drafts import workflow
from articles.drafts.linking import link
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.models import Link, Story
from tests.cast import draft, revise
from tests.reader.reading import flat, parse, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(reporter, chief):
    """`chain(kinds)`: live articles, each a day younger and linked to the one before it."""

    def write(*kinds):
        moment, made = newsroom_clock.now() - timedelta(days=30), []
        for number, kind in enumerate(("", *kinds)):
            article = draft(reporter, f"Teil {number}")
            if kind:
                link(article, kind, to=made[-1])
            workflow.submit(article, by=reporter)
            workflow.approve(article, by=chief)
            publish(article, by=chief, live_from=moment + timedelta(days=number))
            made.append(article)
        return made

    return write


@pytest.fixture
def course(client, as_reader):
    """The headlines of a page's course, the page's own one in brackets."""

    def look(article):
        path = Story.objects.get(uid=article.uid).path
        with as_reader():
            answer = client.get(path)
        found = parts(parse(answer)).get("course")
        told = [] if found is None else [flat(one) for one in found.iter("li")]
        rows = answer.context["related"].course
        assert len(told) == len(rows)
        return [f"({one.text})" if here else one.text for one, here in rows]

    return look


def test_it_is_told_on_every_page_from_its_own_place(chain, course):
    first, second, third = chain("previous", "update")
    assert course(first) == ["(Teil 0)", "Teil 1", "Teil 2"]
    assert course(second) == ["Teil 0", "(Teil 1)", "Teil 2"]
    assert course(third) == ["Teil 0", "Teil 1", "(Teil 2)"]
    assert Link.objects.values("thread").distinct().count() == 1


def test_two_stories_have_no_course_and_background_is_none(chain, course):
    assert course(chain("previous")[1]) == []
    assert course(chain("background", "background")[1]) == []


def test_a_story_nobody_sees_cuts_it(chain, course, chief):
    articles = chain(*["previous"] * 4)
    withdraw(articles[1], by=chief, reason="Falsch")
    assert course(articles[0]) == []
    assert course(articles[4]) == ["Teil 2", "Teil 3", "(Teil 4)"]
    restore(articles[1], by=chief)
    assert len(course(articles[0])) == 5


def test_an_embargoed_story_joins_two_halves_on_its_second(chain, course, reporter, chief, clock):
    one, other = chain("previous"), chain("previous")
    bridge = draft(reporter, "Brücke")
    link(bridge, "previous", to=one[1])
    link(bridge, "followed", to=other[0])
    workflow.submit(bridge, by=reporter)
    workflow.approve(bridge, by=chief)
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(bridge, by=chief, live_from=at)
    assert course(one[0]) == course(other[1]) == []
    clock(at)
    assert len(course(one[0])) == len(course(other[1])) == 5


def test_a_circle_has_an_end(chain, course, reporter, chief):
    first, second, third = chain("previous", "previous")
    link(first, "previous", to=third)
    publish(revise(first, reporter, chief, standfirst="Neu."), by=chief)
    assert sorted(course(second)) == ["(Teil 1)", "Teil 0", "Teil 2"]


def test_beside_each_other_story_stands_one_sentence_of_it(chain, client, as_reader):
    first, _second, _third = chain("previous", "update")
    with as_reader():
        page = client.get(Story.objects.get(uid=first.uid).path)
    told = [one.lead for one, here in page.context["related"].course if not here]
    assert told == ["Erlenhafen behält seine Fähre."] * 2
    assert page.content.decode().count("Erlenhafen behält seine Fähre.</span>") == 2
