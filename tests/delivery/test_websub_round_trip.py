"""From the door to a subscriber: the site itself is fetched, and what is pushed is signed."""

import re
import time
from datetime import timedelta

import pytest
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.delivery.tasks import ping
from articles.press.correct import correct
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved, revise
from tests.delivery.hub import hub_and_subscriber, subscribe
from tests.serving import get, serving

pytestmark = pytest.mark.django_db(transaction=True)


def work():
    """What the worker would do now."""
    now = Q(scheduled_at=None) | Q(scheduled_at__lte=clock.now())
    for job in ProcrastinateJob.objects.filter(now, task_name=ping.name).order_by("id"):
        ping.func(**job.args)
        ProcrastinateJob.objects.filter(pk=job.pk).delete()


def found_in(answer):
    """The hub and the feed's own address, where subscribers are to look for both."""
    links = re.findall(r'<([^>]+)>; rel="(\w+)"', answer[2]["link"])
    return {rel: url for url, rel in links}


def test_a_subscriber_has_every_publication_correction_and_lifted_embargo(
    as_editor, reporter, chief, settings
):
    with hub_and_subscriber() as (hub, hub_at, subscriber, callback):
        settings.WEBSUB_HUBS = [hub_at]
        with serving("newsroom.public", WEBSUB_HUBS=hub_at) as settings.SITE_URL:
            links = found_in(get(f"{settings.SITE_URL}/rss.xml"))
            assert links == {"self": f"{settings.SITE_URL}/rss.xml", "hub": hub_at}
            subscribe(links["hub"], links["self"], callback)

            article = approved(reporter, chief, headline="Die Fähre bleibt")
            publish(article, by=chief)
            work()
            assert ["Die Fähre bleibt" in one for one in subscriber.pushed] == [True]

            revise(article, reporter, chief, standfirst="Es sind zwei Fähren.")
            correct(article, by=chief, note="Es sind zwei.")
            work()
            assert ["Es sind zwei." in one for one in subscriber.pushed] == [False, True]

            at = clock.now() + timedelta(seconds=2)
            due = approved(reporter, chief, headline="Mit Sperrfrist")
            publish(due, by=chief, live_from=at)
            work()
            assert clock.now() >= at or len(subscriber.pushed) == 2, "pushed early"
            while clock.now() < at:
                time.sleep(0.05)
            work()
            assert ["Mit Sperrfrist" in one for one in subscriber.pushed] == [False, False, True]
            assert hub.told.count(f"{settings.SITE_URL}/rss.xml") == 3
