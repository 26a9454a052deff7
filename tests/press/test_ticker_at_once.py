"""Two people write into one ticker in the same moment: none of their entries is lost."""

import threading

import pytest

from articles.drafts.models import Article, Decision
from articles.press.add_entry import add_entry
from articles.press.errors import AlreadyThere
from articles.press.publish import publish
from articles.reader.models import Beat, Entry, Rendering, Story
from articles.reader.ticker import scope_of
from tests.cast import approved
from tests.drafts.test_saving import in_threads
from tests.hard import times

pytestmark = pytest.mark.django_db(transaction=True)

#: Entries by each of the two.
EACH = times(6, fully=100)


def test_two_people_adding_at_once_lose_nothing(reporter, chief, editor):
    article = approved(reporter, chief, kind="ticker")
    publish(article, by=chief)
    scope = scope_of(Story.objects.get().path)
    before = Beat.objects.get(scope=scope).beat
    start = threading.Barrier(8)

    def write(number: int) -> None:
        person = (chief, editor)[number % 2]
        start.wait()
        for n in range(number // 2, EACH, 4):
            add_entry(Article.objects.get(), by=person, headline=f"{person.username} {n}")

    assert in_threads(8, write) == []
    lines = set(Entry.objects.values_list("line", flat=True))
    assert lines == {f"{who} {n}" for who in ("chief", "editor") for n in range(EACH)}
    assert Decision.objects.filter(verb="add_entry").count() == 2 * EACH
    assert f"{2 * EACH} " in Rendering.objects.get().top
    # One beat an entry: what stands in front of the site renders no more often than that.
    assert Beat.objects.get(scope=scope).beat == before + 2 * EACH


def test_one_entry_sent_eight_times_at_once_is_one(reporter, chief):
    article = approved(reporter, chief, kind="ticker")
    publish(article, by=chief)
    start = threading.Barrier(8)
    refused = []

    def send(number: int) -> None:
        start.wait()
        try:
            text = "Dasselbe." if number else "Etwas anderes."
            add_entry(Article.objects.get(), by=chief, text=text, key="00000000")
        except AlreadyThere:
            refused.append(number)

    assert in_threads(8, send) == []
    assert Entry.objects.count() == 1
    assert len(refused) in {1, 7}
