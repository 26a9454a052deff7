"""A newsroom's logo, once it is settled: the log, and what readers and machines have of it."""

import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles.catalog.models import House, Logo
from articles.catalog.models.house import FIELDS, LOGOS
from articles.drafts.errors import NotYours
from articles.drafts.models import Decision
from articles.press.publish import publish
from articles.press.reprint import reprint_after
from articles.press.settle import bring_back, settle
from articles.reader.chrome import forget
from tests.cast import approved, section
from tests.logos import logo, mark

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def put(chief, tmp_path):
    """Settles a logo in this ink, or None; `dark` likewise for the one on dark paper."""

    def put(*inks, by=None, **more):
        now = House.objects.newest()
        values = {name: getattr(now, name) for name in FIELDS} | more
        for name, ink in zip(LOGOS, inks, strict=False):
            values[name] = ink and logo(tmp_path, chief, mark(ink))
        return settle(values, by=by or chief, seen=now.version)

    return put


@pytest.fixture
def read(client, as_reader):
    def read(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return read


def words(read, path):
    return read(path).content.decode()


def test_it_stands_in_place_of_the_name_with_its_size_and_the_name_as_its_words(read, put):
    section()
    house = put("#c04020")
    assert (house.logo.front, house.logo.inner) == ((372, 120), (149, 48))
    for path, size in (("/", (372, 120)), ("/stadt/", (149, 48)), ("/corrections/", (149, 48))):
        wanted = f'<a href="/"><img src="/media/{house.logo_id}.webp" alt="{house.name}"'
        wanted += f' width="{size[0]}" height="{size[1]}"></a>'
        assert wanted in words(read, path).replace("\n", ""), path
    assert "<h1" in words(read, "/").partition(house.logo_id)[0].rpartition("<header>")[2]


def test_without_one_pages_and_feeds_stay_as_they_were(read, put, reporter, chief):
    story = publish(approved(reporter, chief), by=chief).story
    paths = ("/", "/stadt/", story.path, "/rss.xml", "/atom.xml", "/feed.json")
    before = {path: read(path).content for path in paths}
    for inks in (("#c04020",), (None,)):
        house = put(*inks)
        assert reprint_after(0, house.version) == 0
    after = {path: read(path).content for path in paths}
    assert after == before
    assert b"/media/" not in b"".join(after.values())


def test_ink_that_would_be_lost_stands_on_a_plate_unless_there_is_one_for_dark_paper(read, put):
    put("#102030")
    assert 'data-ink="dark"' in words(read, "/")
    house = put("#102030", "#fdfbf7")
    page = words(read, "/")
    assert "data-ink" not in page
    source = '<picture><source media="(prefers-color-scheme: dark)"'
    assert f'{source} srcset="/media/{house.logo_dark_id}.webp" width="372" height="120">' in page


def test_its_files_are_kept_for_ever_and_hold_what_was_drawn(read, put):
    house = put("#c04020")
    for path, kind in (
        (house.logo.get_absolute_url(), "WEBP"),
        (house.logo.square_url, "PNG"),
    ):
        answer = read(path)
        assert answer.headers["Content-Type"] == f"image/{kind.lower()}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in answer.headers["Cache-Control"]
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert Image.open(io.BytesIO(answer.content)).format == kind
        assert read(path, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert read(f"/media/{'0' * 64}.webp").status_code == 404
    known = {"If-None-Match": f'"{"0" * 64}"'}
    assert read(f"/media/{'0' * 64}.png", **known).status_code == 404


def test_feeds_name_it(read, put, reporter, chief):
    publish(approved(reporter, chief), by=chief)
    one = put("#c04020").logo
    rss = ElementTree.fromstring(words(read, "/rss.xml").partition("?>")[2])  # noqa: S314
    image = rss.find("channel/image")
    assert image.findtext("url").endswith(one.square_url)
    assert image.findtext("title") == rss.findtext("channel/title")
    assert image.findtext("link") == rss.findtext("channel/link")
    atom = ElementTree.fromstring(words(read, "/stadt/atom.xml").partition("?>")[2])  # noqa: S314
    assert atom.findtext(f"{ATOM}icon").endswith(one.square_url)
    assert atom.findtext(f"{ATOM}logo").endswith(one.get_absolute_url())
    assert json.loads(words(read, "/feed.json"))["icon"].endswith(one.square_url)


def organisation(page):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    return json.loads(block)["publisher"]


def test_search_engines_are_told_of_it_in_what_was_printed_before(read, put, reporter, chief):
    story = publish(approved(reporter, chief), by=chief).story
    tag = read(story.path).headers["ETag"]
    assert "logo" not in organisation(words(read, story.path))
    house = put("#c04020")
    assert reprint_after(0, house.version) == 0
    answer = read(story.path, **{"If-None-Match": tag})
    found = organisation(answer.content.decode())["logo"]
    assert found.pop("url").endswith(house.logo.square_url)
    assert found == {"@type": "ImageObject", "width": 512, "height": 512}


def test_a_job_prints_it_and_leaves_the_rest_to_the_job_of_a_later_one(put, reporter, chief):
    from procrastinate.contrib.django.models import ProcrastinateJob

    publish(approved(reporter, chief), by=chief)
    jobs = ProcrastinateJob.objects.filter(task_name="press.rename")
    first = put("#c04020")
    assert [one.args["version"] for one in jobs.all()] == [first.version]
    put("#c04020", tagline="Am Kai")
    assert jobs.all().count() == 1
    put("#20c040")
    assert jobs.all().count() == 2
    with CaptureQueriesContext(connection) as seen:
        assert reprint_after(0, first.version) == 0
    assert not any("articles_edition" in one["sql"] for one in seen)


def test_pages_and_feeds_change_at_once(read, put):
    section()
    paths = ("/", "/stadt/", "/rss.xml", "/atom.xml", "/feed.json", "/corrections/")
    tags = {path: read(path).headers["ETag"] for path in paths}
    house = put("#c04020")
    for path in paths:
        answer = read(path, **{"If-None-Match": tags[path]})
        assert answer.status_code == 200, path
        found = answer.content.decode()
        assert house.logo_id in found or house.logo.digest in found, path


def test_a_page_asks_no_more_often_and_never_for_the_file(client, as_reader, put):
    section()
    counts = []
    for inks in ((), ("#102030", "#fdfbf7")):
        put(*inks, tagline=f"Am Kai {len(inks)}")
        forget()
        with as_reader(), CaptureQueriesContext(connection) as seen:
            client.get("/")
        counts.append(len(seen))
        assert not any('"page"' in one["sql"] or '"square"' in one["sql"] for one in seen)
        with as_reader(), CaptureQueriesContext(connection) as again:
            client.get("/")
        assert not any("articles_logo" in one["sql"] for one in again)
    assert counts[0] == counts[1]


def test_the_log_says_who_and_when_and_has_no_bytes(put, chief):
    house = put("#c04020")
    line = Decision.objects.get(verb="settings")
    assert (line.by, line.version) == (chief, 1)
    assert line.details["settings"] == {"logo": ["", house.logo_id]}
    assert len(json.dumps(line.details)) < 200


def test_the_same_picture_again_leaves_no_trace(put):
    put("#c04020")
    put("#c04020")
    assert [House.objects.count(), Logo.objects.count()] == [1, 1]


def test_a_save_that_does_not_speak_of_it_keeps_it(put):
    first = put("#102030", "#fdfbf7")
    again = put(tagline="Am Kai")
    assert (again.logo_id, again.logo_dark_id) == (first.logo_id, first.logo_dark_id)


def test_removed_it_is_gone_with_the_one_on_dark_paper_and_can_be_brought_back(put, chief, read):
    first = put("#102030", "#fdfbf7")
    assert put(None).logo_dark_id is None
    assert "<img" not in words(read, "/")
    again = bring_back(first.version, by=chief, seen=2)
    assert (again.logo_id, again.logo_dark_id) == (first.logo_id, first.logo_dark_id)


def test_only_who_has_the_right_draws_or_saves_one(put, reporter, editor, tmp_path):
    for one in (reporter, editor):
        with pytest.raises(NotYours):
            logo(tmp_path, one)
        with pytest.raises(NotYours):
            put("#c04020", by=one)
    assert not Logo.objects.exists()


def test_files_are_never_changed(put):
    one = put("#c04020").logo
    with pytest.raises(ProgrammingError), transaction.atomic():
        Logo.objects.filter(pk=one.pk).update(page=b"")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Logo.objects.filter(pk=one.pk)._raw_delete("default")


def test_a_static_copy_has_it(put, as_reader, tmp_path, settings, reporter, chief):
    publish(approved(reporter, chief), by=chief)
    house = put("#102030", "#fdfbf7")
    with as_reader():
        call_command("bake", str(tmp_path / "copy"))
    for name in (f"{house.logo_id}.webp", f"{house.logo_dark_id}.webp", f"{house.logo.digest}.png"):
        assert (tmp_path / "copy/media" / name).is_file(), name
