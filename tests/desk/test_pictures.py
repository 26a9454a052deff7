"""The library: uploads that go on, records that are kept complete, and who may what."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles.catalog.models import Person, Picture
from articles.darkroom.refusals import Reason
from articles.desk.picture_form import PictureForm
from articles.desk.uploading import Bounded
from articles.drafts import saving
from articles.drafts.models import Decision, Licence, Original
from articles.drafts.models.original import private
from articles.reader.models import Tide
from tests.cast import approved, draft
from tests.darkroom.negatives import CORPUS, XMP, photo, scene

pytestmark = pytest.mark.django_db
UPLOAD = "admin:articles_picture_upload"
LIST = "admin:articles_picture_changelist"
RECORD = "admin:articles_picture_change"


@pytest.fixture(autouse=True)
def in_english(client, originals):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def upload(client, *files, script: bool = True):
    headers = {"Accept": "application/json"} if script else {}
    given = {"file": [sent(name, content) for name, content in files]}
    return client.post(reverse(UPLOAD), given, headers=headers)


def one_picture(client, content: bytes = b"", name: str = "faehre.jpg") -> Picture:
    answer = upload(client, (name, content or photo("WEBP", xmp=XMP.encode())))
    return Picture.objects.get(pk=answer.json()["answers"][0]["picture"]["id"])


def record(picture: Picture, **fields: object) -> dict[str, object]:
    """What the browser would send."""
    return {
        "title": "Fähre am Anleger",
        "alt": "Eine Fähre",
        "caption": "",
        "credit": "Foto: Ana Weidlich",
        "focus_left": 50,
        "focus_top": 50,
        "crops": json.dumps(picture.crops),
        "_continue": "1",
    } | fields


def change(client, picture: Picture, **fields: object):
    url = reverse(RECORD, args=[picture.pk])
    return client.post(url, record(picture, **fields))


def test_the_rest_of_a_batch_goes_on(desk):
    files = [
        ("a.jpg", photo()),
        ("zeichnung.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("b.png", photo("PNG", image=scene().transpose(0))),
        ("a-noch-einmal.jpg", photo()),
    ]
    answers = upload(desk, *files).json()["answers"]
    assert [one["state"] for one in answers] == ["new", "refused", "new", "known"]
    assert answers[1]["said"] == "“zeichnung.svg” is a drawing (SVG). Save it as PNG, please."
    assert answers[3]["picture"]["id"] == answers[0]["picture"]["id"]
    assert Picture.objects.count() == 2


def test_without_a_script_the_answers_are_a_page(desk):
    page = upload(desk, ("a.jpg", photo()), ("b.gif", b"nothing"), script=False)
    assert "still missing: description, picture credit" in page.content.decode()
    assert "“b.gif” is no JPEG" in page.content.decode()


def test_one_that_looks_alike_is_offered(desk):
    known = one_picture(desk)
    answer = upload(desk, ("kopie.jpg", photo(quality=30))).json()["answers"][0]
    assert [one["id"] for one in answer["alike"]] == [known.pk]


def test_what_is_too_long_is_cut_off_and_refused(desk, settings):
    settings.PICTURE_BYTES = 1_000_000
    content = photo() + b"\0" * 2_000_000
    answers = upload(desk, ("lang.jpg", content), ("kurz.jpg", photo())).json()["answers"]
    assert [one["state"] for one in answers] == ["refused", "new"]
    assert "more than 1 megabytes" in answers[0]["said"]


def test_a_disk_that_is_full_while_a_file_comes_in_is_a_refusal_too(desk, monkeypatch):
    def full(self, raw, start):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Bounded.__mro__[1], "receive_data_chunk", full)
    answer = upload(desk, ("a.jpg", photo())).json()["answers"][0]
    assert (answer["state"], "no space left" in answer["said"]) == ("refused", True)


def test_with_a_full_disk_text_goes_on(desk, reporter, chief, monkeypatch):
    from articles.press.publish import publish

    def full(*args, **more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(private(), "save", full)
    assert upload(desk, ("a.jpg", photo())).json()["answers"][0]["state"] == "refused"
    assert publish(approved(reporter, chief), by=chief).pk


def test_what_a_picture_carries_besides_is_never_sent(desk):
    polyglot = photo() + b"<script>alert(1)</script>"
    picture = one_picture(desk, polyglot)
    for size in ("small", "large"):
        answer = desk.get(reverse("admin:articles_picture_print", args=[picture.pk, size]))
        body = answer.content
        assert answer["Content-Type"] == "image/jpeg"
        assert b"<script>" not in body
        assert body.startswith(b"\xff\xd8")
    with private().open(picture.original.file.name) as original:
        assert original.read() == polyglot


@pytest.mark.skipif(not CORPUS.exists(), reason="the collection of broken pictures is not here")
def test_the_whole_collection_goes_through_the_desk_in_one_batch(desk):
    paths = sorted(one for one in CORPUS.rglob("*") if one.is_file())
    page = upload(desk, *((one.name, one.read_bytes()) for one in paths))
    answers = page.json()["answers"]
    assert len(answers) == len(paths)
    for path, one in zip(paths, answers, strict=True):
        if one["state"] == "refused":
            assert path.name[-30:] in one["said"]
        else:
            shown = desk.get(one["picture"]["small"])
            assert shown.content.startswith(b"\xff\xd8")


def test_a_record_needs_a_description_and_a_credit(desk):
    picture = one_picture(desk)
    page = change(desk, picture, alt="", credit=" ")
    assert {"alt", "credit"} <= set(page.context["adminform"].form.errors)
    assert change(desk, picture, alt="Die Fähre").status_code == 302
    assert Picture.objects.get().alt == "Die Fähre"


def test_only_what_was_changed_is_written(desk):
    picture = one_picture(desk)
    given = record(picture, caption=picture.caption, credit=picture.credit, focus_left=20)
    form = PictureForm(given, instance=picture)
    assert form.is_valid(), form.errors
    assert form.columns == {"alt", "focus_x", "focus_y"}


def test_the_licence_says_until_when_where_nobody_else_does(desk):
    picture = one_picture(desk)
    licence = Licence.objects.create(name="dpa", days=30)
    change(desk, picture, licence=licence.pk, holder="dpa")
    picture.refresh_from_db()
    assert (picture.usable_until - picture.original.uploaded_at).days == 30
    assert Original.objects.get().holder == "dpa"
    change(desk, picture, licence=licence.pk, usable_until="2031-05-01T12:00")
    picture.refresh_from_db()
    assert picture.usable_until.year == 2031


def test_a_change_is_logged_and_announced_for_its_second(desk, editor):
    picture = one_picture(desk)
    Person.objects.create(name="Ada Lovis", slug="ada", portrait=picture)
    change(desk, picture, usable_until="2031-05-01T12:00")
    line = Decision.objects.filter(verb="picture_changed").get()
    assert line.by == editor
    assert "usable_until" in line.details["fields"]
    assert Tide.objects.filter(at__year=2031, scope="person:ada").exists()
    change(desk, picture, usable_until="")
    assert not Tide.objects.filter(at__year=2031).exists()
    page = desk.get(reverse("admin:articles_decision_changelist"))
    assert "Picture&#x27;s record changed" in page.content.decode()


def test_focus_and_crops_are_kept_if_they_lie_in_the_picture(desk):
    picture = one_picture(desk)
    change(desk, picture, focus_left="20.5", focus_top=0, crops='{"square": [0, 0, 200, 200]}')
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (205, 0)
    assert picture.crops == {"square": [0, 0, 200, 200]}
    for bad in (
        '{"square": [0, 0, 300, 200]}',
        '{"square": [200, 0, 200, 200]}',
        '{"other": []}',
        "[1]",
        "{",
    ):
        page = change(desk, picture, crops=bad)
        assert page.context["adminform"].form.errors, bad


def test_every_word_of_a_search_counts_wherever_it_stands(desk):
    picture = one_picture(desk)
    one_picture(desk, photo("PNG", image=scene().transpose(0)), "anderes.png")

    def listed(query, **more):
        page = desk.get(reverse(LIST), {"q": query, **more})
        return list(page.context["cl"].result_list)

    for query in ("fähre", "weidl fäh", "Toren Anleger faehre", "©"):
        assert picture in listed(query), query
    assert listed("weidlich anderes") == []
    assert len(listed("")) == 2
    assert listed("') | & !:*") is not None


def test_the_library_narrows_down(desk, reporter):
    picture = one_picture(desk)
    lacking = one_picture(desk, photo("PNG", image=scene().transpose(0)))

    def listed(**asked):
        return set(desk.get(reverse(LIST), asked).context["cl"].result_list)

    assert listed(rights="lacking") == {lacking}
    assert listed(use="none") == {picture, lacking}
    article = draft(reporter)
    article.body = f'<figure data-picture="{picture.key}"></figure>' + article.body
    saving.save(article, by=reporter)
    Person.objects.create(name="Ada Lovis", slug="ada", portrait=lacking)
    assert listed(use="none") == set()
    assert listed(use="mine") == {picture, lacking}
    assert listed(days="7") == {picture, lacking}
    Picture.objects.filter(pk=picture.pk).update(usable_until=timezone.now())
    assert listed(rights="ended") == {picture}
    soon = timezone.now() + timezone.timedelta(days=3)
    Picture.objects.filter(pk=picture.pk).update(usable_until=soon)
    assert listed(rights="soon") == {picture}


def test_where_it_is_used_stands_on_the_record_and_in_the_way_of_deleting(desk, reporter):
    picture = one_picture(desk)
    article = draft(reporter, "Der Rat tagt", lead=picture)
    page = desk.get(reverse(RECORD, args=[picture.pk])).content.decode()
    assert "Der Rat tagt" in page
    where = reverse("admin:articles_picture_delete", args=[picture.pk])
    desk.post(where, {"post": "yes"})
    assert Picture.objects.exists()
    article.lead = None
    saving.save(article, by=reporter)
    assert desk.post(where, {"post": "yes"}).status_code == 302
    assert not Picture.objects.exists()


def test_who_uploaded_a_picture_completes_its_record_until_it_is_in_print(
    client, reporter, chief, originals
):
    from articles.press.publish import publish
    from articles.reader.models import PictureUse

    client.force_login(reporter)
    picture = one_picture(client)
    assert change(client, picture, alt="Von mir").status_code == 302
    edition = publish(approved(reporter, chief), by=chief)
    PictureUse.objects.get_or_create(
        edition=edition,
        story=edition.story,
        number=edition.number,
        live_from=edition.live_from,
        picture=picture,
        role="lead",
    )
    assert change(client, picture, alt="Zu spät").status_code == 403
    Original.objects.update(uploaded_by=chief)
    PictureUse.objects.all().delete()
    assert change(client, picture, alt="Fremd").status_code == 403


def test_another_file_for_the_same_record(desk):
    picture = one_picture(desk)
    where = reverse("admin:articles_picture_replace", args=[picture.pk])
    assert desk.get(where).status_code == 200
    page = desk.post(where, {"file": sent("neu.svg", b"<svg/>")})
    assert "is a drawing" in page.content.decode()
    desk.post(where, {"file": sent("neu.png", photo("PNG", image=scene(90, 60)))})
    picture.refresh_from_db()
    assert (picture.width, picture.original.filename) == (90, "neu.png")


def test_the_picker_finds_and_remembers(desk, editor):
    picture = one_picture(desk)
    other = one_picture(desk, photo("PNG", image=scene().transpose(0)))

    def offered(**asked):
        found = desk.get(reverse("admin:articles_picture_find"), asked).json()["pictures"]
        return [one["id"] for one in found]

    assert offered(q="fähre") == [picture.pk]
    assert offered() == [other.pk, picture.pk]
    draft(editor, lead=picture)
    assert offered() == [picture.pk, other.pk]
    assert offered(keys=f"{other.key},nosuch,\0") == [other.pk]
    assert set(offered(q="\0")) == {picture.pk, other.pk}
    Picture.objects.filter(pk=other.pk).update(usable_until=timezone.now())
    assert offered() == [picture.pk]


def test_a_limit_that_was_reached_is_noted_on_the_file():
    handler = Bounded()
    handler.new_file("file", "a.jpg", "image/jpeg", 0)
    handler.give_up(Reason.BYTES)
    file = handler.file_complete(0)
    assert file.reason == Reason.BYTES
    assert file.read() == b""
