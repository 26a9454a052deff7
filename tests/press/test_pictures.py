"""Pictures in print: a JPEG at once, the rest by a job, nothing left that nothing shows."""

import os
import re
from datetime import timedelta

import pytest

from articles.drafts.models import Article
from articles.press import plates, sweeping, tasks
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall import recall
from articles.press.repicture import repicture
from articles.press.restore import restore
from articles.press.undo import undo
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom
from articles.reader.models import PictureUse, Plate, Rendition
from articles.reader.models.picture import served
from tests.cast import BODY, approved, revise
from tests.pictures import develop, drawing, encoded, figure, folders, lying, picture

pytestmark = pytest.mark.django_db

__all__ = ["folders"]


@pytest.fixture
def lead():
    return picture(drawing(1800, 1600))


@pytest.fixture
def story(reporter, chief, lead):
    """A live story with a lead picture and one in its text."""
    article = approved(reporter, chief, lead=lead, body=BODY + figure(picture()))
    return publish(article, by=chief).story


def addresses(page) -> list[str]:
    return sorted(set(re.findall(r"/media/[0-9a-f]{64}\.(?:avif|jpg)", page.content.decode())))


def see(client, as_reader, story) -> str:
    with as_reader():
        return client.get(story.path)


def test_a_story_shows_its_pictures_at_once_with_no_worker(client, as_reader, story, lead):
    page = see(client, as_reader, story)
    found = addresses(page)
    assert {one.rsplit(".")[-1] for one in found} == {"jpg"}
    for one in found:
        with as_reader():
            answer = client.get(one)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert lead.alt in page.content.decode()


def test_the_job_adds_avif_in_every_width_and_a_better_jpeg(client, as_reader, story, lead):
    before = set(addresses(see(client, as_reader, story)))
    develop(lead)
    after = set(addresses(see(client, as_reader, story)))
    assert before - after
    widths = [one[0] for one in Plate.objects.get(picture=lead, crop="wide").sources["avif"]]
    assert widths == [480, 960, 1600]
    assert Plate.objects.get(picture=lead, crop="social").sources.keys() == {"jpeg"}
    assert all(name in lying() for name in lead.renditions.values_list("name", flat=True))


def test_doing_the_job_again_makes_nothing(story, lead):
    develop(lead)
    rows = list(Rendition.objects.values_list("pk", "name"))
    assert not plates.develop(lead.key)
    assert list(Rendition.objects.values_list("pk", "name")) == rows


def test_files_that_were_replaced_are_sent_to_whoever_has_the_older_page_until_cleared(
    client, as_reader, story, lead
):
    old = set(addresses(see(client, as_reader, story)))
    develop(lead)
    gone = old - set(addresses(see(client, as_reader, story)))
    with as_reader():
        assert {client.get(one).status_code for one in gone} == {200}
    tasks.clear(key=lead.key)
    with as_reader():
        assert {client.get(one).status_code for one in gone} == {404}
    assert not {one.rsplit("/")[-1] for one in gone} & lying()


def test_a_picture_too_small_for_a_width_is_never_enlarged(reporter, chief):
    small = picture(drawing(700, 300))
    publish(approved(reporter, chief, lead=small, body=BODY + figure(small)), by=chief)
    develop(small)
    sizes = {one.crop: (one.width, one.height) for one in small.plates.all()}
    assert sizes == {
        "whole": (700, 300),
        "wide": (450, 300),
        "square": (300, 300),
        "social": (571, 300),
    }


def test_another_focus_is_another_picture_at_once(client, as_reader, story, lead):
    develop(lead)
    before = set(addresses(see(client, as_reader, story)))
    stamp = see(client, as_reader, story)["ETag"]
    lead.focus_y = 0
    lead.crops = {"square": [0, 0, 300, 300]}
    lead.save()
    repicture(lead)
    page = see(client, as_reader, story)
    assert page["ETag"] != stamp
    square = Plate.objects.get(picture=lead, crop="square")
    assert (square.width, square.height) == (300, 300)
    develop(lead)
    tasks.clear(key=lead.key)
    assert set(addresses(see(client, as_reader, story))) != before
    assert lying() == set(Rendition.objects.values_list("name", flat=True))


