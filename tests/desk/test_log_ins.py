"""Who is logged in where, and how that ends: by oneself, by the chief, by a change of standing."""

import time
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from articles.desk.security import here
from articles.desk.security.log_ins import handle
from articles.drafts import factors
from articles.drafts.models import Decision, LogIn, User
from tests.cast import person_of_the_desk
from tests.desk.test_second_step import SECRET, code

pytestmark = pytest.mark.django_db
OWN, EVERYBODY = "/admin/security/", "/admin/security/everybody/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


def logged_in(user: User, **more: str) -> Client:
    client = Client(**more)
    given = {"username": user.username, "password": "s3cret-and-long", "next": "/admin/"}
    assert client.post("/admin/login/", given).status_code == 302
    return client


def inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def key(client: Client) -> str:
    return client.cookies["sessionid"].value


@pytest.fixture
def two(reporter):
    return logged_in(reporter, HTTP_USER_AGENT=FIREFOX), logged_in(reporter, HTTP_USER_AGENT=PHONE)


def test_a_log_in_belongs_to_its_account(two, reporter):
    assert set(reporter.log_ins.values_list("pk", flat=True)) == {key(one) for one in two}


def test_no_script_can_read_what_a_browser_keeps_for_the_desk(client, reporter):
    client.get("/admin/login/")
    kept = [*client.cookies.values(), *logged_in(reporter).cookies.values()]
    assert {one.key for one in kept} == {"csrftoken", "sessionid"}
    assert all(one["httponly"] for one in kept)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FIREFOX, "Firefox, Linux"),
        (EDGE, "Edge, Windows"),
        (PHONE, "Safari, iOS"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name(line, said):
    assert here.browser(line) == said


def test_a_person_sees_their_log_ins_and_nobody_elses(two, editor):
    logged_in(editor, HTTP_USER_AGENT=EDGE)
    page = two[0].get(OWN)
    assert [one.browser for one in page.context["log_ins"]] == ["Firefox, Linux", "Safari, iOS"]
    said = page.content.decode()
    assert "Edge" not in said
    assert not any(key(one) in said for one in two)


def test_a_person_ends_another_log_in_of_theirs(two, reporter):
    two[0].post(OWN, {"do": "end", "log_in": handle(key(two[1]))})
    assert (inside(two[0]), inside(two[1])) == (True, False)
    line = Decision.objects.earliest("-id")
    assert (line.verb, line.by) == ("log_ins_ended", reporter)


def test_nobody_ends_a_colleagues_log_in_from_their_own_page(two, editor):
    other = logged_in(editor)
    other.post(OWN, {"do": "end", "log_in": handle(key(two[1]))})
    other.post(OWN, {"do": "end_others"})
    assert all(inside(one) for one in (*two, other))


def test_a_person_ends_all_others(two, reporter):
    third = logged_in(reporter)
    two[0].post(OWN, {"do": "end_others"})
    assert [inside(one) for one in (*two, third)] == [True, False, False]


def test_the_chief_ends_all_of_somebody(two, chief, editor):
    others, client = logged_in(editor), logged_in(chief)
    assert "Safari, iOS" in client.get(EVERYBODY).content.decode()
    client.post(EVERYBODY, {"do": "end", "user": "reporter"})
    assert [inside(one) for one in (*two, others, client)] == [False, False, True, True]
    line = Decision.objects.earliest("-id")
    assert (line.verb, line.by, line.details["account"]) == ("log_ins_ended", chief, "reporter")


def test_an_editor_neither_sees_nor_ends_them(two, editor):
    client = logged_in(editor)
    assert client.get(EVERYBODY).status_code == 403
    assert client.post(EVERYBODY, {"do": "end", "user": "reporter"}).status_code == 403
    assert all(inside(one) for one in two)


def test_an_account_that_does_not_exist_is_ended_by_nobody(chief):
    for name in ("", "nobody", "a\0b"):
        answer = logged_in(chief).post(EVERYBODY, {"do": "end", "user": name})
        assert answer.status_code == 404


CHANGES = {
    "password": lambda user: User.objects.filter(pk=user.pk).update(password="!"),
    "active": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "staff": lambda user: User.objects.filter(pk=user.pk).update(is_staff=False),
    "superuser": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=True),
    "group given": lambda user: user.groups.add(Group.objects.get(name="chief")),
    "group taken": lambda user: user.groups.clear(),
    "right given": lambda user: user.user_permissions.add(Permission.objects.earliest("pk")),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_standing_ends_every_log_in_at_once(two, reporter, editor, what):
    other = logged_in(editor)
    CHANGES[what](reporter)
    assert not reporter.log_ins.exists()
    assert [inside(one) for one in (*two, other)] == [False, False, True]


def test_a_change_of_name_or_language_ends_nothing(two, reporter):
    reporter.first_name, reporter.language = "Ida", "en"
    reporter.save()
    reporter.groups.set(reporter.groups.all())
    assert all(inside(one) for one in two)


def test_a_stale_log_in_types_its_password_before_it_changes_what_opens(two, reporter):
    client, _other = two
    session = client.session
    session[here.KEY] |= {"fresh": time.time() - here.FRESH}
    session.save()
    assert unquote(client.get(f"{OWN}add/").url) == f"{OWN}confirm/?next={OWN}add/"
    answer = client.post(OWN, {"do": "codes"})
    assert unquote(answer.url) == f"{OWN}confirm/?next={OWN}"
    where = f"{OWN}confirm/?next=/admin/security/add/"
    assert client.post(where, {"password": "falsch"}).status_code == 200
    assert client.get(f"{OWN}add/").status_code == 302
    assert client.post(where, {"password": "s3cret-and-long"}).url == f"{OWN}add/"
    assert client.get(f"{OWN}add/").status_code == 200


def test_a_wrong_password_there_counts_at_the_gate(two):
    codes = [two[0].post(f"{OWN}confirm/", {"password": f"{n}"}).status_code for n in range(6)]
    assert codes == [200] * 4 + [429] * 2


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_the_confirmation_leads_nowhere_else(two, where):
    answer = two[0].post(f"{OWN}confirm/?next={where}", {"password": "s3cret-and-long"})
    assert answer.url == OWN


def test_a_person_sets_up_and_removes_an_app(two, reporter):
    client = two[0]
    secret = client.get(f"{OWN}add/").context["secret"].replace(" ", "")
    page = client.post(f"{OWN}add/", {"code": code(secret=secret), "name": "Tele\0fon"})
    assert len(page.context["codes"]) == 10
    app = reporter.authenticators.get()
    assert app.name == "Telefon"
    assert secret not in client.get(OWN).content.decode()
    assert client.get(f"{OWN}add/").context["secret"].replace(" ", "") != secret
    client.post(OWN, {"do": "forget", "kind": "app", "factor": app.pk})
    assert not factors.has_any(reporter)
    assert not reporter.recovery_codes.exists()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "²"])
