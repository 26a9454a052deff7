"""What is told to the cache in front, when a verb has changed what readers see."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.delivery.tasks import refresh
from articles.press.correct import correct
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.withdraw import withdraw
from articles.reader import clock
from tests.cast import approved, revise
from tests.pictures import drawing, picture

pytestmark = pytest.mark.django_db


def jobs(uid):
    rows = ProcrastinateJob.objects.filter(task_name=refresh.name, args__uid=str(uid)).order_by(
        "id"
    )
    return [(one.args["hard"], set(one.args["paths"]), one.scheduled_at) for one in rows]


@pytest.fixture
def get(client, as_reader):
    def inner(path):
        with as_reader():
            return client.get(path)

    return inner


def since(article, verb, *args, **options):
    """The jobs that a verb has left."""
    ProcrastinateJob.objects.all().delete()
    verb(article, *args, **options)
    return jobs(article.uid)


@pytest.fixture
def article(reporter, chief):
    found = approved(reporter, chief)
    publish(found, by=chief)
    return found


def test_a_publication_names_maps_search_and_interface_as_well(reporter, chief):
    found = approved(reporter, chief)
    story = publish(found, by=chief).story
    ((hard, paths, _),) = jobs(found.uid)
    month = f"/sitemap-{story.path.split('/')[2]}-{story.path.split('/')[3]}.xml"
    assert not hard
    assert {"/sitemap.xml", "/sitemap-news.xml", month, "/search/"} <= paths
    assert {"/api/stories/", f"/api/stories/{found.uid}/"} <= paths


def test_the_front_and_pages_come_before_files(article):
    (job,) = ProcrastinateJob.objects.filter(task_name=refresh.name)
    paths = job.args["paths"]
    pages = [one for one in paths if one.endswith("/")]
    assert paths[0] == "/"
    assert paths[: len(pages)] == pages


def test_the_story_after_it_is_told_since_it_names_it_at_its_foot(reporter, chief, get):
    """Whichever verb it is; until now such a copy kept a headline that had been withdrawn."""
    now = clock.now()
    older, middle, newer = (
        approved(reporter, chief, headline=f"Vor {hours} Stunden") for hours in (3, 2, 1)
    )
    stories = [
        publish(one, by=chief, live_from=now - timedelta(hours=hours)).story
        for one, hours in ((older, 3), (middle, 2), (newer, 1))
    ]
    paths = [one.path for one in stories]
    assert "Vor 2 Stunden" in get(paths[2]).content.decode()
    words = since(middle, lambda one: publish(revise(one, reporter, chief, kicker="x"), by=chief))
    gone = since(middle, withdraw, by=chief, reason="Falsch.")
    for (_hard, told, _at), *_more in (words, gone):
        assert paths[2] in told
        assert paths[0] not in told
    assert "Vor 2 Stunden" not in get(paths[2]).content.decode()


@pytest.mark.parametrize("verb", ["withdraw", "purge"])
def test_what_is_taken_away_is_taken_away_hard_and_once_more(article, chief, verb):
    """An answer that was on its way to the cache may arrive after the first time."""
    does = {"withdraw": withdraw, "purge": purge}[verb]
    first, second = since(article, does, by=chief, reason="Eine Anordnung")
    assert first[0] is second[0] is True
    assert first[1] == second[1]
    assert first[2] is None
    assert second[2] > clock.now() + timedelta(seconds=3)


@pytest.mark.parametrize("verb", ["withdraw", "purge"])
def test_its_pictures_files_are_taken_away_with_it(reporter, chief, verb):
    shown = picture(drawing(600, 400))
    article = approved(reporter, chief, lead=shown)
    publish(article, by=chief)
    files = {f"/media/{name}" for name in shown.renditions.values_list("name", flat=True)}
    does = {"withdraw": withdraw, "purge": purge}[verb]
    (_, paths, _), _ = since(article, does, by=chief, reason="Eine Anordnung")
    assert files
    assert files <= paths


def test_a_correction_is_told_once_and_softly(article, reporter, chief):
    revise(article, reporter, chief, body="<p>Richtig ist: zwölf.</p>")
    ((hard, _, _),) = since(article, correct, by=chief, note="Es sind zwölf.")
    assert not hard