def test_two_pictures_that_come_to_the_same_bytes_share_a_file_and_keep_it(reporter, chief):
    image = drawing(600, 400)
    one = picture(image)
    other = picture(image, data=encoded(image, quality=85) + b"\0")
    first = approved(reporter, chief, lead=one)
    publish(first, by=chief)
    publish(approved(reporter, chief, headline="Die andere", lead=other), by=chief)
    develop(one, other)
    names = set(other.renditions.values_list("name", flat=True))
    assert names == set(one.renditions.values_list("name", flat=True))
    withdraw(first, by=chief, reason="Irrtum")
    develop(one)
    assert not one.renditions.exists()
    assert names <= lying()


@pytest.mark.parametrize("verb", ["withdraw", "undo", "purge"])
def test_files_go_when_nothing_shows_them_any_more(reporter, chief, lead, verb):
    article = approved(reporter, chief, lead=lead)
    publish(article, by=chief)
    develop(lead)
    assert lying()
    article.refresh_from_db()
    match verb:
        case "withdraw":
            withdraw(article, by=chief, reason="Irrtum")
        case "undo":
            undo(article, by=chief)
        case "purge":
            purge(article, by=chief, reason="Gericht")
    develop(lead)
    assert not lying()
    assert not Plate.objects.exists()


def test_a_story_that_is_back_has_its_pictures_back(
    client, as_reader, reporter, chief, story, lead
):
    article = Article.objects.get(uid=story.uid)
    withdraw(article, by=chief, reason="Irrtum")
    develop(lead)
    restore(article, by=chief)
    assert addresses(see(client, as_reader, story))


def test_recalling_what_waits_takes_its_pictures_back_and_leaves_those_that_are_live(
    reporter, chief, story, lead
):
    article = Article.objects.get(uid=story.uid)
    new = picture()
    revise(article, reporter, chief, lead=new)
    publish(article, by=chief, live_from=newsroom.now() + timedelta(hours=1))
    assert new.plates.exists()
    recall(article, by=chief)
    develop(new, lead)
    assert not new.plates.exists()
    assert lead.plates.exists()


def test_an_update_without_a_picture_takes_it_away_and_undo_brings_it_back(
    client, as_reader, reporter, chief, story, lead
):
    article = Article.objects.get(uid=story.uid)
    revise(article, reporter, chief, lead=None, headline="Ohne Bild")
    publish(article, by=chief)
    develop(lead)
    assert not lead.plates.exists()
    undo(article, by=chief)
    assert lead.plates.exists()
    assert lead.alt in see(client, as_reader, story).content.decode()


def test_a_full_disk_publishes_the_text_and_leaves_the_picture_to_the_job(
    client, as_reader, reporter, chief, lead, monkeypatch
):
    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(served()), "_save", full)
    story = publish(approved(reporter, chief, lead=lead), by=chief).story
    page = see(client, as_reader, story)
    assert page.status_code == 200
    assert "lead-picture" not in page.content.decode()
    with pytest.raises(OSError, match="No space left"):
        develop(lead)
    monkeypatch.undo()


def test_half_a_file_that_a_killed_process_left_is_written_anew(reporter, chief, lead, folders):
    publish(approved(reporter, chief, lead=lead), by=chief)
    first = Rendition.objects.filter(crop="wide").get()
    file = folders / "renditions" / first.file.name
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    Plate.objects.all().delete()
    repicture(lead)
    assert file.read_bytes() == whole


def test_sweeping_takes_old_files_of_nobody_and_no_others(reporter, chief, lead, folders):
    publish(approved(reporter, chief, lead=lead), by=chief)
    mine = lying()
    stray = folders / "renditions" / "ab" / ("ab" + 62 * "0" + ".jpg")
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"half")
    assert sweeping.sweep() == []
    for one in (folders / "renditions").rglob("*.jpg"):
        os.utime(one, (0, 0))
    assert sweeping.sweep() == [stray.name]
    assert lying() == mine


def test_uses_are_those_of_the_editions_that_readers_have_or_will(reporter, chief, story, lead):
    article = Article.objects.get(uid=story.uid)
    revise(article, reporter, chief, headline="Ein Wort mehr")
    publish(article, by=chief)
    assert set(PictureUse.objects.values_list("number", flat=True)) == {2}
