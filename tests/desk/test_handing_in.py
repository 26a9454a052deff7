"""Texts handed in at the desk: each has an outcome of its own, and only writers may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.desk.admin.dispatches import DispatchAdmin
from articles.drafts.models import Article, Dispatch
from tests.cast import person_of_the_desk, section
from tests.wire.test_wordpress import export, post

pytestmark = pytest.mark.django_db
WHERE = "/admin/articles/dispatch/hand-in/"
TEXT = (
    "Die Fähre fährt wieder\n\nErlenhafen hat sie zurück.\n\nSie legt um sechs Uhr ab.\n".encode()
)


@pytest.fixture
def desk(client, reporter):
    reporter.language = "en"
    reporter.save()
    client.force_login(reporter)
    return client


def hand_in(client, *files: tuple[str, bytes], **fields: object):
    some = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(WHERE, {"file": some} | fields)


def test_a_bad_file_does_not_keep_the_others_from_becoming_drafts(desk, reporter):
    page = hand_in(
        desk,
        ("eins.txt", TEXT),
        ("kaputt.docx", b"PK\x03\x04 nothing"),
        ("zwei.md", b"# Der Damm\n\nEr bleibt.\n\nNoch lange."),
    )
    answers = page.context["answers"]
    assert [one.state for one in answers] == ["new", "refused", "new"]
    said = page.content.decode()
    for one in Article.objects.all():
        assert f'href="/admin/articles/article/{one.pk}/change/"' in said
        assert one.created_by == reporter
    assert Article.objects.count() == 2
    assert "was refused: It is no sound archive" in said
    assert 'value="True"' not in said, "the search at the head of the page shows a word of ours"


def test_the_same_text_twice_is_one_draft(desk):
    hand_in(desk, ("eins.txt", TEXT))
    page = hand_in(desk, ("kopie.txt", TEXT))
    assert "is here already" in page.content.decode()
    assert Article.objects.count() == 1


def test_the_section_that_was_chosen_is_that_of_every_draft(desk):
    place = section("sport")
    hand_in(desk, ("a.txt", TEXT), ("b.txt", TEXT + b"\n\nMehr."), section=place.pk)
    assert set(Article.objects.values_list("section", flat=True)) == {place.pk}


def test_a_small_archive_of_wordpress_tells_of_each_of_its_posts(desk):
    page = hand_in(desk, ("export.xml", export(post(1), post(2))))
    assert [one.state for one in page.context["answers"]] == ["new", "new"]


def test_a_file_no_text_needs_is_refused_and_not_kept(desk, monkeypatch):
    monkeypatch.setattr(DispatchAdmin, "largest", len(TEXT))
    page = hand_in(desk, ("lang.txt", b"a" * (len(TEXT) + 1)), ("eins.txt", TEXT))
    assert [one.state for one in page.context["answers"]] == ["refused", "new"]
    assert "lang.txt" not in Dispatch.objects.values_list("filename", flat=True)


def test_without_a_file_the_page_says_so(desk):
    assert "No file was chosen." in hand_in(desk).content.decode()


@pytest.mark.parametrize(("group", "status"), [("ticker", 403), ("administrator", 403)])
def test_who_writes_no_articles_hands_in_none(client, group, status):
    client.force_login(person_of_the_desk("else", group))
    assert client.get(WHERE).status_code == status
    assert hand_in(client, ("eins.txt", TEXT)).status_code == status
    assert not Article.objects.exists()


def test_a_name_with_tags_in_it_is_only_a_name(desk):
    page = hand_in(desk, ("<b>x<b>.txt", b""), ("<i>.txt", TEXT))
    assert "<i>.txt" not in page.content.decode()
