"""Fifty clicks in one moment, and a process killed in the middle of its work."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.drafts import saving
from articles.drafts.errors import Overtaken
from articles.drafts.models import Article, Decision
from articles.press.errors import Refusal
from articles.press.publish import publish
from articles.reader.models import Edition, Rendering, Story, StoryInSection
from tests.cast import approved
from tests.drafts.test_saving import in_threads
from tests.serving import database_url

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_simultaneous_clicks_make_one_edition(reporter, chief):
    article = approved(reporter, chief)
    start = threading.Barrier(50)

    def click(_number: int) -> None:
        start.wait()
        publish(Article.objects.get(pk=article.pk), by=chief)

    assert in_threads(50, click) == []
    assert Edition.objects.count() == Rendering.objects.count() == Story.objects.count() == 1
    assert Decision.objects.filter(verb="publish").count() == 1
    assert ProcrastinateJob.objects.count() == 1


def test_a_change_that_races_the_publication_is_never_published_unsigned(reporter, chief):
    """Either the signed words go out, or nothing does."""
    articles = [approved(reporter, chief, headline=f"Meldung {n}") for n in range(20)]
    start = threading.Barrier(40)

    def race(number: int) -> None:
        article = Article.objects.get(pk=articles[number // 2].pk)
        start.wait()
        try:
            if number % 2:
                publish(article, by=chief)
            else:
                article.headline = "nicht gegengelesen"
                saving.save(article, by=reporter)
        except (Refusal, Overtaken):
            pass

    assert in_threads(40, race) == []
    assert not Edition.objects.filter(headline="nicht gegengelesen").exists()


PUBLISHER = """
import os, sys
os.environ["NEWSROOM_ROLE"] = "editor"
import django
django.setup()
from articles.drafts.models import Article, User
from articles.press.publish import publish
chief = User.objects.get(username="chief")
print("ready", flush=True)
for article in Article.objects.order_by("id"):
    publish(article, by=chief)
    print(article.pk, flush=True)
"""


def test_twenty_five_kills_leave_nothing_half_published(reporter, chief):
    for number in range(150):
        approved(reporter, chief, headline=f"Meldung {number}")
    acknowledged: set[int] = set()
    kills = 0
    while kills < 25 or not acknowledged:  # a busy machine may need more time for the first
        acknowledged |= publish_until_killed(0.01 + 0.011 * kills)
        kills += 1
    published = set(
        Article.objects.filter(uid__in=Story.objects.values("uid")).values_list("pk", flat=True)
    )
    assert acknowledged
    assert acknowledged <= published
    whole = Story.objects.count()
    assert whole == Edition.objects.count() == Rendering.objects.count()
    assert whole == StoryInSection.objects.count() == ProcrastinateJob.objects.count()
    assert whole == Decision.objects.filter(verb="publish").count()


def publish_until_killed(seconds: float) -> set[int]:
    """Publish in another process and kill it with no warning; returns what it had acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": database_url("newsroom_app"),
            "LOG_LEVEL": "ERROR",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    return {int(line) for line in rest.split("\n") if line.strip().isdigit()}
