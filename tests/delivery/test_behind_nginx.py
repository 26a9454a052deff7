"""The site as readers have it in production: the public process, with nginx in front."""

import gzip
import time
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.delivery.edges.asking import EdgeAway
from articles.delivery.tasks import refresh
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from bench import fronts
from bench.asking import get
from bench.stage import Reader
from tests.cast import approved
from tests.fronts import CARD, LEAD, laid_out
from tests.hard import times
from tests.serving import serving

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(bool(fronts.missing("nginx")), reason=fronts.missing("nginx")),
]
LIFTS = times(1, fully=10)
TRIES = 5


@pytest.fixture
def reader(as_editor, monkeypatch, settings, tmp_path):
    """A reader of the site; copies live so long that only telling or an embargo ends them."""
    surroundings = {
        "EDGE": "nginx",
        "EDGE_SECRET": fronts.SECRET,
        "EDGE_SECONDS": "600",
        "SITE_URL": f"https://{fronts.NAME}",
        "ALLOWED_HOSTS": f"{fronts.NAME},127.0.0.1",
    }
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    settings.EDGE, settings.EDGE_SECRET = "nginx", fronts.SECRET
    settings.SITE_URL = surroundings["SITE_URL"]
    with serving("newsroom.public") as origin:
        port = urlsplit(origin).port
        with fronts.nginx(tmp_path, port) as front:
            settings.EDGE_URLS = [front.told]
            one = Reader(front.port)
            yield one
            one.close()


def page_of(reader, path):
    """On a busy machine nginx may lose its patience with the first request of a process."""
    while (answer := reader.get(path))[0] != 200:
        time.sleep(0.1)
    return answer[1]


def work():
    """What the worker would do now."""
    due = ProcrastinateJob.objects.filter(task_name=refresh.name, scheduled_at=None)
    for job in due.order_by("id"):
        told(**job.args)
    ProcrastinateJob.objects.all().delete()


def told(**job):
    """Where a busy machine was too slow for the cache, the worker tries again."""
    for _again in range(TRIES):
        try:
            return refresh.func(**job)
        except EdgeAway as away:
            last = away
    raise last


def test_a_publication_is_at_every_surface_once_the_worker_has_told(reader, reporter, chief):
    article = approved(reporter, chief)
    story = publish(article, by=chief).story
    surfaces = ["/", "/stadt/", "/rss.xml", "/sitemap-news.xml"]
    before = {path: page_of(reader, path) for path in surfaces}
    other = publish(approved(reporter, chief, headline="Die zweite Meldung"), by=chief).story
    assert all(reader.get(path)[1] == before[path] for path in surfaces), "nothing was kept"
    work()
    assert all(other.path.encode() in reader.get(path)[1] for path in surfaces)
    withdraw(article, by=chief, reason="Ein Irrtum")
    work()
    assert reader.get(story.path)[0] == 410
    assert not any(story.path.encode() in reader.get(path)[1] for path in surfaces)


def lead(reader):
    """Where the story leads to that stands first on the home page."""
    return CARD.search(page_of(reader, "/").decode())[1]


def test_an_embargoed_lead_leads_from_its_second_and_a_withdrawn_one_is_replaced_at_once(
    reader, reporter, chief
):
    old = publish(approved(reporter, chief, headline="Kran"), by=chief).story
    assert lead(reader) == old.path
    coming = approved(reporter, chief, headline="Kai")
    laid_out(chief, (coming, LEAD))
    at = clock.now().replace(microsecond=0) + timedelta(seconds=4)
    new = publish(coming, by=chief, live_from=at).story
    work()
    while lead(reader) != new.path:
        assert time.time() < at.timestamp() + 20, "never seen"
    assert time.time() >= at.timestamp(), "seen early"
    withdraw(coming, by=chief, reason="Ein Irrtum")
    assert lead(reader) == new.path, "nothing was kept"
    work()
    assert lead(reader) == old.path


def test_an_embargo_lifts_with_no_worker_and_never_early(reader, reporter, chief):
    """Its own address, which said 404 until then, among the pages that had copies."""
    for number in range(LIFTS):
        at = clock.now().replace(microsecond=0) + timedelta(seconds=4)
        article = approved(reporter, chief, headline=f"Meldung mit Sperrfrist {number}")
        path = publish(article, by=chief, live_from=at).story.path
        shown = dict.fromkeys((path, "/", "/stadt/", "/rss.xml", "/sitemap-news.xml"), 0.0)
        while not all(shown.values()) and time.time() < at.timestamp() + 20:
            for page in [one for one, moment in shown.items() if not moment]:
                status, text = reader.get(page)
                if status == 200 and path.encode() in text:
                    shown[page] = time.time()
        assert all(shown.values()), "never seen"
        assert min(shown.values()) >= at.timestamp(), "seen early"


def test_a_copy_is_kept_packed_and_unpacked_for_who_cannot_read_it(reader, reporter, chief):
    story = publish(approved(reporter, chief), by=chief).story
    for path in (story.path, "/", "/rss.xml", "/stadt/2026/11/nichts/"):
        while (plain := asked(reader, path))[0] >= 500:
            time.sleep(0.1)
        packed = asked(reader, path, **{"Accept-Encoding": "gzip, br"})
        assert packed[1]["content-encoding"] == "gzip"
        assert gzip.decompress(packed[2]) == plain[2]
        assert "content-encoding" not in plain[1]
        assert plain[1]["vary"] == packed[1]["vary"] == "Accept-Encoding"
        assert plain[1].get("etag") == packed[1].get("etag")
        for known in {plain[1].get("etag")} - {None}:
            assert asked(reader, path, **{"If-None-Match": known})[0] == 304


def asked(reader, path, **headers):
    return get(reader.line.port, path, {"Host": fronts.NAME, **headers})
