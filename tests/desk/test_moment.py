"""The site at a moment to come: what is due is shown to the desk, and to nobody else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from articles.desk.moment import address
from articles.drafts.models import Version
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.models import Beat, Edition, Story
from articles.reader.wall import session
from articles.reader.wall.roles import PREVIEW, READER
from tests.cast import approved, draft, person_of_the_desk, revise, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow():
    return (clock.now() + timedelta(days=1)).replace(microsecond=0)


@pytest.fixture
def desk(client, reporter):
    reporter.language = "en"
    reporter.save()
    client.force_login(reporter)
    return client


def due(reporter, chief, moment, **fields):
    publish(approved(reporter, chief, **fields), by=chief, live_from=moment)
    return Story.objects.order_by("-pk").first()


def test_an_embargoed_story_is_shown_as_it_will_be(desk, reporter, chief, tomorrow):
    story = due(reporter, chief, tomorrow)
    page = desk.get(address(tomorrow, story.path))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Die Fähre muss fahren" in text
    assert "What readers will see" in text
    assert desk.get(address(tomorrow - timedelta(seconds=1), story.path)).status_code == 404


def test_the_front_and_its_section_show_it_too(desk, reporter, chief, tomorrow):
    story = due(reporter, chief, tomorrow)
    for path in ("/", "/stadt/", "/rss.xml"):
        assert "Die Fähre muss fahren" in desk.get(address(tomorrow, path)).content.decode()
        earlier = desk.get(address(tomorrow - timedelta(hours=1), path))
        assert "Die Fähre muss fahren" not in earlier.content.decode()
    assert (
        f'href="{address(tomorrow, story.path)}"'
        in desk.get(address(tomorrow, "/")).content.decode()
    )


def test_a_due_update_replaces_the_words_from_its_moment_on(desk, reporter, chief, tomorrow):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Ab morgen anders.")
    publish(article, by=chief, live_from=tomorrow)
    path = Story.objects.get().path
    assert "Ab morgen anders." in desk.get(address(tomorrow, path)).content.decode()
    assert "Ab morgen anders." not in desk.get(address(clock.now(), path)).content.decode()


def test_what_is_withdrawn_stays_gone_and_a_draft_a_draft(desk, reporter, chief, tomorrow):
    article = approved(reporter, chief)
    publish(article, by=chief)
    withdraw(article, by=chief, reason="Falsch")
    draft(reporter, headline="Nur ein Entwurf")
    page = desk.get(address(tomorrow, Story.objects.get().path))
    assert page.status_code == 410
    assert "Nur ein Entwurf" not in desk.get(address(tomorrow, "/")).content.decode()


def test_readers_still_see_nothing_of_it(desk, reporter, chief, tomorrow, as_reader):
    story = due(reporter, chief, tomorrow)
    assert desk.get(address(tomorrow, story.path)).status_code == 200
    with as_reader():
        assert not Story.objects.exists()
        assert not Edition.objects.exists()
        assert Client().get(story.path).status_code == 404


def test_a_walk_through_tomorrow_leaves_nothing_in_this_process(
    desk, reporter, chief, tomorrow, as_reader
):
    """Memos and stamps are shared by all requests: a future page must not become today's."""
    section()
    pages = ("/", "/stadt/", "/rss.xml", "/archive/", "/topics/")
    with as_reader():
        before = [Client().get(path).content for path in pages]
    due(reporter, chief, tomorrow)
    for path in pages:
        desk.get(address(tomorrow, path))
    with as_reader():
        after = [Client().get(path).content for path in pages]
    assert [path for path, a, b in zip(pages, before, after, strict=True) if a != b] == []


def test_without_a_moment_it_is_the_last_one_that_is_due(desk, reporter, chief, tomorrow):
    due(reporter, chief, tomorrow, headline="Morgen")
    due(reporter, chief, tomorrow + timedelta(days=1), headline="Übermorgen")
    there = desk.get(reverse("admin:as_of"), follow=True)
    assert "Morgen" in there.content.decode()
    assert "Übermorgen" in there.content.decode()


