"""Whatever is laid out, and whatever happens to its stories: a look back shows what was served."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from articles.catalog.kinds import Place
from articles.drafts.errors import Refusal
from articles.drafts.planning import change, place, plan_of, remove, word
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.recall import recall
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader.models import Story
from articles.reader.wall.roles import PREVIEW, READER
from tests.cast import approved, revise, section
from tests.conftest import role
from tests.fronts import paths, shown
from tests.hard import times

pytestmark = pytest.mark.django_db

MANY = 4
START = datetime(2026, 11, 25, 6, tzinfo=UTC)
#: An embargo and a pin end between two looks, and on one.
HALF = timedelta(minutes=30)
VERBS = ("publish", "embargo", "recall", "withdraw", "restore", "revise")
EDITS = ("place", "place", "remove", "word", "print", "print")
STEPS = st.lists(
    st.tuples(
        st.sampled_from((*VERBS, *EDITS, "wait", "wait")),
        st.integers(0, MANY - 1),
        st.sampled_from(Place.values),
        st.booleans(),
    ),
    min_size=6,
    max_size=12,
)


class Undo(Exception):
    """Takes an example's rows back."""


class Paper:
    """Four articles, two fronts, and a clock that only goes forward."""

    def __init__(self, reporter, chief, clock, client):
        self.reporter, self.chief, self.clock, self.client = reporter, chief, clock, client
        self.now, self.revised = START, 0
        clock(START)
        self.articles = [
            approved(reporter, chief, headline=f"Meldung {n}", section=section(f"ort-{n % 2}"))
            for n in range(MANY)
        ]
        self.served = {}

    def do(self, name, number, where, at_home):
        article = self.articles[number]
        plan = plan_of(None if at_home else section("ort-0"))
        with suppress(Refusal), transaction.atomic():
            match name:
                case "wait":
                    self.now += HALF
                    self.clock(self.now)
                case "publish":
                    publish(article, by=self.chief, replace=True)
                case "embargo":
                    publish(article, by=self.chief, live_from=self.now + HALF * 3, replace=True)
                case "recall":
                    recall(article, by=self.chief)
                case "withdraw":
                    withdraw(article, by=self.chief, reason="Falsch.")
                case "restore":
                    restore(article, by=self.chief)
                case "revise":
                    self.revised += 1
                    new = f"Meldung {number}, Stand {self.revised}"
                    self.articles[number] = revise(article, self.reporter, self.chief, headline=new)
                case "print":
                    lay_out(plan, by=self.chief, seen=plan.version)
                case _:
                    change(plan, self.edit(name, article, where), by=self.chief, seen=plan.version)

    def edit(self, name, article, where):
        if name == "place":
            return place(article, where, by=self.chief, at=0)
        if name == "remove":
            return remove(article)
        return word(article, headline=f"Eigen {article.pk}", until=self.now + HALF * 2)

    def look(self, who):
        """Both fronts as this role has them now."""
        with role(who):
            pages = [self.client.get(path) for path in ("/", "/ort-0/")]
        return [(shown(page), paths(page)) for page in pages]

    def serve(self):
        """What readers get at this moment, the last time they look."""
        self.served[self.now] = self.look(READER)
        with role(READER):
            visible = set(Story.objects.values_list("path", flat=True))
        for _headlines, found in self.served[self.now]:
            assert len(found) == len(set(found)), "no story twice"
            assert set(found) <= visible, "none that readers do not have"

    def look_back(self):
        for moment, served in self.served.items():
            self.clock(moment)
            assert self.look(PREVIEW) == served


@settings(
    max_examples=times(3, fully=400),
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
@example(
    steps=[
        ("publish", 0, Place.LEAD, True),
        ("publish", 1, Place.LEAD, True),
        ("place", 0, Place.LEAD, True),
        ("place", 0, Place.LEAD, False),
        ("print", 0, Place.LEAD, True),
        ("print", 0, Place.LEAD, False),
        ("wait", 0, Place.LEAD, True),
        ("withdraw", 0, Place.LEAD, True),
        ("wait", 0, Place.LEAD, True),
        ("restore", 0, Place.LEAD, True),
        ("wait", 0, Place.LEAD, True),
        ("withdraw", 0, Place.LEAD, True),
    ]
)
def test_a_look_back_shows_what_was_served(steps, reporter, chief, clock, client):
    with suppress(Undo), transaction.atomic():
        paper = Paper(reporter, chief, clock, client)
        paper.serve()
        for step in steps:
            paper.do(*step)
            paper.serve()
        for _wait in range(3):
            paper.do("wait", 0, Place.LEAD, True)
            paper.serve()
        paper.look_back()
        raise Undo
