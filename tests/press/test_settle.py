"""Settling what the newsroom says of itself: versions, the log, and what readers have of it."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import House
from articles.catalog.models.house import FIELDS, SHOWN
from articles.desk.typesetting import set_anew
from articles.drafts.errors import HouseOvertaken, NotYours
from articles.drafts.models import Decision
from articles.drafts.rules import rule_of
from articles.press.checks.wording import house_marks
from articles.press.proof import proof
from articles.press.publish import publish
from articles.press.reprint import reprint_after
from articles.press.settle import bring_back, settle
from articles.reader.wall.manifest import READER_COLUMNS
from tests.cast import approved, draft, section

pytestmark = pytest.mark.django_db


def typed(**changed):
    now = House.objects.newest()
    return {name: getattr(now, name) for name in FIELDS} | changed


def saved(by, **changed):
    return settle(typed(**changed), by=by, seen=House.objects.newest().version)


def read(client, as_reader, path, **headers):
    with as_reader():
        return client.get(path, headers=headers)


def test_the_environment_speaks_until_somebody_saves(settings, chief):
    settings.SITE_NAME = "Der Lotse"
    assert House.objects.newest().name == "Der Lotse"
    saved(chief, tagline="Am Kai")
    settings.SITE_NAME = "Der Leuchtturm"
    assert [House.objects.newest().name, House.objects.newest().tagline] == ["Der Lotse", "Am Kai"]


def test_a_save_is_a_version_and_a_line_of_the_log_that_says_what_was_what(chief):
    before = House.objects.newest()
    house = saved(chief, name="Der Lotse", feed_text="lead")
    line = Decision.objects.get(verb="settings")
    assert (house.version, line.version, line.by) == (1, 1, chief)
    assert line.details["settings"] == {
        "name": [before.name, "Der Lotse"],
        "feed_text": [before.feed_text, "lead"],
    }


def test_saving_what_stands_already_leaves_no_trace(chief):
    first = saved(chief, name="Der Lotse")
    assert saved(chief, name="Der Lotse") == first
    assert [House.objects.count(), Decision.objects.filter(verb="settings").count()] == [1, 1]


def test_who_has_seen_an_older_version_overwrites_nothing(chief):
    saved(chief, name="Der Lotse")
    with pytest.raises(HouseOvertaken, match=str(chief)):
        settle(typed(name="Der Leuchtturm"), by=chief, seen=0)
    assert House.objects.newest().name == "Der Lotse"


def test_the_second_of_two_at_once_is_refused_by_the_row_itself(chief, monkeypatch):
    """Both have read version 0; the other one's row appears before this one's."""
    old = House.objects.newest()
    saved(chief, name="Der Lotse")
    monkeypatch.setattr(type(House.objects.all()), "newest", lambda self: old)
    with pytest.raises(HouseOvertaken), transaction.atomic():
        settle(typed(name="Der Leuchtturm"), by=chief, seen=0)
    assert House.objects.get().name == "Der Lotse"


def test_an_earlier_version_comes_back_as_a_new_one(chief):
    saved(chief, name="Der Lotse")
    saved(chief, name="Der Leuchtturm")
    house = bring_back(1, by=chief, seen=2)
    assert [house.version, house.name, House.objects.count()] == [3, "Der Lotse", 3]


def test_only_who_has_the_right_saves(reporter, editor):
    for one in (reporter, editor):
        with pytest.raises(NotYours):
            saved(one, name="Der Lotse")


def test_versions_are_never_changed(chief):
    house = saved(chief, name="Der Lotse")
    with pytest.raises(ProgrammingError), transaction.atomic():
        House.objects.filter(pk=house.pk).update(name="Der Leuchtturm")
    with pytest.raises(ProgrammingError), transaction.atomic():
        house.delete()


def test_readers_may_read_the_columns_of_their_pages_and_no_other(chief, as_reader):
    saved(chief, mail_from="Desk <geheim@example.org>")
    assert READER_COLUMNS["articles_house"] == SHOWN
    with as_reader():
        assert House.objects.shown().version == 1
        with pytest.raises(ProgrammingError), transaction.atomic():
            House.objects.newest()


def test_pages_feeds_and_files_for_machines_change_at_once(client, as_reader, chief):
    paths = ("/", "/stadt/", "/rss.xml", "/atom.xml", "/feed.json", "/humans.txt", "/api/")
    paths += ("/site.webmanifest", "/opensearch.xml", "/feeds/", "/corrections/")
    section()
    tags = {path: read(client, as_reader, path).headers.get("ETag") for path in paths}
    saved(chief, name="Lotse & Ko", tagline="Am Kai")
    for path in paths:
        known = {"If-None-Match": tags[path]} if tags[path] else {}
        answer = read(client, as_reader, path, **known)
        assert answer.status_code == 200, path
        assert "Lotse" in answer.content.decode(), path


def test_feeds_carry_what_the_page_says(client, as_reader, reporter, chief):
    publish(approved(reporter, chief), by=chief)
    words = "Nach Angaben des Hafenamts"
    for text, there in (("lead", False), ("full", True)):
        saved(chief, feed_text=text)
        for path in ("/rss.xml", "/atom.xml", "/feed.json"):
            assert (words in read(client, as_reader, path).content.decode()) is there, (text, path)


def test_robots_hear_what_the_page_says(client, as_reader, chief):
    for policy, there in (("allow", False), ("deny", True)):
        saved(chief, training_crawlers=policy)
        assert ("GPTBot" in read(client, as_reader, "/robots.txt").content.decode()) is there


def test_printed_stories_take_the_new_name_by_a_job(client, as_reader, reporter, chief):
    story = publish(approved(reporter, chief), by=chief).story
    tag = read(client, as_reader, story.path).headers["ETag"]
    house = saved(chief, name="Der Lotse")
    assert reprint_after(0, house.version) == 0
    answer = read(client, as_reader, story.path, **{"If-None-Match": tag})
    page = answer.content.decode()
    assert "| Der Lotse</title>" in page
    assert '"name":"Der Lotse"' in page.replace('": "', '":"')
    assert "Fährbote" not in page


def test_a_name_that_was_replaced_prints_nothing(chief):
    first = saved(chief, name="Der Lotse")
    saved(chief, name="Der Leuchtturm")
    assert reprint_after(0, first.version) == 0


def test_a_section_without_a_rule_asks_for_the_signatures_of_the_house(chief):
    assert rule_of(section()).signatures == 2
    saved(chief, signatures=3)
    assert rule_of(section()).signatures == 3


def test_a_page_asks_the_database_no_more_often_for_it(client, as_reader, chief):
    section()
    read(client, as_reader, "/")
    counts = []
    for _time in range(2):
        with as_reader(), CaptureQueriesContext(connection) as seen:
            client.get("/")
        counts.append(sum("articles_house" in one["sql"] for one in seen))
        saved(chief, name="Der Lotse")
    assert counts == [0, 1]


def test_mails_come_from_the_sender_of_the_page(chief, mailoutbox):
    from articles.delivery.tasks import mail

    saved(chief, mail_from="Desk <desk@example.org>")
    mail("ida@example.org", "Neues", "Text")
    assert mailoutbox[0].from_email == "Desk <desk@example.org>"


def test_the_house_s_marks_are_those_saved_and_the_environment_s_only_until_then(settings, chief):
    settings.HOUSE_QUOTES = {"de": "»«", "fr": "«»"}
    assert [house_marks(one) for one in ("de", "de-AT", "en", "fr")] == ["»«", "»«", "", "«»"]
    saved(chief, quotes_de="", quotes_de_ch="«»", quotes_en="“”")
    assert [house_marks(one) for one in ("de", "de-CH", "en-GB", "fr")] == ["", "«»", "“”", "«»"]


def test_proof_and_typography_follow_what_is_saved(chief):
    article = draft(chief, headline="Rat sagt „Nein“", standfirst="Kurz.")
    assert "quotes" not in {one.code for one in proof(article)}
    assert "headline" not in set_anew(article)
    saved(chief, quotes_de="«»")
    assert "quotes" in {one.code for one in proof(article)}
    assert set_anew(article)["headline"] == "Rat sagt «Nein»"


def test_readers_may_not_ask_for_the_house_s_marks(as_reader):
    with as_reader(), pytest.raises(ProgrammingError), transaction.atomic():
        House.objects.values_list("quotes_de").first()
