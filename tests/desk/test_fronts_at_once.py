"""Two people edit one front in the same moment: each edit is a version, or a question answered.

In the suite 12 times, 200 times by `python -m bench hard`.
"""

import re
from html import unescape
from itertools import pairwise
from threading import Barrier

import pytest
from django.test import Client

from articles.drafts.models import Plan, PlanVersion
from articles.drafts.planning import plan_of
from tests.cast import draft
from tests.drafts.test_saving import in_threads
from tests.fronts import LEAD, planned
from tests.hard import times

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "/admin/fronts/"
EACH = times(6, fully=100)
CLASH = re.compile(r'<section class="overtaken".*?</section>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def test_of_the_edits_of_two_people_none_is_lost_and_none_is_silent(reporter, chief, editor):
    """Both write into the same two slots; who is overtaken sees by whom, and does it after all."""
    articles = [draft(reporter, headline=one) for one in ("Kai", "Kran")]
    planned(chief, *((one, LEAD) for one in articles))
    first = plan_of(None).version
    people, start, refused = (chief, editor), Barrier(2), []

    def edit(number: int) -> None:
        client, other = Client(), people[1 - number].username
        client.force_login(people[number])
        start.wait()
        for turn in range(EACH):
            words = {"do": "word", "article": articles[turn % 2].pk}
            words["headline"] = f"{people[number].username} {turn}"
            answer = client.post(HERE, words | {"seen": Plan.objects.get().version})
            while answer.status_code == 409:
                (clash,) = CLASH.findall(answer.content.decode())
                refused.append(clash)
                assert other in clash, "who it was"
                assert "<li>" in clash, "and what they did"
                kept = {name: unescape(value) for name, value in FIELD.findall(clash)}
                assert kept["headline"] == words["headline"], "what was typed is there"
                answer = client.post(HERE, kept)
            assert answer.status_code == 302

    assert in_threads(2, edit) == []
    versions = list(PlanVersion.objects.filter(number__gte=first).order_by("number"))
    edits = [one for pair in pairwise(versions) for one in changed(*pair)]
    assert sorted(edits) == sorted(f"{one.username} {n}" for one in people for n in range(EACH))
    assert [one.number for one in versions] == list(range(first, first + 2 * EACH + 1))
    print(f"\n{len(edits)} edits saved, {len(refused)} of them after a question")  # noqa: T201


def changed(before: PlanVersion, after: PlanVersion) -> list[str]:
    """The words by which a version differs from the one before it; nothing else may."""
    (pair,) = [
        (old, new)
        for old, new in zip(before.content["slots"], after.content["slots"], strict=True)
        if old != new
    ]
    old, new = pair
    assert old | {"headline": new["headline"]} == new
    assert new["headline"].startswith(after.by.username)
    return [new["headline"]]
