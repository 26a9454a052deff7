"""Receiving a picture: its row, its original and its prints together, or nothing at all."""

import errno
from threading import Barrier, Thread

import pytest
from django.db import connection

from articles.catalog.models import Picture
from articles.drafts import receiving, saving
from articles.drafts.errors import NotYours
from articles.drafts.models import Decision, Original
from articles.drafts.models.original import private
from articles.drafts.receiving import AlreadyThere, InUse, NotTaken, delete, receive, replace
from articles.drafts.resembling import alike
from tests.cast import draft
from tests.darkroom.negatives import XMP, photo, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path, originals):
    def file(content=None, name="faehre.jpg"):
        path = tmp_path / name
        path.write_bytes(content or photo())
        return path

    return file


def lying(originals):
    return sorted(one.name for one in originals.rglob("*") if one.is_file())


def test_a_file_becomes_a_picture_with_its_papers(file, reporter, originals):
    received = receive(file(photo("WEBP", xmp=XMP.encode())), "faehre.webp", by=reporter)
    picture = received.picture
    assert received.new
    assert (picture.width, picture.height) == (300, 200)
    assert picture.alt == "Eine Fähre mit offenen Toren"
    assert picture.credit == "Foto: Ana Weidlich"
    papers = Original.objects.get(picture=picture)
    assert (papers.title, papers.holder) == ("Fähre am Anleger", "© Ana Weidlich")
    assert papers.taken_at.isoformat() == "2026-10-03T16:04:59+00:00"
    assert (papers.media_type, papers.uploaded_by) == ("image/webp", reporter)
    assert lying(originals) == sorted(
        f"{papers.digest}.{end}" for end in ("webp", "small.jpg", "large.jpg")
    )
    assert Decision.objects.get().verb == "picture_added"


def test_the_same_bytes_are_the_same_picture(file, reporter, editor):
    first = receive(file(), "a.jpg", by=reporter)
    second = receive(file(), "b.jpg", by=editor)
    assert (second.new, second.picture) == (False, first.picture)
    assert Original.objects.count() == 1


def test_one_without_the_right_uploads_nothing(file, stranger):
    with pytest.raises(NotYours):
        receive(file(), "a.jpg", by=stranger)


def test_a_refusal_names_the_file_and_the_reason(file, reporter, originals):
    with pytest.raises(NotTaken) as refused:
        receive(file(b"GIF8 no more"), "/etc/../plakat\n.gif", by=reporter)
    assert "plakat.gif" in str(refused.value)
    assert not Picture.objects.exists()
    assert lying(originals) == []


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_words_and_leaves_nothing(
    file, reporter, originals, monkeypatch, code
):
    real, calls = private().save, []

    def save(name, content, **more):
        calls.append(name)
        if len(calls) == 2:
            raise OSError(code, "full")
        return real(name, content, **more)

    monkeypatch.setattr(private(), "save", save)
    with pytest.raises(NotTaken) as refused:
        receive(file(), "a.jpg", by=reporter)
    assert refused.value.reason == "space"
    assert len(calls) == 2
    assert not Picture.objects.exists()
    assert lying(originals) == []


def test_what_fails_after_the_files_are_written_takes_them_back(
    file, reporter, originals, monkeypatch
):
    def fail(*args, **more):
        raise RuntimeError

    monkeypatch.setattr(receiving, "decide_on_picture", fail)
    with pytest.raises(RuntimeError):
        receive(file(), "a.jpg", by=reporter)
    assert not Picture.objects.exists()
    assert lying(originals) == []


def test_a_file_left_behind_by_a_killed_process_is_in_nobodys_way(file, reporter, originals):
    picture = receive(file(), "a.jpg", by=reporter).picture
    names = picture.original.file_names
    picture.original.delete()
    picture.delete()
    assert all(private().exists(name) for name in names)
    assert receive(file(), "a.jpg", by=reporter).new
    assert len(lying(originals)) == 3


@pytest.mark.django_db(transaction=True)
def test_two_people_with_the_same_file_at_once_get_one_picture(file, reporter, editor, originals):
    path, together, found = file(), Barrier(2), []

    def upload(user):
        try:
            together.wait()
            found.append(receive(path, "a.jpg", by=user))
        finally:
            connection.close()

    threads = [Thread(target=upload, args=[user]) for user in (reporter, editor)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.new for one in found) == [False, True]
    assert len({one.picture.pk for one in found}) == 1
    assert Original.objects.count() == 1
    assert len(lying(originals)) == 3


def test_alike_pictures_are_found_and_others_not(file, reporter):
    known = receive(file(), "a.jpg", by=reporter).picture
    receive(file(photo(image=scene().transpose(0))), "b.jpg", by=reporter)
    copy = receive(file(photo(quality=25)), "c.jpg", by=reporter).picture
    assert list(alike(copy)) == [known]


@pytest.mark.parametrize(
    "flipped", [(), (0,), (63,), (0, 12, 25, 33, 44, 50), (58, 59, 60, 61, 62, 63)]
)
def test_up_to_six_bits_apart_every_pair_is_found(file, reporter, flipped):
    known = receive(file(), "a.jpg", by=reporter).picture
    other = receive(file(photo("PNG", image=scene().transpose(0))), "b.png", by=reporter).picture
    bits = known.original.likeness % 2**64
    for one in flipped:
        bits ^= 1 << one
    Original.objects.filter(picture=other).update(likeness=bits - (bits >> 63 << 64))
    other = Picture.objects.get(pk=other.pk)
    assert list(alike(other)) == [known]


def test_another_file_keeps_the_record(
    file, reporter, editor, originals, django_capture_on_commit_callbacks
):
    picture = receive(file(), "a.jpg", by=reporter).picture
    Picture.objects.filter(pk=picture.pk).update(
        alt="Die Fähre", focus_x=200, crops={"square": [0, 0, 10, 10]}
    )
    picture.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        replace(picture, file(photo("PNG", image=scene(600, 400))), "b.png", by=editor)
    picture = Picture.objects.get()
    assert (picture.alt, picture.width, picture.focus_x, picture.crops) == (
        "Die Fähre",
        600,
        200,
        {},
    )
    assert picture.original.media_type == "image/png"
    assert len(lying(originals)) == 3
    with pytest.raises(AlreadyThere):
        replace(picture, file(photo("PNG", image=scene(600, 400))), "c.png", by=editor)
    replace(picture, file(photo(image=scene(200, 400))), "d.jpg", by=editor)
    assert Picture.objects.get().focus_x == 500


def test_what_is_deleted_is_gone_with_its_files(
    file, reporter, editor, originals, django_capture_on_commit_callbacks
):
    picture = receive(file(), "a.jpg", by=reporter).picture
    with pytest.raises(NotYours):
        delete(picture, by=reporter)
    for fields in ({"lead": picture}, {"body": f'<figure data-picture="{picture.key}"></figure>'}):
        article = draft(reporter, **fields)
        with pytest.raises(InUse):
            delete(picture, by=editor)
        article.lead, article.body = None, ""
        saving.save(article, by=reporter)
    with django_capture_on_commit_callbacks(execute=True):
        delete(picture, by=editor)
    assert not Picture.objects.exists()
    assert lying(originals) == []
    assert Decision.objects.filter(verb="picture_deleted").exists()
