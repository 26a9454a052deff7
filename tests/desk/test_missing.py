"""What readers ask for in vain is counted without them, and a redirect is a click away."""

from datetime import date

import pytest
from django.core.management import call_command

from articles.drafts import missing
from articles.drafts.models import Missing
from articles.press.lead import lead

pytestmark = pytest.mark.django_db

LINE = '192.0.2.7 - - [{day}/Nov/2026:12:00:00 +0100] "{what} HTTP/1.1" {status} 12 "-" "Browser"'


def line(what: str, status: int = 404, day: int = 25) -> str:
    return LINE.format(what=what, status=status, day=day)


def test_only_addresses_that_are_not_there_are_counted_by_day():
    lines = [line("GET /a.html"), line("HEAD /a.html"), line("GET /b", 200), line("POST /c"), "x"]
    found = missing.counted([*lines, line("GET /a.html", day=24)])
    assert found == {date(2026, 11, 25): {"/a.html": 2}, date(2026, 11, 24): {"/a.html": 1}}


def test_nothing_that_may_tell_of_a_reader_is_kept():
    asked = ["/x?mail=a@example.org", "/u/a@example.org", "/u/a%40example.org", "/?p=7", "/?q=me"]
    found = missing.counted(line(f"GET {one}") for one in asked)
    assert found == {date(2026, 11, 25): {"/x": 1, "/?p=7": 1}}


def test_a_log_counted_twice_counts_once_and_rows_stay_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(missing, "A_DAY", 2)
    log = tmp_path / "access.log"
    log.write_text("\n".join(line(f"GET /{n}") for n in (1, 1, 1, 2, 2, 3)) + "\n")
    call_command("count_missing", str(log))
    call_command("count_missing", str(log))
    assert dict(Missing.objects.values_list("path", "times")) == {"/1": 3, "/2": 2}
    log.write_text(line("GET /4") + "\n" + line("GET /4") + "\n" + line("GET /4") + "\n")
    call_command("count_missing", str(log))
    assert set(Missing.objects.values_list("path", flat=True)) == {"/1", "/4"}


def test_the_desk_shows_the_most_frequent_first_and_leads_to_a_redirect(client, chief, reporter):
    missing.keep(
        missing.counted([line("GET /a b"), line("GET /a&b"), line("GET /old/", day=24)] * 2)
    )
    missing.keep(missing.counted([line("GET /old/")]))
    client.force_login(chief)
    page = client.get("/admin/articles/missing/")
    assert [one.path for one in page.context["cl"].result_list] == ["/old/", "/a&b"]
    add = "/admin/articles/redirect/add/?path=%2Fa%26b"
    assert add in page.content.decode()
    assert 'value="/a&amp;b"' in client.get(add).content.decode()
    lead("/old/", "/corrections/", by=chief)
    page = client.get("/admin/articles/missing/")
    assert [one.path for one in page.context["cl"].result_list] == ["/a&b"]
    client.force_login(reporter)
    assert client.get("/admin/articles/missing/").status_code == 403
