"""The same number of statements at a thousand stories and at a hundred thousand, page by page."""

from datetime import timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.catalog.models import Tag
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.addresses import archive_day
from articles.reader.models import Byline, Edition, Rendering, Story, StoryInSection, StoryTag
from tests.cast import approved

pytestmark = pytest.mark.django_db

#: What a copy has of its own; everything else is as in the first story's row.
MOMENT = "kept.live_from - copy.n * interval '1 minute'"
OWN = {
    Story: {"uid": "md5(copy.n::text)::uuid", "path": "kept.path || copy.n || '/'"},
    Edition: {"story_id": "copy.id"},
    StoryInSection: {"story_id": "copy.id"},
    StoryTag: {"story_id": "copy.id"},
    Byline: {"story_id": "copy.id"},
    # Short ones: what is counted here is statements, not bytes.
    Rendering: {
        "edition_id": "copy.id",
        **dict.fromkeys(("head", "top", "body"), "''"),
        **dict.fromkeys(("card", "item"), "'<article></article>'"),
    },
}


@pytest.fixture
def first(reporter, chief):
    topic = Tag.objects.create(name="Hafenplan")
    article = approved(reporter, chief, tags=[topic], people=["Henrike Tamsen"])
    return publish(article, by=chief, live_from=clock.now() - timedelta(hours=1)).story


def copies(first: Story, start: int, end: int) -> None:
    """The rows of stories number `start` to `end`, a minute older each, as SQL alone."""
    numbers = f"(SELECT n FROM generate_series({start}, {end}) n)"
    stories = (
        f"(SELECT id, right(rtrim(path, '/'), -{len(first.path)})::int AS n FROM articles_story"
        f" WHERE id <> {first.pk} AND live_from BETWEEN"
        f" '{first.live_from.isoformat()}'::timestamptz - {end} * interval '1 minute' AND"
        f" '{first.live_from.isoformat()}'::timestamptz - {start} * interval '1 minute')"
    )
    editions = f"(SELECT e.id, s.n FROM articles_edition e JOIN {stories} s ON s.id = e.story_id)"
    with connection.cursor() as cursor:
        for model, own in OWN.items():
            source = {Story: numbers, Rendering: editions}.get(model, stories)
            cursor.execute(inserting(model, own, source, first))
            # A plan made for one row joins a hundred thousand with each other.
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def inserting(model: type[models.Model], own: dict, source: str, first: Story) -> str:
    table = model._meta.db_table
    columns = {
        field.column: f"kept.{field.column}"
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.column == "id")
    }
    if "live_from" in columns:
        columns["live_from"] = MOMENT
    columns |= own
    of_first = {
        Story: f"kept.id = {first.pk}",
        Rendering: f"kept.edition_id = {first.editions.get().pk}",
    }.get(model, f"kept.story_id = {first.pk}")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())}"
        f" FROM {table} kept, {source} copy WHERE {of_first}"
    )


def pages(story: Story) -> list[str]:
    day = archive_day(timezone.localtime(story.live_from).date())
    return [
        *("/", "/stadt/", "/topics/hafenplan/", "/people/henrike-tamsen/", "/rss.xml"),
        *("/stadt/rss.xml", "/archive/", day, day[:-3], "/topics/", "/corrections/"),
        *(story.path, f"{story.path}versions/"),
    ]


def counted(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_every_page_asks_as_often_among_a_hundred_thousand_stories(
    client, as_reader, as_owner, first
):
    with as_owner():
        copies(first, 1, 999)
    with as_reader():
        few = {path: counted(client, path) for path in pages(first)}
    with as_owner():
        copies(first, 1_000, 99_999)
    assert Story.objects.count() == Rendering.objects.count() == 100_000
    with as_reader():
        many = {path: counted(client, path) for path in pages(first)}
        front = client.get("/").content
    assert many == few
    assert max(many.values()) <= 3
    assert front.count(b"<article") >= 16
