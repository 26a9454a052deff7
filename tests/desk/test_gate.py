"""The gate: who tries too often waits, nobody learns which names exist, and the log has it all."""

import re
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from articles.desk.gate import network_of
from articles.drafts import workflow
from articles.drafts.models import Decision
from tests.cast import draft, person_of_the_desk

pytestmark = pytest.mark.django_db
PASSWORD = "s3cret-and-long"
LOG_IN = "/admin/login/"


def attempt(name: str, password: str = "falsch", address: str = "192.0.2.1", **more: str):
    given = {"username": name, "password": password, "next": "/admin/"}
    return Client(REMOTE_ADDR=address, **more).post(LOG_IN, given)


def fail(name: str, times: int, address: str = "192.0.2.1") -> list[int]:
    return [attempt(name, address=address).status_code for _ in range(times)]


def lines(**by: object) -> list[str]:
    """Verbs of the log, the first one first."""
    return list(Decision.objects.filter(**by).order_by("id").values_list("verb", flat=True))


def words(page) -> str:
    """What a page says; the name that was typed and its token are the visitor's own."""
    said = page.content.decode()
    said = said[said.index("<main") : said.index("</main>")]
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", said)


def test_a_name_longer_than_any_accounts_is_refused_and_counted():
    name = "x" * 5_000
    assert fail(name, 4) == [200] * 4
    assert attempt(name + "y").status_code == 429


def test_the_right_password_opens_and_is_a_line_of_the_log(reporter):
    assert attempt("reporter", PASSWORD).status_code == 302
    assert lines(by=reporter) == ["log_in"]
    assert Decision.objects.get().uid is None


def test_the_fifth_failure_closes_and_the_right_password_waits_too(reporter):
    assert fail("reporter", 5) == [200, 200, 200, 200, 429]
    assert attempt("reporter", PASSWORD).status_code == 429
    assert lines() == ["log_in_failed"] * 5 + ["lock_out"]


def test_four_slips_and_the_right_password_begin_anew(reporter):
    for _ in range(2):
        fail("reporter", 4)
        assert attempt("reporter", PASSWORD).status_code == 302
    assert "lock_out" not in lines()


def test_somebody_elses_failures_do_not_lock_out_from_another_address(reporter):
    fail("reporter", 20, "198.51.100.7")
    assert attempt("reporter", PASSWORD).status_code == 302


def test_one_address_that_tries_many_names_waits(reporter):
    codes = [attempt(f"name-{n}").status_code for n in range(31)]
    assert codes == [200] * 29 + [429] * 2
    assert attempt("reporter", PASSWORD).status_code == 429
    assert attempt("reporter", PASSWORD, "198.51.100.7").status_code == 302


def test_an_account_of_ones_own_does_not_wipe_the_address_clean(reporter):
    for n in range(29):
        attempt(f"name-{n}")
        assert attempt("reporter", PASSWORD).status_code == 302
    assert attempt("name-29").status_code == 429


def test_a_name_tried_from_everywhere_waits_everywhere(reporter):
    for n in range(25):
        fail("reporter", 4, f"198.51.100.{n}")
    assert attempt("reporter", PASSWORD, "203.0.113.9").status_code == 429


def test_another_browser_is_no_new_visitor(reporter):
    codes = [attempt("reporter", HTTP_USER_AGENT=f"Mozilla/{n}").status_code for n in range(5)]
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "0.0.0.0"),
        ("nonsense, '--", "0.0.0.0"),
    ],
)
def test_an_address_is_counted_with_its_neighbours(address, counted):
    assert network_of(address) == counted


def test_nobody_makes_up_an_address(reporter):
    codes = [
        attempt("reporter", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}").status_code for n in range(5)
    ]
    assert codes[-1] == 429


