"""Many people save one article in the same moment: each save is a version, or an answered question.

In the suite 30 times, 500 times by `python -m bench hard`.
"""

from dataclasses import dataclass, field
from threading import Barrier, Lock

import pytest
from django.test import Client

from articles.drafts.models import Article, Version
from tests.cast import draft, person_of_the_desk
from tests.drafts.test_saving import in_threads
from tests.hard import times

from .test_saving import save
from .test_two_at_once import answers

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 10
TURNS = times(3, fully=50)


@dataclass
class Tally:
    """What the savers were told."""

    saved: list[str] = field(default_factory=list)
    asked: int = 0
    lock: Lock = field(default_factory=Lock)


def test_of_all_saves_none_is_lost_and_none_is_silent():
    """A paragraph of one's own merges by itself; the line that all of them change is asked."""
    people = [person_of_the_desk(f"writer-{n}", "reporter") for n in range(PEOPLE)]
    body = "".join(f"<p>Absatz {n}.</p>" for n in range(PEOPLE)) + "<p>Hier schreiben viele.</p>"
    article = draft(people[0], body=body)
    start, tally = Barrier(PEOPLE), Tally()

    def write(number: int) -> None:
        client = Client()
        client.force_login(people[number])
        for turn in range(TURNS):
            stale = Article.objects.get(pk=article.pk)
            if turn == 0:
                start.wait()
            tell(client, stale, f"{number}x{turn}", shared=turn % 5 == 0, tally=tally)

    assert in_threads(PEOPLE, write) == []
    history = [v.content["body"] for v in Version.objects.order_by("number")]
    assert len(tally.saved) == PEOPLE * TURNS
    assert len(history) == 1 + len(tally.saved)
    assert Article.objects.get().version == len(history)
    assert [word for word in tally.saved if not any(word in text for text in history)] == []
    last = {f"w{number}x{turn}w" for number in range(PEOPLE) for turn in [TURNS - 1]}
    assert all(word in history[-1] for word in last if int(word.split("x")[1][:-1]) % 5)
    print(f"\n{len(tally.saved)} saves, {tally.asked} questions, {len(history)} versions")  # noqa: T201


def tell(client: Client, article: Article, mark: str, *, shared: bool, tally: Tally) -> None:
    """Save one word, into the shared line or one's own, and answer until it is a version."""
    word = f"w{mark}w"
    mine = "Hier schreiben viele." if shared else f"Absatz {mark.split('x')[0]}."
    words = article.body.replace(mine, f"{mine} {word}", 1)
    assert word in words
    page = save(client, article, body=words)
    while page.status_code == 200:
        with tally.lock:
            tally.asked += 1
        page = save(client, article, body=words, **answers(page, "both"))
    assert page.status_code == 302
    with tally.lock:
        tally.saved.append(word)
