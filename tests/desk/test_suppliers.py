"""Suppliers at the desk: who may change them, and what a change does to the next asking."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from articles.drafts.models import Supplier

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/supplier/"
FORM = {
    "name": "Hafenfunk",
    "address": "https://hafen.example/rss.xml",
    "every": 15,
    "active": "on",
}


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


@pytest.fixture
def failing(db):
    """One that was asked, failed and is left alone for hours."""
    return Supplier.objects.create(
        **FORM | {"active": True},
        etag='"7"',
        modified="gestern",
        failures=4,
        outcome="Status 500.",
        asked_at=Now(),
        next_at=Now() + timedelta(hours=5),
    )


def change(desk, supplier: Supplier, **fields: object) -> Supplier:
    desk.post(f"{LIST}{supplier.pk}/change/", FORM | fields)
    supplier.refresh_from_db()
    return supplier


def test_a_chief_adds_one_and_its_turn_comes_at_once(desk):
    desk.post(f"{LIST}add/", FORM)
    assert [one.name for one in Supplier.objects.due()] == ["Hafenfunk"]


def test_the_list_and_the_form_show_the_last_asking_and_its_outcome(desk, failing):
    for page in (LIST, f"{LIST}{failing.pk}/change/"):
        assert "Status 500." in desk.get(page).content.decode()
    assert LIST in desk.get("/admin/articles/dispatch/").content.decode()


def test_a_new_address_is_asked_at_once_as_one_of_which_nothing_is_known(desk, failing):
    found = change(desk, failing, address="https://hafen.example/neu.xml")
    assert (found.etag, found.modified, found.failures) == ("", "", 0)
    assert Supplier.objects.due().get() == found


def test_another_pause_keeps_what_is_known_and_nothing_changed_asks_nobody(desk, failing):
    assert change(desk, failing).failures == 4
    assert failing.next_at > timezone.now()
    found = change(desk, failing, every=60)
    assert (found.etag, found.failures) == ('"7"', 0)
    assert Supplier.objects.due().get() == found


def test_one_that_sends_by_itself_is_never_asked(desk):
    desk.post(f"{LIST}add/", FORM | {"address": ""})
    assert Supplier.objects.count() == 1
    assert not Supplier.objects.due().exists()


def test_its_name_stays(desk, failing):
    assert change(desk, failing, name="Anders", every=60).name == "Hafenfunk"


@pytest.mark.parametrize(
    "fields", [{"every": 4}, {"every": 1441}, {"address": "ftp://hafen.example/"}]
)
def test_nobody_is_pestered_and_only_the_web_is_asked(desk, fields):
    assert desk.post(f"{LIST}add/", FORM | fields).status_code == 200
    assert not Supplier.objects.exists()


def test_an_editor_sees_them_and_a_reporter_does_not(client, editor, reporter, failing):
    for who, status in ((editor, 200), (reporter, 403)):
        client.force_login(who)
        assert client.get(LIST).status_code == status
        client.post(f"{LIST}{failing.pk}/change/", FORM | {"every": 60})
    failing.refresh_from_db()
    assert failing.every == 15
