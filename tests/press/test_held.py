"""Who waits for a row gets it as it stands then, with its section as it stands then."""

import threading
import time

import pytest
from django.db import connection, transaction

from articles.catalog.models import Section
from articles.drafts.models import Article
from articles.drafts.workflow import hold
from articles.press.printing import story_held
from articles.press.publish import publish
from articles.reader.models import Story
from tests.cast import approved
from tests.drafts.test_saving import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for_a_lock() -> None:
    """Until some statement of this database waits for a row."""
    waiting = "SELECT 1 FROM pg_locks WHERE NOT granted"
    for _try in range(500):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def moved_meanwhile(rows, section, held):
    """What `held` gives to somebody who asked while the row's section was being changed."""
    locked, found = threading.Event(), []

    def work(number: int) -> None:
        with transaction.atomic():
            if number:
                locked.wait(5)
                found.append(held().section)
            else:
                rows.update(section=section)
                locked.set()
                wait_for_a_lock()

    assert in_threads(2, work) == []
    return found[0]


@pytest.fixture
def elsewhere():
    return Section.objects.create(title="Anderswo", slug="anderswo")


def test_an_article_that_is_moved_while_one_waits_has_its_new_section(reporter, chief, elsewhere):
    article = approved(reporter, chief)
    rows = Article.objects.filter(pk=article.pk)
    assert moved_meanwhile(rows, elsewhere, lambda: hold(article)) == elsewhere


def test_a_story_that_is_moved_while_one_waits_has_its_new_section(reporter, chief, elsewhere):
    article = approved(reporter, chief)
    publish(article, by=chief)
    rows = Story.objects.filter(uid=article.uid)
    assert moved_meanwhile(rows, elsewhere, lambda: story_held(article.uid)) == elsewhere