def test_nonsense_is_no_factor(two, key):
    given = {"do": "forget", "kind": "app", "factor": key}
    assert two[0].post(OWN, given).status_code == 404
    assert two[0].post(OWN, given | {"kind": "user"}).status_code == 404


def test_a_colleagues_factor_is_out_of_reach(two, editor):
    app = editor.authenticators.create(name="Telefon", secret=factors.seal(SECRET))
    given = {"do": "forget", "kind": "app", "factor": app.pk}
    assert two[0].post(OWN, given).status_code == 404
    assert factors.has_any(editor)


def test_the_keeper_resets_a_lost_second_step_and_the_chief_does_not(chief, reporter):
    reporter.authenticators.create(name="Telefon", secret=factors.seal(SECRET))
    given = {"do": "reset", "user": "reporter"}
    assert logged_in(chief).post(EVERYBODY, given).status_code == 403
    assert factors.has_any(reporter)
    keeper = person_of_the_desk("keeper", "administrator")
    root = person_of_the_desk("root", is_superuser=True)
    assert logged_in(keeper).post(EVERYBODY, given).status_code == 302
    assert not factors.has_any(reporter)
    assert logged_in(keeper).post(EVERYBODY, given | {"user": root.username}).status_code == 403


def test_a_log_in_says_when_it_was_last_used_and_writes_it_seldom(two):
    client = two[0]
    session = client.session
    session[here.KEY] |= {"seen": time.time() - 2 * here.PRECISION}
    session.save()
    client.get(OWN)
    seen = LogIn.objects.get(pk=key(client)).get_decoded()[here.KEY]["seen"]
    assert time.time() - seen < here.PRECISION
    client.get(OWN)
    assert LogIn.objects.get(pk=key(client)).get_decoded()[here.KEY]["seen"] == seen
