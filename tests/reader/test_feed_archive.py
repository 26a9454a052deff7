"""Whoever follows a feed's archive pages has every live story, each once, whatever happened."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as site
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.catalog.models import Dossier, Tag
from articles.drafts.errors import Refusal
from articles.press.correct import correct
from articles.press.gather import gather
from articles.press.move import move
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader.models import Gone, Story
from tests.cast import approved, revise
from tests.hard import times
from tests.reader.feeding import FILES, Follower, Undo

pytestmark = pytest.mark.django_db

MANY = 12
START = datetime(2026, 11, 25, 6, tzinfo=UTC)
NUMBER = st.integers(0, MANY - 1)
VERBS = ("publish", "backdate", "embargo", "recall", "correct", "withdraw", "restore", "rename")
STEPS = st.lists(
    st.tuples(st.sampled_from((*VERBS, "publish", "backdate", "wait", "poll")), NUMBER),
    min_size=10,
    max_size=40,
)


class Paper:
    """Twelve articles, and a clock that only goes forward."""

    def __init__(self, articles, reporter, chief, clock):
        self.articles, self.reporter, self.chief, self.clock = articles, reporter, chief, clock
        self.now, self.times = START, 0
        clock(START)

    def do(self, verb, number):
        self.times += 1
        if verb == "wait":
            self.now += timedelta(days=number)
            self.clock(self.now)
            return
        with suppress(Refusal), transaction.atomic():
            getattr(self, verb)(self.articles[number], number)

    def publish(self, article, number):
        publish(article, by=self.chief)

    def backdate(self, article, number):
        """Into one of the months before; several in the same moment."""
        at = START - timedelta(days=40 * (number // 3))
        publish(article, by=self.chief, live_from=at)

    def embargo(self, article, number):
        publish(article, by=self.chief, live_from=self.now + timedelta(days=number))

    def recall(self, article, number):
        recall(article, by=self.chief)

    def correct(self, article, number):
        revise(article, self.reporter, self.chief, standfirst=f"Richtig: {self.times}.")
        correct(article, by=self.chief, note="Falsch.")

    def withdraw(self, article, number):
        withdraw(article, by=self.chief, reason="Falsch")

    def restore(self, article, number):
        restore(article, by=self.chief)

    def rename(self, article, number):
        move(article, by=self.chief, slug=f"neu-{self.times}")


@settings(
    max_examples=times(6, fully=100),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a smaller example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whoever_follows_the_archive_ends_with_the_live_stories(
    steps, pages, reporter, chief, clock, client, as_reader
):
    with suppress(Undo), transaction.atomic():
        topic = Tag.objects.create(name="Hafenplan")
        dossier = Dossier.objects.create(title="Hafen", slug="hafen", tag=topic, live_from=START)
        gather(dossier, by=chief)
        articles = [
            approved(reporter, chief, headline=f"Fall {n}", tags=[topic]) for n in range(MANY)
        ]
        paper = Paper(articles, reporter, chief, clock)
        lists = ("/", "/dossiers/hafen/")
        followers = [Follower(client, as_reader, path, name) for path in lists for name in FILES]
        for verb, number in steps:
            if verb == "poll":
                followers[number % len(followers)].poll()
            else:
                paper.do(verb, number)
        agree(followers, as_reader)
        raise Undo


def agree(followers, as_reader):
    with as_reader():
        live = {f"urn:uuid:{one.uid}": one.path for one in Story.objects.all()}
        gone = {f"urn:uuid:{one}" for one in Gone.objects.values_list("uid", flat=True)}
    for one in followers:
        one.poll()
        told = {key: item["url"].removeprefix(site.SITE_URL) for key, item in one.stories.items()}
        assert told == live
        assert not one.gone & set(live)
        if one.name != "rss.xml":
            assert one.gone == gone


def test_a_month_that_is_over_stays_as_it_is(pages, reporter, chief, clock, client, as_reader):
    clock(START)
    for number in range(5):
        article = approved(reporter, chief, headline=f"Fall {number}")
        publish(article, by=chief, live_from=START - timedelta(days=35, minutes=number))
    follower = Follower(client, as_reader, "/stadt/", "atom.xml")
    follower.poll()
    before = {path: page for path, (_tag, page) in follower.kept.items() if "month" in path}
    assert len(before) == 3, "five stories, two a page"
    for number in range(3):
        publish(approved(reporter, chief, headline=f"Neu {number}"), by=chief)
    follower.poll()
    after = {path: page for path, (_tag, page) in follower.kept.items() if path in before}
    assert after == before
    with as_reader():
        closed = client.get(next(iter(before))).content.decode()
        growing = client.get("/stadt/atom.xml?month=2026-11").content.decode()
    assert "<fh:archive/>" in closed
    assert 'rel="current"' in closed
    assert "<fh:archive/>" not in growing


@pytest.mark.parametrize(
    "asked", ["2026-13", "2026-1", "x", "2026-11&before=x", "2031-01", "1700-01", "2026-11\0"]
)
def test_no_page_leads_elsewhere_and_elsewhere_is_nothing(
    reporter, chief, client, as_reader, asked
):
    publish(approved(reporter, chief), by=chief)
    with as_reader():
        assert client.get(f"/rss.xml?month={asked}").status_code == 404


def test_the_corrections_have_an_archive_too(pages, reporter, chief, clock, client, as_reader):
    clock(START)
    for number in range(5):
        article = approved(reporter, chief, headline=f"Fall {number}")
        publish(article, by=chief)
        clock(START + timedelta(days=12 * number))
        revise(article, reporter, chief, standfirst="Richtig.")
        correct(article, by=chief, note=f"Grund {number}")
        if number % 2:
            withdraw(article, by=chief, reason=f"Weg {number}")
    for name in FILES:
        follower = Follower(client, as_reader, "/corrections/", name)
        follower.poll()
        notes = [one["lead"] for one in follower.stories.values()]
        assert sorted(notes) == ["Grund 0", "Grund 2", "Grund 4", "Weg 1", "Weg 3"]
