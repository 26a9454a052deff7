"""Pictures in a real browser; and a worker that is killed in the middle of them."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.delivery.tasks import take_up_again
from articles.press.publish import publish
from articles.reader.models import Plate
from tests.cast import BODY, approved
from tests.pictures import develop, drawing, figure, folders, picture
from tests.serving import database_url, get, serving

from .browser import browsing, needs_browser
from .test_readers_page import SHIFT

# Playwright's own loop makes Django take this thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

__all__ = ["folders"]

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
#: Bytes of pictures that a telephone fetches before anybody scrolls.
ABOVE = 350_000
FILE = re.compile(r"/media/[0-9a-f]{64}\.(?:avif|jpg)")
CHOSEN = "[...document.images].map((one) => [one.currentSrc, one.naturalWidth, one.clientWidth])"


@pytest.fixture
def pictures():
    return [picture(drawing(2400, 1600 + 50 * number)) for number in range(10)]


@pytest.fixture
def story(reporter, chief, pictures):
    """Ten pictures: one above the text, nine in it."""
    body = BODY + "".join(f"{figure(one)}<p>{'Wort ' * 60}</p>" for one in pictures[1:])
    return publish(approved(reporter, chief, lead=pictures[0], body=body), by=chief).story


@needs_browser
def test_a_telephone_fetches_what_it_shows_in_the_width_it_needs_and_nothing_moves(story, pictures):
    develop(*pictures)
    with serving("newsroom.public") as site, browsing(**TELEPHONE) as page:
        seen = []
        page.on("response", lambda answer: seen.append(answer))
        page.goto(f"{site}{story.path}", wait_until="networkidle")
        above = [one for one in seen if "/media/" in one.url]
        assert 1 <= len(above) <= 4
        assert sum(len(one.body()) for one in above) <= ABOVE
        lead, _width, shown = page.evaluate(CHOSEN)[0]
        widths = {name: width for width, name, _size in wide(pictures[0]).sources["avif"]}
        assert (shown, widths[urlsplit(lead).path.removeprefix("/media/")]) == (390, 960)
        scroll(page)
        assert page.evaluate(SHIFT) == 0
        assert all(width for _file, width, _shown in page.evaluate(CHOSEN))
        assert page.complaints == []


@needs_browser
def test_a_list_on_a_telephone_shows_small_squares(story, pictures, reporter, chief):
    develop(pictures[0])
    for number in range(3):
        publish(approved(reporter, chief, headline=f"Neuer {number}"), by=chief)
    with serving("newsroom.public") as site, browsing(**TELEPHONE) as page:
        page.goto(f"{site}/", wait_until="networkidle")
        scroll(page)
        ((file, _width, shown),) = page.evaluate(CHOSEN)
        square = Plate.objects.get(picture=pictures[0], crop="square")
        names = {name: width for width, name, _size in square.sources["avif"]}
        assert names[urlsplit(file).path.removeprefix("/media/")] == 320
        assert shown == 96
        assert page.evaluate(SHIFT) == 0


def wide(one) -> Plate:
    return Plate.objects.get(picture=one, crop="wide")


def scroll(page) -> None:
    page.evaluate(
        "(async () => { for (let y = 0; y < document.body.scrollHeight; y += 300) {"
        " scrollTo(0, y); await new Promise((go) => setTimeout(go, 50)) } })()"
    )
    page.wait_for_load_state("networkidle")


def test_what_a_killed_worker_had_in_hand_the_next_one_does_and_every_picture_stays_whole(
    reporter, chief, pictures
):
    body = BODY + "".join(figure(one) for one in pictures[1:4])
    story = publish(approved(reporter, chief, lead=pictures[0], body=body), by=chief).story
    with serving("newsroom.public") as site:
        for _round in range(2):
            before = jobs("todo")
            worker = working("--queues", "press")
            wait_for(lambda before=before: jobs("todo") < before)
            time.sleep(0.4)
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
            assert all_whole(site, story.path) >= 4
        assert jobs("doing")
        an_hour_passes()
        take_up_again.defer(timestamp=0)
        worker = working()
        wait_for(lambda: not jobs("todo") and not jobs("doing"))
        worker.terminate()
        worker.wait()
        assert not jobs("failed")
        assert not Plate.objects.filter(recipe__endswith="~").exists()
        assert all_whole(site, story.path) > 12


def an_hour_passes() -> None:
    """Since the workers were last heard of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'"
        )


def jobs(state: str) -> int:
    return ProcrastinateJob.objects.filter(task_name="press.develop", status=state).count()


def working(*only: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker", *only],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": database_url("newsroom_app"),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "NEWSROOM_ROLE": "editor",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for(done) -> None:
    deadline = time.monotonic() + 90
    while not done():
        assert time.monotonic() < deadline, "the worker did nothing"
        time.sleep(0.05)


def all_whole(site: str, path: str) -> int:
    """How many files the page names; each of them can be decoded to its last pixel."""
    _status, page, _headers = get(f"{site}{path}")
    found = set(FILE.findall(page.decode()))
    for one in found:
        status, data, _headers = get(f"{site}{one}")
        assert status == 200
        with Image.open(io.BytesIO(data)) as image:
            image.load()
    return len(found)
