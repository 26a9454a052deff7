"""How often stories are read: counted from the log without the readers, told at the desk alone."""

import gzip
import tracemalloc
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import localdate

from articles.desk import readership
from articles.desk.board import rows
from articles.drafts.models import Article, Readership
from articles.drafts.readership import DAY, Reads, most_read, reads_of
from articles.press.publish import publish
from tests.cast import approved, section

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PATH = "/stadt/2026/11/die-faehre/"


def line(what=f"GET {PATH}", status=200, day=25, agent=BROWSER):
    moment = f"{day:02}/Nov/2026:12:00:00 +0100"
    return f'192.0.2.7 - - [{moment}] "{what} HTTP/2.0" {status} 4012 "-" "{agent}"\n'


@pytest.mark.parametrize(
    "read",
    [
        line(),
        line(status=304),
        line(f"GET {PATH}?before=abc"),
        line(f"GET {PATH}?mail=somebody@example.org"),
    ],
)
def test_who_gets_a_page_has_read_it(read):
    assert readership.counted([read]) == {date(2026, 11, 25): {PATH: 1}}


@pytest.mark.parametrize(
    "passed",
    [
        line(status=404),
        line(status=410),
        line(status=503),
        line(status=206),
        line(f"HEAD {PATH}"),
        line(f"POST {PATH}"),
        line(f"GET {PATH}versions/"),
        line(f"GET {PATH}social.png"),
        line(f"GET {PATH}rss.xml"),
        line("GET /stadt/"),
        line("GET /"),
        line("GET /admin/articles/article/7/change/"),
        line(agent=""),
        line(agent="-"),
        line(agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        line(agent="facebookexternalhit/1.1"),
        line(agent="curl/8.5.0"),
        line(agent="newsboat/2.35 (feed reader)"),
        "no line of a log\n",
        "\n",
        '192.0.2.7 - - [99/Nov/2026:12:00:00 +0100] "GET / HTTP/1.1',
    ],
)
def test_robots_errors_and_what_is_no_story_are_nobodys_reading(passed):
    assert readership.counted([passed]) == {}


@pytest.fixture
def story(reporter, chief):
    return publish(approved(reporter, chief), by=chief).story


@pytest.fixture
def article(story):
    return Article.objects.get(uid=story.uid)


def test_a_log_counted_twice_counts_once_and_grows_with_its_day(tmp_path, story, article):
    first, second = tmp_path / "access.log.1.gz", tmp_path / "access.log"
    with gzip.open(first, "wt") as packed:
        packed.write(line(f"GET {story.path}") * 3)
    second.write_text(line(f"GET {story.path}") * 2 + line(f"GET {story.path}", day=24) * 7)
    call_command("count_readers", str(first), str(second))
    call_command("count_readers", str(first), str(second))
    kept = dict(Readership.objects.values_list("day__day", "times"))
    assert kept == {25: 5, 24: 7}
    call_command("count_readers", str(second))
    assert dict(Readership.objects.values_list("day__day", "times")) == kept
    with second.open("a") as more:
        more.write(line(f"GET {story.path}") * 2)
    call_command("count_readers", str(first), str(second))
    assert Readership.objects.get(article=article, day="2026-11-25").times == 7


def test_what_nobody_wrote_is_not_counted(tmp_path, story):
    log = tmp_path / "access.log"
    log.write_text(line("GET /stadt/2026/11/nothing-of-ours/"))
    call_command("count_readers", str(log))
    assert not Readership.objects.exists()


def test_a_log_that_is_not_there_is_named(tmp_path, story):
    (tmp_path / "torn.gz").write_bytes(gzip.compress(line().encode())[:-9])
    for name in ("absent.log", "torn.gz"):
        with pytest.raises(CommandError, match=name):
            call_command("count_readers", str(tmp_path / name))
    assert not Readership.objects.exists()


def read(article, times, days_ago=0):
    day = localdate() - timedelta(days=days_ago)
    Readership.objects.create(article=article, day=day, times=times)


def test_sums_are_of_the_day_the_week_and_the_season(article):
    for days_ago, times in ((0, 1), (6, 10), (7, 100), (80, 1000)):
        read(article, times, days_ago)
    assert reads_of(article, localdate()) == Reads(1, 11, 1111)


def test_days_older_than_a_season_go(tmp_path, story, article):
    Readership.objects.create(article=article, day="2026-08-26", times=4)
    Readership.objects.create(article=article, day="2026-08-27", times=5)
    log = tmp_path / "access.log"
    log.write_text(line(f"GET {story.path}"))
    call_command("count_readers", str(log))
    assert set(Readership.objects.values_list("times", flat=True)) == {5, 1}


def test_the_most_read_come_first_of_a_section_too(reporter, chief):
    sport = section("sport")
    one, other, third = (
        approved(reporter, chief, headline=name, section=place)
        for name, place in (("Eins", section()), ("Zwei", sport), ("Drei", section()))
    )
    read(one, 5)
    read(other, 3)
    read(other, 3, days_ago=3)
    read(third, 100, days_ago=8)
    assert most_read(None, localdate(), 6) == {other.pk: 6, one.pk: 5}
    assert most_read(None, localdate(), 1) == {other.pk: 6}
    assert most_read([sport.pk], localdate(), 6) == {other.pk: 6}


def test_the_most_read_of_today_are_those_of_the_last_day_alone(reporter, chief):
    one, other = (approved(reporter, chief, headline=name) for name in ("Eins", "Zwei"))
    read(one, 9, days_ago=1)
    read(other, 2)
    assert most_read(None, localdate(), 6, DAY) == {other.pk: 2}
    of_day, of_week = rows.most_read(None, 6)
    assert (of_day, of_week) == ([(other, 2)], [(one, 9), (other, 2)])


def test_the_board_asks_no_more_however_much_is_read(reporter, chief):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            rows.most_read(None, 6)
        return len(found)

    read(approved(reporter, chief), 3)
    few = asked()
    for number in range(5):
        read(approved(reporter, chief, headline=f"Nr. {number}"), number + 1)
    assert asked() == few == 3


def test_a_longer_log_takes_no_more_memory():
    """A hundred stories, asked for with questions and by programs that are all different."""

    def lines(many):
        for number in range(many):
            asked = f"GET /stadt/2026/11/nr-{number % 100}/?q={number}"
            yield line(asked, agent=f"Mozilla/5.0 rv:{number}")

    def most(many) -> int:
        readership.is_robot.cache_clear()
        tracemalloc.start()
        found = readership.counted(lines(many))
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert sum(found[date(2026, 11, 25)].values()) == many
        return peak

    most(100)
    assert most(30_000) < most(6_000) * 1.2


def test_the_board_and_the_article_say_it(client, chief, article):
    read(article, 1234)
    read(article, 4321, days_ago=30)
    client.force_login(chief)
    with translation.override("en"):
        board = client.get("/admin/", headers={"Accept-Language": "en"}).content.decode()
        page = client.get(
            f"/admin/articles/article/{article.pk}/change/", headers={"Accept-Language": "en"}
        )
    assert "Most read today" in board
    assert board.count("1,234") == 2 or board.count("1.234") == 2
    assert "5,555" in page.content.decode() or "5.555" in page.content.decode()
