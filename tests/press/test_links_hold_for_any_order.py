"""Whatever is linked with whatever, and whatever happens to it: both ends agree, nothing leaks."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.catalog.links import inverse, kinds
from articles.drafts import saving, workflow
from articles.drafts.errors import Refusal
from articles.drafts.linking import link
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader.models import Story
from tests.cast import draft, revise

pytestmark = pytest.mark.django_db

MANY = 4
START = datetime(2026, 11, 25, 6, tzinfo=UTC)
NUMBER = st.integers(0, MANY - 1)
LINKS = st.lists(
    st.tuples(NUMBER, st.sampled_from(sorted(kinds())), NUMBER, st.booleans()), max_size=6
)
VERBS = ("publish", "publish", "embargo", "recall", "withdraw", "restore", "purge", "rename")
STEPS = st.lists(st.tuples(st.sampled_from((*VERBS, "wait")), NUMBER), min_size=4, max_size=10)


class Undo(Exception):
    """Takes an example's rows back."""


def headline(number: int, times: int = 0) -> str:
    return f"Kanarie {'abcd'[number]} singt" + " wieder" * times


class Paper:
    """Four articles, and a clock that only goes forward."""

    def __init__(self, links, reporter, chief, clock):
        self.reporter, self.chief, self.clock, self.now = reporter, chief, clock, START
        self.renamed = [0] * MANY
        clock(START)
        self.articles = [draft(reporter, headline(number)) for number in range(MANY)]
        for start, kind, end, promised in links:
            self.link(start, kind, end, promised)
        for article in self.articles:
            saving.save(article, by=reporter)
            workflow.submit(article, by=reporter)
            workflow.approve(article, by=chief)

    def link(self, start, kind, end, promised):
        """A promise quotes in capitals: so the writer's own words are told from the headline."""
        to = {"quoted": headline(end).upper()} if promised else {"to": self.articles[end]}
        with suppress(IntegrityError), transaction.atomic():
            link(self.articles[start], kind, **to)

    def do(self, verb, number):
        article = self.articles[number]
        if verb == "wait":
            self.now += timedelta(hours=1)
            self.clock(self.now)
        elif article is not None:
            with suppress(Refusal), transaction.atomic():
                getattr(self, verb)(article, number)

    def publish(self, article, number):
        publish(article, by=self.chief)

    def embargo(self, article, number):
        publish(article, by=self.chief, live_from=self.now + timedelta(minutes=30))

    def recall(self, article, number):
        recall(article, by=self.chief)

    def withdraw(self, article, number):
        withdraw(article, by=self.chief, reason="Falsch")

    def restore(self, article, number):
        restore(article, by=self.chief)

    def purge(self, article, number):
        purge(article, by=self.chief, reason="Beschluss")
        self.articles[number] = None

    def rename(self, article, number):
        self.renamed[number] += 1
        name = headline(number, self.renamed[number])
        revise(article, self.reporter, self.chief, headline=name)
        publish(article, by=self.chief)


def look(paper, client, as_reader):
    """Each live story's page and what it says of the others; and the pages of the whole paper."""
    with as_reader():
        live = dict(Story.objects.values_list("path", "uid"))
        answers = {path: client.get(path) for path in live}
        texts = [client.get(path).content.decode() for path in ("/", "/rss.xml", "/stadt/")]
    texts += [one.content.decode() for one in answers.values()]
    said = {
        path: {
            (kind.name, one.path)
            for kind, others in answer.context["related"].groups
            for one in others
            if one.path
        }
        for path, answer in answers.items()
    }
    hidden = [n for n, one in enumerate(paper.articles) if one and one.uid not in live.values()]
    return said, texts, hidden


def agree(said):
    for here, others in said.items():
        for kind, there in others:
            assert there in said
            assert (inverse(kind), here) in said[there]


@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a smaller example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(links=LINKS, steps=STEPS)
def test_both_ends_agree_and_no_hidden_headline_is_seen(
    links, steps, reporter, chief, clock, client, as_reader
):
    with suppress(Undo), transaction.atomic():
        paper = Paper(links, reporter, chief, clock)
        for verb, number in steps:
            paper.do(verb, number)
            said, texts, hidden = look(paper, client, as_reader)
            agree(said)
            for number in hidden:
                assert not [one for one in texts if headline(number) in one], (verb, number)
        raise Undo
