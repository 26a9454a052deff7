"""Pictures in buckets: against a server that speaks S3, where one is installed.

Another one than the library's own is tried with `S3_TEST_URL=http://KEY:SECRET@HOST:PORT`; the
signs that a key has and an address may not have are written as addresses write them (%3A).
"""

import os
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from articles.catalog.models import Picture
from articles.drafts.models.original import private
from articles.drafts.receiving import NotTaken, delete, receive
from articles.press import sweeping
from articles.press.publish import publish
from articles.press.repicture import repicture
from articles.reader import clock
from articles.reader.models import Rendition
from articles.reader.models.picture import served
from tests.cast import approved
from tests.darkroom.negatives import photo
from tests.pictures import develop, drawing, picture
from tests.press.test_pictures import addresses, see

boto3 = pytest.importorskip("boto3", reason="the extra s3 is not installed")
pytest.importorskip("storages", reason="the extra s3 is not installed")
server = pytest.importorskip("moto.server", reason="no server that speaks S3 is installed")

pytestmark = pytest.mark.django_db
OTHER = urlsplit(os.environ.get("S3_TEST_URL", ""))
REGION, KEY = "eu-central-1", unquote(OTHER.username or "nobody")
SECRET = unquote(OTHER.password or "nothing")
#: The other server keeps what earlier runs left behind.
RUN, NUMBERS = uuid4().hex[:8], count(1)


@pytest.fixture(scope="module")
def address():
    if OTHER.hostname:
        yield f"{OTHER.scheme}://{OTHER.hostname}:{OTHER.port}"
        return
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def buckets(settings, address):
    """Two empty buckets; gives what lies in one of them."""
    key = {"aws_access_key_id": KEY, "aws_secret_access_key": SECRET}
    client = boto3.client("s3", endpoint_url=address, region_name=REGION, **key)
    number = next(NUMBERS)
    names = {name: f"{name}-{RUN}-{number}" for name in ("originals", "renditions")}
    for bucket in names.values():
        place = {"LocationConstraint": REGION}
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
    point_at(settings, address, names)

    def held(name: str) -> set[str]:
        found = client.list_objects_v2(Bucket=names[name]).get("Contents", [])
        return {one["Key"] for one in found}

    return held


def point_at(settings, address: str, names: dict[str, str]) -> None:
    keys = {"access_key": KEY, "secret_key": SECRET, "region_name": REGION}
    found = {
        name: {
            "BACKEND": "newsroom.s3.Bucket",
            "OPTIONS": {"bucket_name": bucket, "endpoint_url": address} | keys,
        }
        for name, bucket in names.items()
    }
    settings.STORAGES = settings.STORAGES | found


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "faehre.jpg"
    path.write_bytes(photo())
    return path


def test_what_is_printed_is_sent_out_of_its_bucket_until_the_rights_end(
    client, as_reader, reporter, chief, buckets
):
    lead = picture(drawing(700, 500))
    story = publish(approved(reporter, chief, lead=lead), by=chief).story
    develop(lead)
    found = addresses(see(client, as_reader, story))
    with as_reader():
        assert {client.get(one).status_code for one in found} == {200}
    assert buckets("renditions") == set(Rendition.objects.values_list("file", flat=True))
    lead.usable_until = clock.now()
    lead.save()
    repicture(lead)
    develop(lead)
    assert buckets("renditions") == set()
    assert len(buckets("originals")) == 3
    with as_reader():
        assert {client.get(one).status_code for one in found} == {404}


def test_an_upload_comes_back_as_it_was_and_goes_with_its_record(
    chief, buckets, file, django_capture_on_commit_callbacks
):
    made = receive(file, "faehre.jpg", by=chief).picture
    assert buckets("originals") == set(made.original.file_names)
    with private().open(str(made.original.file.name)) as kept:
        assert kept.read() == file.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        delete(made, by=chief)
    assert buckets("originals") == set()


def test_what_no_row_names_is_swept_out_of_the_bucket(buckets, monkeypatch):
    assert sweeping.sweep() == []
    stray = "ab" + 62 * "0" + ".jpg"
    served().save(f"ab/{stray}", ContentFile(b"half"))
    assert sweeping.sweep() == []
    monkeypatch.setattr(sweeping, "AGE", timedelta(hours=-1))
    assert sweeping.sweep() == [stray]
    assert buckets("renditions") == set()


def test_a_store_that_is_away_refuses_uploads_in_words_and_keeps_no_text_back(
    reporter, chief, buckets, settings, file
):
    article = approved(reporter, chief, lead=picture(drawing(700, 500)))
    point_at(settings, "http://127.0.0.1:9", {"originals": "away", "renditions": "away"})
    with pytest.raises(NotTaken, match=r"Speicher|store of pictures"):
        receive(file, "faehre.jpg", by=chief)
    assert Picture.objects.count() == 1
    assert publish(article, by=chief).pk
    assert not Rendition.objects.exists()


def test_files_of_a_store_that_is_away_are_to_be_asked_for_again(
    client, as_reader, reporter, chief, buckets, settings
):
    """Neither a fault of the site nor a picture that is gone; no cache keeps it."""
    lead = picture(drawing(700, 500))
    story = publish(approved(reporter, chief, lead=lead), by=chief).story
    develop(lead)
    found = addresses(see(client, as_reader, story))[0]
    point_at(settings, "http://127.0.0.1:9", {"originals": "away", "renditions": "away"})
    client.force_login(chief)
    desk = client.get(f"/admin/articles/picture/{lead.pk}/print/small/")
    with as_reader():
        answer = client.get(found)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert (desk.status_code, answer["Retry-After"], desk["Retry-After"]) == (503, "30", "30")
