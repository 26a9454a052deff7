"""The first account is made by somebody at a terminal; the demo's stay out of production."""

import sys
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from articles.drafts.models import Decision, User
from articles.management.commands import first_administrator
from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db
PASSWORD = "Nebel-uber-der-Elde-7"


@pytest.fixture
def typing(monkeypatch):
    """What somebody types, line by line: name, address, and the password twice."""

    def answers(name="ida", email="ida@example.org", first=PASSWORD, again=None):
        lines = iter([name, email])
        secrets = iter([first, first if again is None else again])
        monkeypatch.setattr("builtins.input", lambda _asked: next(lines))
        monkeypatch.setattr(first_administrator, "getpass", lambda _asked: next(secrets))
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)

    return answers


def command(*arguments: str) -> None:
    call_command("first_administrator", *arguments, stdout=StringIO(), stderr=StringIO())


def log_in(name: str, password: str = PASSWORD) -> int:
    return Client().post("/admin/login/", {"username": name, "password": password}).status_code


def test_the_first_one_can_log_in_and_keeps_accounts(typing):
    typing()
    command()
    user = User.objects.get(username="ida")
    assert [group.name for group in user.groups.all()] == ["administrator"]
    assert (user.is_superuser, user.has_perm("articles.add_user")) == (False, True)
    assert log_in("ida") == 302
    line = Decision.objects.get(verb="account_added")
    assert (line.by, line.details["account"]) == (None, "ida")


def test_one_who_may_do_everything_is_made_when_asked_for(typing):
    typing()
    command("--superuser")
    assert User.objects.get(username="ida").is_superuser


@pytest.mark.parametrize("there", ["administrator", "superuser"])
def test_where_there_is_one_it_refuses_unless_asked(typing, there):
    group = there if there == "administrator" else ""
    person_of_the_desk("keeper", group, is_superuser=there == "superuser")
    typing()
    with pytest.raises(CommandError, match="keeper"):
        command()
    command("--another")
    assert User.objects.filter(username="ida").exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"first": "short"},
        {"first": "password1234"},
        {"again": "something else"},
        {"name": ""},
        {"name": "two words"},
        {"email": "no address"},
        {"name": "chief"},
    ],
)
def test_what_is_bad_makes_nothing(typing, chief, bad):
    typing(**bad)
    with pytest.raises(CommandError):
        command()
    assert User.objects.count() == 1


def test_a_password_is_not_taken_from_a_pipe(monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match="terminal"):
        command()


@pytest.fixture
def demo(chief):
    chief.email = "chief@Faehrbote.example"
    chief.save()
    return chief


def test_the_demos_account_opens_a_desk_in_development_and_none_in_production(demo, settings):
    client = Client()
    client.force_login(demo)
    assert log_in("chief", "s3cret-and-long") == 302
    settings.PRODUCTION = True
    assert log_in("chief", "s3cret-and-long") == 200
    assert client.get("/admin/").status_code == 302


def found() -> set[str]:
    return {one.id for one in run_checks(databases=["default"])}


def test_production_names_the_demos_accounts(demo, settings):
    assert "articles.E011" not in found()
    settings.PRODUCTION = True
    assert "articles.E011" in found()
    assert "articles.E011" not in {one.id for one in run_checks()}
    User.objects.update(is_active=False)
    assert "articles.E011" not in found()
