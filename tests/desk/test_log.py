"""The log: by article, by person, and as a file that no spreadsheet calculates."""

import csv
import io
import json

import pytest
from django.urls import reverse

from articles.drafts import workflow
from articles.drafts.models import Decision
from tests.cast import approved, draft, person_of_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def exported(client, name: str, **asked: object):
    answer = client.get(reverse(f"admin:articles_decision_{name}"), asked)
    assert answer.status_code == 200, answer
    return answer.content.decode("utf-8-sig")


def rows(client, **asked: object) -> list[dict[str, str]]:
    """The lines about articles; that somebody logged in to ask is a line, too."""
    found = csv.DictReader(io.StringIO(exported(client, "csv", **asked)))
    return [row for row in found if row["uid"]]


def test_it_is_filtered_by_article_by_person_and_by_decision(desk, reporter, chief):
    one, other = approved(reporter, chief), approved(reporter, chief, headline="Anders")
    assert len(rows(desk)) == 4
    assert {row["uid"] for row in rows(desk, uid=one.uid)} == {str(one.uid)}
    assert {row["by"] for row in rows(desk, by__id__exact=reporter.pk)} == {"reporter"}
    assert {row["verb"] for row in rows(desk, verb="approve")} == {"approve"}
    listed = desk.get(reverse("admin:articles_decision_changelist"), {"uid": other.uid})
    assert listed.context["cl"].result_count == 2


def test_all_pages_are_in_the_file(desk, reporter):
    article = draft(reporter)
    for _time in range(60):
        workflow.spike(article, by=reporter)
        workflow.revive(article, by=reporter)
    told = [one for one in json.loads(exported(desk, "json")) if one["uid"]]
    assert len(rows(desk)) == len(told) == 120


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(desk, reporter, begin):
    evil = f'{begin}HYPERLINK("https://example.org","x")'
    workflow.spike(draft(reporter, headline=evil.strip()), by=reporter, why=evil)
    (row,) = rows(desk)
    assert row["why"] == f"'{evil}"
    assert not row["article"].startswith(("=", "+", "-", "@"))
    assert evil in {one["why"] for one in json.loads(exported(desk, "json"))}


def test_a_visitors_own_lookups_are_refused(desk, reporter, chief):
    approved(reporter, chief)
    url = reverse("admin:articles_decision_csv")
    answer = desk.get(url, {"by__password__startswith": "scrypt"})
    assert answer.status_code in {302, 400}


@pytest.mark.parametrize("name", ["csv", "json"])
def test_who_may_not_read_it_takes_nothing_away(client, reporter, chief, stranger, name):
    approved(reporter, chief)
    client.force_login(stranger)
    assert client.get(reverse(f"admin:articles_decision_{name}")).status_code == 403
    client.force_login(person_of_the_desk("keeper", "administrator"))
    assert "approve" not in exported(client, name), "who keeps the accounts sees who came and went"
    assert Decision.objects.filter(verb="approve").exists()
