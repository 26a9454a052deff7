"""The archive: days and months of the newsroom's own calendar."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.press.publish import publish
from articles.reader import clock as newsroom_clock
from tests.cast import approved
from tests.reader.reading import flat, main_of, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def appeared(reporter, chief):
    def at(*moment, headline="Meldung"):
        article = approved(reporter, chief, headline=headline)
        return publish(article, by=chief, live_from=datetime(*moment, tzinfo=UTC)).story

    return at


def links(answer):
    return {one.get("href") for one in main_of(parse(answer)).iter("a")}


def test_a_day_begins_and_ends_by_the_newsrooms_clock(get, appeared):
    appeared(2024, 3, 30, 22, 59, headline="Eine Minute vor Mitternacht")
    appeared(2024, 3, 30, 23, 0, headline="Um Mitternacht")
    appeared(2024, 3, 31, 21, 59, headline="Am Ende der kurzen Stunde")
    appeared(2024, 3, 31, 22, 0, headline="Am Tag danach")
    page = flat(main_of(parse(get("/archive/2024/03/31/"))))
    assert "Um Mitternacht" in page
    assert "Am Ende der kurzen Stunde" in page
    assert "Eine Minute vor" not in page
    assert "Am Tag danach" not in page


def test_a_day_leads_to_the_nearest_days_that_have_stories(get, appeared):
    for day in (3, 9, 20):
        appeared(2024, 3, day, 12)
    found = links(get("/archive/2024/03/09/"))
    assert {"/archive/2024/03/03/", "/archive/2024/03/20/", "/archive/2024/03/"} <= found


def test_a_month_counts_the_stories_of_each_day(get, appeared):
    appeared(2024, 2, 29, 12, headline="Schalttag")
    appeared(2024, 2, 29, 13, headline="Schalttag zwei")
    appeared(2024, 2, 29, 23, 30, headline="Schon im März")
    answer = get("/archive/2024/02/")
    days = {one for one in links(answer) if one.startswith("/archive/2024/02/")}
    assert days == {"/archive/2024/02/29/"}
    cell = main_of(parse(answer)).find(".//td/a")
    assert flat(cell).startswith("292")
    assert "/archive/2024/03/" in links(answer)


def test_the_archive_names_every_month_from_the_first_to_the_newest(get, appeared):
    appeared(2023, 11, 5, 12)
    appeared(2024, 2, 5, 12)
    found = {one for one in links(get("/archive/")) if one != "/archive/"}
    assert found == {f"/archive/{one}/" for one in ("2023/11", "2023/12", "2024/01", "2024/02")}


@pytest.mark.parametrize(
    "path",
    [
        *("/archive/2024/13/", "/archive/2024/02/30/", "/archive/0000/01/", "/archive/9999/12/"),
        *("/archive/9999/12/31/", "/archive/2024/03/06/", "/archive/2019/01/"),
    ],
)
def test_where_nothing_appeared_is_the_same_404(get, appeared, path):
    appeared(2024, 3, 5, 12)
    assert get(path).content == get("/nie-gewesen/").content


def test_an_embargo_does_not_show_in_the_archive(get, reporter, chief, clock):
    now = newsroom_clock.now()
    at = now + timedelta(days=40)
    publish(approved(reporter, chief), by=chief, live_from=now)
    before = links(get("/archive/"))
    publish(approved(reporter, chief, headline="Gesperrt"), by=chief, live_from=at)
    assert links(get("/archive/")) == before
    assert get(f"/archive/{at:%Y/%m}/").status_code == 404
    clock(at)
    assert f"/archive/{at:%Y/%m}/" in links(get("/archive/"))


def test_an_empty_paper_has_an_empty_archive(get):
    assert get("/archive/").status_code == 200


def test_a_long_day_is_read_page_by_page(get, appeared, monkeypatch):
    monkeypatch.setattr("articles.reader.views.PAGE", 2)
    for hour in (8, 9, 10):
        appeared(2024, 3, 5, hour, headline=f"Um {hour}")
    first = get("/archive/2024/03/05/")
    (link,) = [one for one in parse(first).iter("a") if "before=" in one.get("href", "")]
    second = flat(main_of(parse(get("/archive/2024/03/05/" + link.get("href")))))
    assert "Um 8" in second
    assert "Um 9" not in second
