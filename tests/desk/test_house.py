"""The page of the newsroom's settings: what it saves, refuses, keeps and brings back."""

import pytest

from articles.catalog.models import House
from articles.catalog.models.house import FIELDS
from articles.drafts.models import Decision
from articles.press.settle import settle
from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db
PAGE = "/admin/house/"


@pytest.fixture
def boss(client):
    user = person_of_the_desk("boss", "chief", language="en")
    client.force_login(user)
    return user


def typed(**changed):
    now = House.objects.newest()
    values = {name: getattr(now, name) for name in FIELDS} | {"seen": now.version}
    return values | {"mail_from": "desk@example.org"} | changed


def test_what_is_typed_is_saved_and_the_desk_calls_itself_so(client, boss):
    answer = client.post(PAGE, typed(name=" Der\tLotse ", tagline=""), follow=True)
    assert "Saved. Readers have it from now on." in answer.content.decode()
    assert '<p id="site-name"><a href="/admin/">Der Lotse</a></p>' in answer.content.decode()
    assert [House.objects.get().name, House.objects.get().tagline] == ["Der Lotse", ""]


@pytest.mark.parametrize("role", ["reporter", "section editor", "editor", "ticker"])
def test_nobody_else_sees_or_saves_it(client, role):
    client.force_login(person_of_the_desk("other", role))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, typed(name="Der Lotse")).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()
    assert not House.objects.exists()


def test_an_administrator_may(client):
    client.force_login(person_of_the_desk("keeper", "administrator"))
    assert client.post(PAGE, typed(name="Der Lotse")).status_code == 302
    assert PAGE in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", " ", "This field is required."),
        ("name", "x" * 81, "at most 80 characters"),
        ("tagline", "x" * 161, "at most 160 characters"),
        ("feed_text", "half", "Select a valid choice."),
        ("training_crawlers", "", "This field is required."),
        ("signatures", "1", "one pair of eyes is too few"),
        ("signatures", "6", "Two to five signatures"),
        ("mail_from", "nobody", "This is no address"),
        ("mail_from", "Desk <desk@>", "This is no address"),
        ("mail_from", "a@example.org, b@example.org", "This is no address"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_everything_typed_is_kept(
    client, boss, field, value, told
):
    kept = "name" if field != "name" else "tagline"
    answer = client.post(PAGE, typed(**{field: value, kept: "Halb getippt"}))
    page = answer.content.decode()
    assert (answer.status_code, told in page) == (200, True)
    assert 'value="Halb getippt"' in page
    assert "Nothing is saved yet" in page
    assert not House.objects.exists()


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Der Lotse <desk@example.org>", "Der Lotse <desk@example.org>"),
        ("desk@example.org\r\nBcc: all@example.org", None),
        ("Meier, Ida <ida@example.org>", '"Meier, Ida" <ida@example.org>'),
        ('"Meier, Ida" <ida@example.org>', '"Meier, Ida" <ida@example.org>'),
        ("newsroom@localhost", "newsroom@localhost"),
    ],
)
def test_a_sender_is_one_address_with_or_without_a_name(client, boss, value, kept):
    client.post(PAGE, typed(mail_from=value, tagline="Am Kai"))
    assert [one.mail_from for one in House.objects.all()] == ([kept] if kept else [])


def test_a_second_saver_overwrites_nothing_and_keeps_what_was_typed(client, boss, chief):
    mine = typed(name="Der Leuchtturm")
    settle({name: typed(name="Der Lotse")[name] for name in FIELDS}, by=chief, seen=0)
    page = client.post(PAGE, mine).content.decode()
    assert f"{chief} saved the settings in the meantime" in page
    assert "now “Der Lotse”, typed “Der Leuchtturm”" in page
    assert 'name="name" value="Der Leuchtturm"' in page
    assert House.objects.newest().name == "Der Lotse"
    client.post(PAGE, mine | {"seen": 1})
    assert House.objects.newest().name == "Der Leuchtturm"


def test_earlier_versions_are_shown_and_come_back(client, boss):
    client.post(PAGE, typed(name="Der Lotse"))
    client.post(PAGE, typed(name="Der Leuchtturm"))
    page = client.get(PAGE).content.decode()
    assert "Version 1" in page
    assert "name of the newsroom: Der Lotse" in page
    client.post(PAGE, {"back": 1, "seen": 2})
    assert [House.objects.newest().version, House.objects.newest().name] == [3, "Der Lotse"]


def test_bringing_back_with_an_old_page_changes_nothing(client, boss):
    for name in ("Der Lotse", "Der Leuchtturm"):
        client.post(PAGE, typed(name=name))
    answer = client.post(PAGE, {"back": 1, "seen": 1}, follow=True)
    assert "saved the settings in the meantime" in answer.content.decode()
    assert House.objects.newest().version == 2


@pytest.mark.parametrize("back", ["7", "x", "", "²", "9" * 20])
def test_a_version_that_never_was_is_not_found(client, boss, back):
    assert client.post(PAGE, {"back": back, "seen": 0}).status_code == 404


def test_the_log_says_what_was_what(client, boss):
    client.post(PAGE, typed(name="Der Lotse"))
    page = client.get("/admin/articles/decision/").content.decode()
    assert "Settings of the newsroom saved" in page
    assert "→ Der Lotse" in page
    assert Decision.objects.filter(verb="settings", by=boss).count() == 1


def test_zone_and_language_are_shown_and_cannot_be_typed(client, boss, settings):
    page = client.get(PAGE).content.decode()
    assert settings.TIME_ZONE in page
    assert 'name="time_zone"' not in page


def test_marks_are_chosen_and_others_than_the_four_are_refused(client, boss):
    assert client.post(PAGE, typed(quotes_de="»«")).status_code == 302
    assert House.objects.newest().quotes_de == "»«"
    page = client.get(PAGE).content.decode()
    assert '<option value="»«" selected>»…«</option>' in page
    assert client.post(PAGE, typed(quotes_de="xx")).status_code == 200
    assert House.objects.count() == 1


def test_a_log_line_says_which_marks_were_and_are(client, boss):
    client.post(PAGE, typed(quotes_en="“”"))
    client.post(PAGE, typed(quotes_en="„“"))
    page = client.get(PAGE).content.decode()
    assert "quotation marks in English: “…”" in page