def test_a_moment_is_asked_for_by_the_newsrooms_clock(desk):
    answer = desk.get(reverse("admin:as_of"), {"at": "2031-07-01T06:00", "path": "/stadt/"})
    assert answer["Location"] == "/admin/as-of/2031-07-01T06:00:00/stadt/"


@pytest.mark.parametrize("at", ["never", "2031-03-30T02:30", "0001-01-01T00:00"])
def test_a_moment_that_is_none_is_refused_in_a_sentence(desk, at):
    page = desk.get(reverse("admin:as_of"), {"at": at})
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    assert desk.get(f"/admin/as-of/{at}/").status_code == 404


def test_it_leads_nowhere_else(desk):
    answer = desk.get(reverse("admin:as_of"), {"at": "2031-07-01T06:00", "path": "//evil.example/"})
    assert answer["Location"] == "/admin/as-of/2031-07-01T06:00:00/evil.example/"


def test_what_is_no_path_of_the_site_leads_to_the_front(desk):
    answer = desk.get(reverse("admin:as_of"), {"at": "2031-07-01T06:00", "path": "/politik/\nx"})
    assert answer["Location"] == "/admin/as-of/2031-07-01T06:00:00/"


def test_it_is_stored_nowhere_indexed_nowhere_and_runs_nothing(desk, reporter, chief, tomorrow):
    story = due(reporter, chief, tomorrow)
    for path in ("/", story.path, "/rss.xml", "/nirgends/"):
        page = desk.get(address(tomorrow, path), headers={"if-none-match": "*"})
        assert "no-store" in page["Cache-Control"]
        assert "public" not in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]
        assert "ETag" not in page
        assert "default-src 'none'" in page["Content-Security-Policy"]


def test_only_the_desk_sees_it(reporter, chief, tomorrow):
    story = due(reporter, chief, tomorrow)
    nobody = Client()
    assert nobody.get(address(tomorrow, story.path)).status_code == 302
    nobody.force_login(person_of_the_desk("nobody"))
    assert nobody.get(address(tomorrow, story.path)).status_code == 403
    assert nobody.get(reverse("admin:as_of")).status_code == 403


def test_it_is_read_and_nothing_else(desk, tomorrow):
    assert desk.post(address(tomorrow, "/")).status_code == 405
    with session.as_of(tomorrow):
        for change in (
            lambda: Beat.objects.update(beat=0),
            lambda: Version.objects.count(),
            lambda: Beat.objects.create(scope="x", beat=1),
        ):
            with (
                pytest.raises(DatabaseError, match=r"permission denied|read-only"),
                transaction.atomic(),
            ):
                change()


def test_the_desk_is_the_desk_again_afterwards(desk, tomorrow):
    desk.get(address(tomorrow, "/"))
    with pytest.raises(RuntimeError), session.as_of(tomorrow):
        raise RuntimeError
    assert role_and_moment() == ("newsroom_editor", "")
    assert clock.now() < tomorrow


def role_and_moment() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('newsroom.moment', true)")
        return cursor.fetchone()


def test_the_preview_sees_by_the_readers_own_policies(as_owner):
    """The very text, but for the clock: readers have the server's, the preview the one it sets."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname, tablename, roles, qual FROM pg_policies"
            " WHERE policyname IN ('reader_sees', 'preview_sees')"
        )
        found = cursor.fetchall()
    readers = {table: (roles, rule) for name, table, roles, rule in found if name == "reader_sees"}
    own = {table: (roles, rule) for name, table, roles, rule in found if name == "preview_sees"}
    assert readers
    assert own
    for table, (roles, rule) in readers.items():
        if table in own:
            assert (roles, own[table][0]) == ([READER], [PREVIEW])
            assert own[table][1] == rule.replace("newsroom_server_clock()", "newsroom_clock()")
        else:
            assert sorted(roles) == [PREVIEW, READER]
            assert "clock" not in rule
