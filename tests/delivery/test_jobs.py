"""Jobs are rows of the publishing transaction."""

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.press.publish import publish
from articles.reader import clock as newsroom_clock
from tests.cast import approved

pytestmark = pytest.mark.django_db


def test_a_publication_announces_its_addresses(reporter, chief):
    article = approved(reporter, chief)
    edition = publish(article, by=chief)
    job = ProcrastinateJob.objects.get()
    assert job.task_name == "delivery.refresh"
    assert job.args["uid"] == str(article.uid)
    assert {edition.story.path, "/", "/stadt/", "/stadt/rss.xml"} <= set(job.args["paths"])


def test_an_embargo_is_announced_at_its_moment(reporter, chief):
    at = newsroom_clock.now() + timedelta(hours=1)
    publish(approved(reporter, chief), by=chief, live_from=at)
    assert ProcrastinateJob.objects.get().scheduled_at == at


def test_a_publication_that_fails_announces_nothing(reporter, chief):
    article = approved(reporter, chief)
    with transaction.atomic():
        publish(article, by=chief)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
