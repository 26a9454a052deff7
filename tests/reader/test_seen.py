"""The look that comes along with a page: what a process remembered is never what readers get."""

from datetime import UTC

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Section, Tag
from articles.press.publish import publish
from articles.reader import topics
from articles.reader.chrome import chrome
from articles.reader.models import Story
from articles.reader.page import AT
from articles.reader.seen import Outdated, Seen, sure
from articles.reader.stamps import look, tag_of
from tests.cast import approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter, chief) -> Story:
    named = [Tag.objects.create(name=one) for one in ("Hafenplan", "Äcker", "Busnetz")]
    return publish(approved(reporter, chief, tags=named), by=chief).story


PLACES = ("/", "/stadt/", "/rss.xml", "/stadt/feed.json", "story", "/topics/hafenplan/")


@pytest.mark.parametrize("place", PLACES)
def test_a_tag_is_that_of_the_look(get, story, as_reader, place):
    path = story.path if place == "story" else place
    scope = {"/": "site", "/rss.xml": "site", "/topics/hafenplan/": "tag:hafenplan"}
    get(path)
    answer = get(path)
    with as_reader():
        assert answer["ETag"] == tag_of(*look(scope.get(path, "section:stadt")))


@pytest.mark.parametrize("place", ["/", "/stadt/", "/stadt/atom.xml", "story"])
def test_who_remembers_an_older_catalog_shows_the_newer(get, story, place):
    path = story.path if place == "story" else place
    get(path)
    Section.objects.filter(slug="stadt").update(title="Unsere Stadt")
    assert "Unsere Stadt" in get(path).content.decode()


@pytest.mark.parametrize("form", ["", "rss.xml"])
def test_a_section_that_is_new_is_there_for_who_remembers_none(get, story, form):
    assert get(f"/umland/{form}").status_code == 404
    get("/")
    Section.objects.create(slug="umland", title="Umland")
    assert get(f"/umland/{form}").status_code == 200


@pytest.mark.parametrize("form", ["", "feed.json"])
def test_a_section_that_is_gone_is_gone_for_who_remembers_it(get, story, form):
    Section.objects.create(slug="umland", title="Umland")
    assert get(f"/umland/{form}").status_code == 200
    Section.objects.filter(slug="umland").delete()
    assert get(f"/umland/{form}").status_code == 404


def made(seen: Seen, how) -> list[bool]:
    """Whether the look had been taken, each time something was made."""
    calls: list[bool] = []

    def make():
        calls.append(seen.found is not None)
        return how()

    sure(seen, make)
    return calls


def test_what_asked_for_nothing_is_made_anew_behind_a_look():
    assert made(Seen("site"), lambda: None) == [False, True]


def test_what_asked_along_is_made_once(story):
    seen = Seen("section:stadt")
    assert made(seen, lambda: seen.rows(AT, path=story.path)) == [False]
    assert seen.look() == tuple(look("section:stadt"))


def test_what_was_begun_with_an_older_catalog_is_made_anew(story):
    (catalog,) = look()
    chrome(catalog)
    Section.objects.create(slug="umland", title="Umland")
    seen = Seen("section:stadt")
    known = []
    assert made(seen, lambda: (known.append(seen.catalog), seen.rows(AT, path=story.path))) == [
        False,
        True,
    ]
    assert known == [catalog, catalog + 1]


def test_a_look_that_differs_from_what_was_taken_for_granted_is_an_error(story):
    chrome(look()[0])
    Section.objects.create(slug="umland", title="Umland")
    seen = Seen("site")
    assert seen.catalog
    with pytest.raises(Outdated):
        seen.look()
    assert seen.catalog == look()[0]


def test_what_is_not_there_is_only_said_behind_a_look():
    seen, calls = Seen("site"), []

    def make():
        calls.append(seen.found)
        raise Http404

    with pytest.raises(Http404):
        sure(seen, make)
    assert [one is not None for one in calls] == [False, True]


@pytest.mark.parametrize("place", ["story", "/rss.xml", "/feed.json"])
def test_a_topic_has_its_new_name_at_once_however_it_was_given(get, story, place):
    path = story.path if place == "story" else place
    assert "Busnetz" in get(path).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_tag SET name = 'Nahverkehr' WHERE name = 'Busnetz'")
    page = get(path).content.decode()
    assert "Nahverkehr" in page
    assert "Busnetz" not in page


def test_topics_stand_in_the_order_of_their_letters(get, story):
    page = get(story.path).content.decode()
    assert page.index(">Äcker<") < page.index(">Busnetz<") < page.index(">Hafenplan<")


def test_topics_are_asked_for_once_and_not_all_of_them_are_kept(story, monkeypatch):
    keys = list(Tag.objects.values_list("pk", flat=True))
    known = topics.Topics()
    with CaptureQueriesContext(connection) as asked:
        assert [one.name for one in known.of(keys)] == ["Äcker", "Busnetz", "Hafenplan"]
        known.of(keys)
        assert known.of([0]) == []
    assert len(asked) == 2
    monkeypatch.setattr(topics, "MOST", 2)
    known.of([0, keys[0]])
    assert set(known.known) == {keys[0]}


def test_moments_are_read_by_the_loader_of_the_driver_and_are_as_ever():
    with connection.cursor() as cursor:
        cursor.execute("SELECT now(), '2026-03-29 01:30:00.5+00'::timestamptz")
        now, spring = cursor.fetchone()
        loader = cursor.cursor.adapters.get_loader(1184, 0)
    assert type(loader).__module__ == "articles.reader.adapters"
    assert (now.utcoffset(), spring.utcoffset()) == (UTC.utcoffset(None), UTC.utcoffset(None))
    assert spring.isoformat() == "2026-03-29T01:30:00.500000+00:00"
    assert Tag.objects.none().annotate(at=TransactionNow()).first() is None