def test_behind_our_proxy_its_word_counts_and_the_visitors_does_not(reporter, settings):
    settings.BEHIND_PROXY = True
    said = "203.0.113.{n}, 198.51.100.7"
    for n in range(5):
        attempt("reporter", HTTP_X_FORWARDED_FOR=said.format(n=n))
    assert attempt("reporter", PASSWORD).status_code == 302
    assert attempt("reporter", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 429


def test_the_wait_ends_and_trying_meanwhile_does_not_lengthen_it(reporter, settings):
    fail("reporter", 5)
    AccessAttempt.objects.update(attempt_time=Now() - settings.AXES_COOLOFF_TIME * 0.9)
    assert fail("reporter", 3) == [429] * 3
    AccessAttempt.objects.update(attempt_time=Now() - settings.AXES_COOLOFF_TIME)
    assert attempt("reporter", PASSWORD).status_code == 302


def test_a_refused_attempt_adds_nothing_to_the_log(reporter):
    fail("reporter", 5)
    before = lines()
    fail("reporter", 10)
    assert lines() == before


def test_a_command_opens_an_account_again_and_says_so_in_the_log(reporter):
    fail("reporter", 5)
    call_command("unlock", "reporter", stdout=StringIO(), stderr=StringIO())
    assert attempt("reporter", PASSWORD).status_code == 302
    assert lines(by=reporter)[-2:] == ["unlock", "log_in"]


def test_a_command_opens_an_address_again(reporter):
    for n in range(30):
        attempt(f"name-{n}")
    call_command("unlock", address="192.0.2.1", stdout=StringIO(), stderr=StringIO())
    assert attempt("reporter", PASSWORD).status_code == 302


@pytest.mark.parametrize("given", [[], ["nobody"]])
def test_the_command_wants_an_account_that_exists(given):
    with pytest.raises(CommandError):
        call_command("unlock", *given, stdout=StringIO(), stderr=StringIO())


def test_an_unknown_name_is_answered_like_a_wrong_password(reporter):
    known, unknown = attempt("reporter"), attempt("somebody", address="198.51.100.7")
    assert words(known).replace("reporter", "somebody") == words(unknown)
    assert known.status_code == unknown.status_code
    known = [attempt("reporter") for _ in range(4)][-1]
    unknown = [attempt("somebody", address="198.51.100.7") for _ in range(4)][-1]
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert words(known) == words(unknown)


@pytest.mark.parametrize("who", ["known", "unknown", "inactive", "passwordless", "no staff"])
def test_every_refusal_costs_one_look_at_a_password(who, monkeypatch):
    user = person_of_the_desk("known")
    user.is_active, user.is_staff = who != "inactive", who != "no staff"
    if who == "passwordless":
        user.set_unusable_password()
    user.save()
    looked = []
    encode = MD5PasswordHasher.encode

    def counted(self, *args: object) -> str:
        looked.append(args)
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    right = who in {"inactive", "no staff"}
    page = attempt("known" if who != "unknown" else "somebody", PASSWORD if right else "falsch")
    assert (page.status_code, len(looked)) == (200, 1)
    assert lines() == ["log_in_failed"]


def test_a_password_typed_as_a_name_is_kept_nowhere_for_good(reporter):
    attempt("Sommer-Gewitter-77")
    line = Decision.objects.get()
    assert (line.by, line.details) == (None, {"address": "192.0.2.1"})


def test_logging_out_is_a_line_too(client, reporter):
    client.force_login(reporter)
    client.post("/admin/logout/")
    assert lines(by=reporter)[-1] == "log_out"


def test_the_page_of_whoever_waits_is_in_their_language(reporter):
    fail("reporter", 5)
    page = attempt("reporter", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Wait 15 minutes" in page
    assert 'lang="de"' in attempt("reporter", HTTP_ACCEPT_LANGUAGE="de").content.decode()


def log_page(user) -> str:
    """The lines of the log that somebody sees; the filters beside it name every kind there is."""
    client = Client()
    client.force_login(user)
    user.language = "en"
    user.save()
    page = client.get("/admin/articles/decision/")
    assert page.status_code == 200
    return page.content.decode().partition('id="result_list"')[2].partition("</table>")[0]


def test_chief_and_keeper_see_who_came_and_went(chief, reporter):
    attempt("reporter", PASSWORD)
    attempt("Sommer-Gewitter-77")
    for user in (chief, person_of_the_desk("keeper", "administrator")):
        said = log_page(user)
        assert "Logged in" in said
        assert "unknown name" in said
        assert "192.0.2.1" in said
        assert "Gewitter" not in said


def test_colleagues_see_their_own_lines_only(editor, reporter):
    attempt("reporter", PASSWORD)
    assert "Logged in" in log_page(reporter)
    fail("reporter", 1)
    assert "Log-in failed" not in log_page(editor)


def test_a_keeper_of_accounts_sees_no_decision_about_an_article(reporter, editor):
    workflow.submit(draft(reporter), by=reporter)
    assert "Submit" in log_page(editor)
    assert "Submit" not in log_page(person_of_the_desk("keeper", "administrator"))


def test_a_new_password_of_ones_own_ends_the_other_sessions(reporter):
    here, there = Client(), Client()
    for one in (here, there):
        one.force_login(reporter)
    new = {"new_password1": "ganz-neu-und-lang", "new_password2": "ganz-neu-und-lang"}
    answer = here.post(reverse("admin:password_change"), new | {"old_password": PASSWORD})
    assert answer.status_code == 302
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/").status_code == 302


def test_a_password_set_by_the_keeper_ends_every_session_of_the_account(reporter):
    keeper, theirs = Client(), Client()
    keeper.force_login(person_of_the_desk("keeper", "administrator"))
    theirs.force_login(reporter)
    new = {"password1": "ganz-neu-und-lang", "password2": "ganz-neu-und-lang"}
    url = reverse("admin:auth_user_password_change", args=[reporter.pk])
    assert keeper.post(url, new | {"usable_password": "true"}).status_code == 302
    assert theirs.get("/admin/").status_code == 302
    assert keeper.get("/admin/").status_code == 200


def test_a_password_or_a_group_given_by_the_keeper_is_a_line_of_the_log(client, reporter, chief):
    keeper = person_of_the_desk("keeper", "administrator")
    client.force_login(keeper)
    new = {"password1": "ganz-neu-und-lang", "password2": "ganz-neu-und-lang"}
    url = reverse("admin:auth_user_password_change", args=[reporter.pk])
    client.post(url, new | {"usable_password": "true"})
    url = reverse("admin:articles_user_change", args=[reporter.pk])
    date = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    groups = [group.pk for group in chief.groups.all()]
    client.post(url, date | {"username": "reporter", "is_staff": "on", "groups": groups})
    password, group = Decision.objects.filter(verb="account_changed").order_by("id")
    assert (password.by, password.details["account"]) == (keeper, "reporter")
    assert "password" in str(password.details["fields"]).lower()
    assert group.details["groups"] == ["chief"]
    assert "reporter · " in log_page(chief)


@pytest.mark.parametrize("what", ["is_active", "is_staff"])
def test_an_account_that_is_closed_is_out_at_once(client, reporter, what):
    client.force_login(reporter)
    setattr(reporter, what, False)
    reporter.save()
    assert client.get("/admin/").status_code == 302
