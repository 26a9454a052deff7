"""What sources sent, at the desk: seen on the board, kept from print, decided on by somebody."""

import pytest

from articles.drafts.models import Dispatch
from articles.press.proof import proof
from tests.wire.test_receiving import current, edit, wire

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/dispatch/"


def where(dispatch: Dispatch) -> str:
    return f"{LIST}{dispatch.pk}/change/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def offered(desk, editor):
    """A new version of a text that an editor has changed."""
    wire()
    edit(current(), editor, headline="Eigener Titel")
    wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>")
    return Dispatch.objects.open().get()


def codes(article) -> set[str]:
    return {fault.code for fault in proof(article) if fault.blocking}


def test_the_board_and_the_article_show_what_a_source_took_back(desk):
    wire()
    wire(2, pubStatus="canceled", edNote="Falsche Angaben.")
    killed = Dispatch.objects.open().get()
    for page in ("/admin/", f"/admin/articles/article/{current().pk}/change/"):
        assert where(killed) in desk.get(page).content.decode()
    desk.post(where(killed), {"answer": "see"})
    for page in ("/admin/", f"/admin/articles/article/{current().pk}/change/"):
        assert where(killed) not in desk.get(page).content.decode()


def test_a_text_taken_back_cannot_be_published_until_somebody_has_seen_it(desk):
    wire()
    assert "taken-back" not in codes(current())
    wire(2, pubStatus="withheld")
    assert "taken-back" in codes(current())
    desk.post(where(Dispatch.objects.open().get()), {"answer": "see"})
    assert "taken-back" not in codes(current())


def test_a_sources_embargo_keeps_the_door_shut_whatever_date_the_desk_wants(editor):
    wire(embargoed="2190-01-01T06:00:00Z")
    assert "embargo" not in codes(current())
    edit(current(), editor, live_from=None)
    assert "embargo" in codes(current())


def test_an_embargo_of_a_version_not_taken_over_counts_too(editor):
    wire()
    edit(current(), editor, headline="Eigener Titel")
    wire(2, embargoed="2190-01-01T06:00:00Z")
    assert "embargo" in codes(current())


def test_an_embargo_that_its_source_lifts_is_none_any_more(editor):
    wire(embargoed="2190-01-01T06:00:00Z")
    edit(current(), editor, live_from=None)
    wire(2)
    assert "embargo" not in codes(current())


def test_an_offered_version_shows_what_it_would_change_and_is_taken_over(desk, offered):
    page = desk.get(where(offered)).content.decode()
    assert "<ins>zehn</ins>" in page
    assert "<del>neun</del>" in page
    answer = desk.post(where(offered), {"answer": "take_over"})
    assert answer.url == f"/admin/articles/article/{current().pk}/change/"
    assert "zehn" in current().body
    assert current().headline == "Eigener Titel"


def test_whoever_only_reads_is_offered_nothing(client, stranger, offered):
    client.force_login(stranger)
    assert client.get(where(offered)).status_code == 403
    assert client.post(where(offered), {"answer": "take_over"}).status_code == 403
    assert current().headline == "Eigener Titel"


@pytest.mark.parametrize("answer", ["again", "delete", "", "__class__"])
def test_a_dispatch_is_given_only_the_answers_it_asks_for(desk, offered, answer):
    assert desk.post(where(offered), {"answer": answer}).status_code == 404


def test_a_refused_file_is_listed_with_its_reason_and_tried_again(desk, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("articles.wire.reading.LARGEST", 3)
        wire()
    refused = Dispatch.objects.get()
    assert "larger than" in desk.get(f"{LIST}?state__exact=refused").content.decode()
    desk.post(where(refused), {"answer": "again"})
    assert Dispatch.objects.get().state == "taken"


def test_the_file_is_handed_out_as_it_came_and_never_opened(desk):
    wire()
    answer = desk.get(f"{LIST}{Dispatch.objects.get().pk}/file/")
    assert answer.content == bytes(Dispatch.objects.get().content)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_list_asks_no_more_for_more_dispatches(desk, django_assert_max_num_queries):
    for number in range(4):
        wire(uri=f"urn:newsml:lpd.example:{number}")
    with django_assert_max_num_queries(8):
        assert desk.get(LIST).content.decode().count("Rat tagt") >= 4
