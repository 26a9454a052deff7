"""The second step: the password alone does not open, a code does so once, and guesses count."""

from datetime import timedelta
from io import StringIO

import pyotp
import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.test import Client

from articles.drafts import factors
from articles.drafts.errors import LastFactor
from articles.drafts.models import Authenticator, Decision
from articles.reader import clock as now
from tests.cast import person_of_the_desk
from tests.hard import times

pytestmark = pytest.mark.django_db
PASSWORD = "s3cret-and-long"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SECOND, FIRST = "/admin/second/", "/admin/second/first/"


def code(moment=None, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(moment or now.now())


@pytest.fixture
def careful(reporter):
    """A reporter with an app of their own will."""
    reporter.authenticators.create(name="Telefon", secret=factors.seal(SECRET))
    return reporter


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_GROUPS = ["chief"]


def password(client: Client | None = None, name: str = "reporter", where: str = "/admin/"):
    client = client or Client(REMOTE_ADDR="192.0.2.1")
    given = {"username": name, "password": PASSWORD, "next": where}
    return client, client.post("/admin/login/", given)


def inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def verbs() -> list[str]:
    return list(Decision.objects.order_by("id").values_list("verb", flat=True))


def test_the_password_alone_opens_nothing_and_the_code_opens(careful):
    client, answer = password(where="/admin/security/")
    assert answer.url == SECOND
    assert not inside(client)
    assert verbs() == []
    answer = client.post(SECOND, {"code": code()})
    assert (answer.status_code, answer.url) == (302, "/admin/security/")
    assert inside(client)
    assert verbs() == ["log_in"]


def test_who_has_no_second_step_and_needs_none_is_not_asked(reporter, strict):
    client, answer = password()
    assert answer.url == "/admin/"
    assert inside(client)


def test_a_code_opens_once(careful):
    spent = code()
    for expected in (302, 200):
        client, _ = password()
        assert client.post(SECOND, {"code": spent}).status_code == expected


def test_a_code_of_before_the_last_one_is_spent_as_well(careful, clock):
    moment = now.now()
    clock(moment)
    client, _ = password()
    client.post(SECOND, {"code": code(moment)})
    client, _ = password()
    assert client.post(SECOND, {"code": code(moment - timedelta(seconds=30))}).status_code == 200
    assert client.post(SECOND, {"code": code(moment + timedelta(seconds=30))}).status_code == 302


@pytest.mark.parametrize(("late", "status"), [(-90, 200), (-30, 302), (30, 302), (90, 200)])
def test_a_telephones_clock_may_be_half_a_minute_off(careful, clock, late, status):
    moment = now.now()
    clock(moment)
    client, _ = password()
    given = {"code": code(moment + timedelta(seconds=late))}
    assert client.post(SECOND, given).status_code == status


def test_blanks_in_a_code_are_no_matter(careful):
    client, _ = password()
    shown = code()
    assert client.post(SECOND, {"code": f" {shown[:3]} {shown[3:]} "}).status_code == 302


def test_a_guessed_code_counts_like_a_guessed_password(careful):
    client, _ = password()
    codes = [client.post(SECOND, {"code": f"00000{n}"}).status_code for n in range(7)]
    assert codes == [200] * 4 + [429] * 3
    assert client.post(SECOND, {"code": code()}).status_code == 429
    assert password()[1].status_code == 429
    assert verbs() == ["log_in_failed"] * 5 + ["lock_out"]


def test_the_right_password_between_guesses_does_not_wipe_them_away(careful):
    for n in range(5):
        client, _ = password()
        client.post(SECOND, {"code": f"00000{n}"})
    assert password()[1].status_code == 429


def test_of_any_number_of_guessed_codes_five_are_looked_at(careful, monkeypatch):
    looked = []
    real = factors.opens
    monkeypatch.setattr(factors, "opens", lambda *given: looked.append(1) or real(*given))
    client, _ = password()
    for n in range(times(40, fully=1000)):
        client.post(SECOND, {"code": f"{n:06}x"})
    assert len(looked) == 5


def test_without_the_password_there_is_no_second_step(careful):
    for where in (SECOND, FIRST):
        client = Client()
        assert client.get(where).url == "/admin/login/"
        assert client.post(where, {"code": code()}).url == "/admin/login/"
        assert not inside(client)


def test_who_has_a_factor_sets_up_no_other_with_the_password_alone(careful, strict):
    client, _ = password()
    assert client.get(FIRST).url == SECOND
    assert client.post(FIRST, {"code": code()}).url == SECOND
    assert not inside(client)


def test_a_password_changed_between_the_steps_ends_the_wait(careful):
    client, _ = password()
    careful.set_password("ganz-neu-und-lang")
    careful.save()
    assert client.post(SECOND, {"code": code()}).url == "/admin/login/"


def test_the_wait_for_the_second_step_ends(careful, monkeypatch):
    monkeypatch.setattr("articles.desk.security.waiting.PATIENCE", -1)
    client, _ = password()
    assert client.get(SECOND).url == "/admin/login/"


def test_an_account_closed_between_the_steps_stays_out(careful):
    client, _ = password()
    careful.is_active = False
    careful.save()
    assert client.post(SECOND, {"code": code()}).url == "/admin/login/"


def test_a_paper_code_opens_once_and_is_kept_as_a_digest(careful):
    papers = factors.new_recovery_codes(careful)
    assert len(set(papers)) == 10
    kept = " ".join(careful.recovery_codes.values_list("digest", flat=True))
    assert not any(factors.bare(one) in kept for one in papers)
    for expected in (302, 200):
        client, _ = password()
        answer = client.post(SECOND, {"code": papers[3].upper()})
        assert answer.status_code == expected
    assert "recovery_used" in verbs()


def test_new_paper_codes_make_the_old_ones_worthless(careful):
    old = factors.new_recovery_codes(careful)
    factors.new_recovery_codes(careful)
    client, _ = password()
    assert client.post(SECOND, {"code": old[0]}).status_code == 200


def test_a_secret_is_not_in_the_database(careful):
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM articles_authenticator")
        (kept,) = cursor.fetchone()
    assert SECRET not in kept
    assert factors.unseal(kept) == SECRET


def test_after_a_change_of_key_the_old_one_still_unseals(careful, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    app = Authenticator.objects.get()
    assert factors.unseal(app.secret) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    assert factors.unseal(app.secret) == ""
    assert not factors.opens(careful, code(), now.now())


def test_a_role_that_needs_it_sets_it_up_at_the_first_log_in(chief, strict):
    client, answer = password(name="chief")
    assert answer.url == FIRST
    assert not inside(client)
    page = client.get(FIRST)
    secret = page.context["secret"].replace(" ", "")
    assert page.context["picture"].startswith("data:image/svg+xml")
    assert client.post(FIRST, {"code": "000000"}).context["secret"].replace(" ", "") == secret
    assert not inside(client)
    page = client.post(FIRST, {"code": code(secret=secret), "name": "Telefon"})
    assert len(page.context["codes"]) == 10
    assert "no-store" in page["Cache-Control"]
    assert page.context["onward"] == "/admin/"
    assert inside(client)
    assert verbs() == ["factor_added", "recovery_codes", "log_in"]
    client, answer = password(name="chief")
    assert answer.url == SECOND


def test_a_code_for_an_app_that_was_never_offered_adds_nothing(chief, strict):
    client, _ = password(name="chief")
    assert client.post(FIRST, {"code": "000000"}).status_code == 200
    assert client.post(FIRST, {"credential": "[]", "name": "\0"}).status_code == 200
    assert not factors.has_any(chief)


def test_a_superuser_needs_it_wherever_a_role_does(strict):
    person_of_the_desk("root", is_superuser=True)
    assert password(name="root")[1].url == FIRST


def test_the_last_factor_of_a_role_that_needs_one_stays(chief, strict):
    one = chief.authenticators.create(name="Telefon", secret=factors.seal(SECRET))
    with pytest.raises(LastFactor):
        factors.forget(chief, one)
    chief.authenticators.create(name="Tablet", secret=factors.seal(SECRET))
    factors.forget(chief, one)
    assert chief.authenticators.get().name == "Tablet"


def test_both_pages_are_in_the_visitors_language(careful):
    client, _ = password(Client(HTTP_ACCEPT_LANGUAGE="en"))
    careful.language = "en"
    careful.save()
    assert "Second step" in client.get(SECOND).content.decode()


def test_a_role_that_nobody_has_is_a_fault_of_the_settings(settings):
    settings.SECOND_FACTOR_GROUPS = ["chiefs"]
    assert "articles.E010" in {one.id for one in run_checks()}
    settings.SECOND_FACTOR_GROUPS = ["chief", "administrator"]
    assert "articles.E010" not in {one.id for one in run_checks()}


def test_a_command_takes_a_lost_factor_away(careful):
    call_command("unlock", "reporter", "--second-step", stdout=StringIO(), stderr=StringIO())
    assert not factors.has_any(careful)
    assert verbs() == ["factors_reset", "unlock"]
