"""How often a page asks the database: the same at five stories and at two hundred."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.catalog.models import Tag
from articles.drafts.models import Article
from articles.drafts.planning import MOST
from articles.press.concordance import concord
from articles.press.publish import publish
from articles.reader import chrome, clock
from articles.reader.addresses import archive_day
from articles.reader.models import (
    Byline,
    Edition,
    Link,
    Rendering,
    Slot,
    Story,
    StoryInSection,
    StoryTag,
)
from tests.cast import approved, section
from tests.fronts import LEAD, LIST, laid_out, paths

pytestmark = pytest.mark.django_db

#: With the section tree in memory; a new catalog costs one more, once.
BUDGETS = {
    "/": 1,
    "/stadt/": 1,
    "/topics/hafenplan/": 2,
    "/people/henrike-tamsen/": 2,
    "/rss.xml": 1,
    "/stadt/atom.xml": 1,
    "/topics/hafenplan/feed.json": 1,
    "/people/henrike-tamsen/rss.xml": 1,
}


@pytest.fixture
def paper(reporter, chief):
    """One story through the door, and copies of its rows, as many as a test asks for."""
    topic = Tag.objects.create(name="Hafenplan")
    article = approved(reporter, chief, tags=[topic], people=["Henrike Tamsen"])
    first = publish(article, by=chief, live_from=clock.now() - timedelta(days=1)).story
    return lambda count: multiply(first, count)


def multiply(first: Story, count: int) -> None:
    have = Story.objects.count()
    for number in range(have, count):
        moment = first.live_from - timedelta(minutes=number)
        story = copy(first, uid=f"{number:032x}", path=f"{first.path}{number}/", live_from=moment)
        edition = copy(first.editions.get(), story=story, live_from=moment)
        copy(Rendering.objects.get(edition__story=first), edition=edition)
        concord(story)
        for rows in (StoryInSection, StoryTag, Byline):
            for row in rows.objects.filter(story=first):
                copy(row, story=story, live_from=moment)


def copy(row, **values):
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del fields[row._meta.pk.attname]
    fields = {
        name: value for name, value in fields.items() if name.removesuffix("_id") not in values
    }
    return type(row).objects.create(**fields, **values)


def asked(client, as_reader, path, **headers):
    """The statements of one answer, short of those that set the role."""
    with as_reader():
        client.get(path)
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path, headers=headers)
    assert answer.status_code in {200, 304}
    return answer, [one["sql"] for one in seen]


@pytest.mark.parametrize(("path", "budget"), BUDGETS.items())
def test_lists_and_feeds_stay_within_their_budget(client, as_reader, paper, path, budget):
    paper(5)
    _answer, few = asked(client, as_reader, path)
    paper(200)
    answer, many = asked(client, as_reader, path)
    assert len(few) == len(many) == budget, many
    count = answer.content.count(b"urn:uuid:") or answer.content.count(b"<article")
    assert count >= 16


def test_a_story_is_one_query_alone_and_among_two_hundred_with_fifty_links(
    client, as_reader, paper
):
    paper(5)
    story = Story.objects.order_by("-live_from").first()
    _answer, few = asked(client, as_reader, story.path)
    paper(200)
    others = list(Story.objects.exclude(pk=story.pk))
    linking(story)
    Link.objects.bulk_create(
        [row(story, other, n) for n, other in enumerate(others[:50])]
        + [row(other, story, n) for n, other in enumerate(others[50:150])]
    )
    answer, many = asked(client, as_reader, story.path)
    assert len(few) == len(many) == 1, many
    assert [len(others) for _kind, others in answer.context["related"].groups] == [50, 50]


def linking(story: Story) -> None:
    """An edition that names fifty links."""
    words = {"kind": "previous", "quoted": "", "wording": ""}
    links = [words | {"key": f"{number:08d}"} for number in range(50)]
    first = story.editions.get()
    edition = copy(first, number=2, version=2, links=links)
    copy(first.rendering, edition=edition)


def row(story: Story, to: Story, number: int) -> Link:
    """A link as the press would write it."""
    edition = story.editions.order_by("number").last()
    fields = {"number": edition.number, "live_from": edition.live_from, "key": f"{number:08d}"}
    return Link(
        edition=edition, story=story, to=to, to_uid=to.uid, kind="previous", order=number, **fields
    )


@pytest.mark.parametrize("path", ["/", "/stadt/"])
def test_a_front_of_sixty_slots_is_one_query(client, as_reader, paper, chief, path):
    paper(MOST)
    first, home = Article.objects.get(), section() if path != "/" else None
    laid_out(chief, (first, LEAD), section=home)
    lead = Slot.objects.get()
    for order, story in enumerate(Story.objects.exclude(uid=first.uid), 1):
        copy(lead, uid=story.uid, order=order, place=LIST)
    answer, queries = asked(client, as_reader, path)
    assert len(queries) == 1, queries
    assert len(paths(answer)) == Slot.objects.count() == MOST


@pytest.mark.parametrize(
    ("page", "budget"),
    [
        *(("/archive/", 2), ("day", 2), ("month", 3), ("/topics/", 2), ("/corrections/", 2)),
        *(("versions", 3),),
    ],
)
def test_the_record_and_the_archive_stay_within_theirs(client, as_reader, paper, page, budget):
    paper(5)
    story = Story.objects.order_by("-live_from").first()
    day = archive_day(timezone.localtime(story.live_from).date())
    path = {"day": day, "month": day[:-3], "versions": f"{story.path}versions/"}.get(page, page)
    _answer, few = asked(client, as_reader, path)
    paper(200)
    Edition.objects.bulk_create(corrections(story))
    _answer, many = asked(client, as_reader, path)
    assert len(few) == len(many) == budget, many


def corrections(story: Story) -> list[Edition]:
    """Thirty corrections of a story, so that its record has more than a page."""
    first = story.editions.get()
    fields = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields}
    del fields["id"]
    return [
        Edition(**fields | {"number": number, "kind": "correction", "version": number})
        for number in range(2, 32)
    ]


SEARCHES = {
    # the hits with the look, their editions, and topics and people of that name
    "/search/?q=rat": 3,
    "/search/?q=rat&order=best&section=stadt&from=2020-01-01&language=de": 3,
    # and one for each that is named
    "/search/?q=rat&topic=hafenplan&person=henrike-tamsen": 6,
    "/search/rss.xml?q=rat": 3,
    "/search/atom.xml?q=rat": 3,
    "/search/feed.json?q=rat": 3,
    # where nothing is found: what may have been meant, in place of the editions
    "/search/?q=raat": 3,
    "/search/": 1,
}


@pytest.mark.parametrize(("path", "budget"), SEARCHES.items())
def test_a_search_stays_within_its_budget(client, as_reader, paper, path, budget):
    paper(5)
    _answer, few = asked(client, as_reader, path)
    paper(40)
    _answer, many = asked(client, as_reader, path)
    assert len(few) == len(many) == budget, many


@pytest.mark.parametrize("path", [*BUDGETS, "story", "/search/?q=rat"])
def test_a_page_that_has_not_changed_is_one_query(client, as_reader, paper, path):
    paper(5)
    path = Story.objects.order_by("-live_from").first().path if path == "story" else path
    answer, _queries = asked(client, as_reader, path)
    again, queries = asked(client, as_reader, path, if_none_match=answer["ETag"])
    assert again.status_code == 304
    assert len(queries) == 1


def test_a_cold_memo_costs_three_queries_more(client, as_reader, paper):
    paper(5)
    chrome.forget()
    with as_reader(), CaptureQueriesContext(connection) as seen:
        client.get("/")
    assert len(seen) == 4


def test_editions_and_stories_are_as_many_as_were_asked_for(paper):
    paper(5)
    assert Story.objects.count() == Edition.objects.count() == Rendering.objects.count() == 5
