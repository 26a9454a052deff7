"""A slot's own picture: shown in the story's place, with its rights, while the slot is seen."""

from datetime import timedelta

import pytest

from articles.catalog.models import Picture
from articles.desk.picture_finding import unused
from articles.desk.picture_uses import is_live, uses_of
from articles.drafts.planning import change, word
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock as moments
from articles.reader.models import Plate, Story
from tests.cast import approved
from tests.fronts import LEAD, planned
from tests.pictures import develop, drawing, folders, picture

pytestmark = pytest.mark.django_db

__all__ = ["folders"]


@pytest.fixture
def read(client, as_reader):
    def get(path="/", **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return get


@pytest.fixture
def own():
    return picture(drawing(1200, 800))


@pytest.fixture
def article(reporter, chief, own):
    """A story with a picture of its own, on a front with another."""
    found = approved(reporter, chief, headline="Kai", lead=picture())
    plan = planned(chief, (found, LEAD))
    plan = change(plan, word(found, picture=own), by=chief, seen=plan.version)
    lay_out(plan, by=chief, seen=plan.version)
    return found


def file_of(one):
    """The address of a picture's JPEG in its wide crop."""
    return f"/media/{Plate.objects.get(picture=one, crop='wide').sources['jpeg'][-1][1]}"


def test_it_stands_on_the_front_and_the_story_keeps_its_own(read, article, own, chief):
    assert read(file_of(own)).status_code == 404, "no reader has the story yet"
    publish(article, by=chief)
    for one in (own, article.lead):
        develop(one)
    front, story = read().content.decode(), read(Story.objects.get().path).content.decode()
    assert file_of(own) in front
    assert file_of(article.lead) not in front
    assert file_of(own) not in story
    assert read(file_of(own)).status_code == 200


def test_it_goes_with_its_story_and_with_its_rights(read, article, own, chief, clock):
    publish(article, by=chief)
    name = file_of(own)
    Picture.objects.filter(pk=own.pk).update(usable_until=moments.now() + timedelta(hours=1))
    clock(moments.now() + timedelta(hours=2))
    page = read().content.decode()
    assert name not in page
    assert "Kai" in page
    assert read(name).status_code == 404
    clock(None)
    assert read(name).status_code == 200
    withdraw(article, by=chief, reason="Falsch.")
    assert read(name).status_code == 404


def test_the_library_knows_that_it_is_used(article, own):
    assert own not in unused(Picture.objects.all())
    assert is_live(own)
    assert [use.address for use in uses_of(own)] == ["/admin/fronts/"]
