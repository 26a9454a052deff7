"""Whoever follows a ticker's feed has every entry that stands, each once, whatever happened."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.drafts.errors import Refusal
from articles.press.add_entry import add_entry
from articles.press.correct_entry import correct_entry
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.reader.entries import uid_of
from articles.reader.models import Entry, Story
from tests.cast import approved
from tests.hard import times
from tests.reader.feeding import FILES, Follower, Undo

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 25, 6, tzinfo=UTC)
NUMBER = st.integers(0, 11)


class Running:
    """A ticker that began forty days ago, and a clock that goes on by half minutes."""

    def __init__(self, article, chief, clock):
        self.article, self.chief, self.clock = article, chief, clock
        self.now, self.times, self.keys = START, 0, []
        clock(START)
        publish(article, by=chief, live_from=START - timedelta(days=40))

    def do(self, verb, number):
        self.times += 1
        with suppress(Refusal), transaction.atomic():
            getattr(self, verb)(number)

    def wait(self, number):
        self.now += timedelta(seconds=30 * number)
        self.clock(self.now)

    def add(self, number):
        """Several of them at the same moment."""
        entry = add_entry(self.article, by=self.chief, text=f"Stand {self.times}.")
        self.keys.append(entry.key)

    def backdate(self, number):
        at = START - timedelta(days=3 * number)
        add_entry(self.article, by=self.chief, text=f"Damals {self.times}.", at=at)

    def correct(self, number):
        fixed = {"text": f"Richtig: {self.times}.", "note": "Falsch."}
        correct_entry(self.article, by=self.chief, key=self.one(number), **fixed)

    def recall(self, number):
        recall_entry(self.article, by=self.chief, key=self.one(number))

    def one(self, number):
        """Mostly one that is young enough to be taken back."""
        return self.keys[-1 - number % len(self.keys)] if self.keys else ""


@settings(
    max_examples=times(4, fully=100),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("add", "add", "backdate", "correct", "recall", "wait", "poll")), NUMBER
        ),
        min_size=10,
        max_size=40,
    )
)
def test_whoever_follows_a_ticker_ends_with_its_entries_in_their_order(
    steps, pages, reporter, chief, clock, client, as_reader
):
    with suppress(Undo), transaction.atomic():
        article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
        running = Running(article, chief, clock)
        path = Story.objects.get(uid=article.uid).path
        followers = [Follower(client, as_reader, path, name) for name in FILES]
        for verb, number in steps:
            if verb == "poll":
                followers[number % len(followers)].poll()
            else:
                running.do(verb, number)
        rows = Entry.objects.select_related("story").newest_first()
        live, recalled = (
            [f"urn:uuid:{uid_of(one)}" for one in rows.filter(recalled=gone)]
            for gone in (False, True)
        )
        for one in followers:
            one.poll()
            assert list(one.stories) == live
            assert one.gone == (set() if one.name == "rss.xml" else set(recalled))
        raise Undo
