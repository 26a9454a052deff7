"""A promise and the story it quotes, published in the same moment: it is kept."""

import threading

import pytest

from articles.drafts import workflow
from articles.drafts.linking import link
from articles.drafts.models import Article, StoryLink
from articles.press.publish import publish
from articles.reader.models import Link
from tests.cast import approved, draft
from tests.drafts.test_saving import in_threads

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 8


def test_of_two_published_at_once_the_second_sees_the_first(reporter, chief):
    articles = []
    for number in range(PAIRS):
        articles.append(approved(reporter, chief, headline=f"Das Alte {number}"))
        new = draft(reporter, f"Das Neue {number}")
        link(new, "previous", quoted=f"Das Alte {number}")
        workflow.submit(new, by=reporter)
        workflow.approve(new, by=chief)
        articles.append(new)
    start = threading.Barrier(2 * PAIRS)

    def race(number: int) -> None:
        article = Article.objects.get(pk=articles[number].pk)
        start.wait()
        publish(article, by=chief)

    assert in_threads(2 * PAIRS, race) == []
    assert not StoryLink.objects.promises().exists()
    assert Link.objects.visible().count() == PAIRS
