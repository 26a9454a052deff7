"""The gate under a thousand guesses, and what its answers' time tells of a name: nothing."""

import sys
import time
from statistics import median

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher, make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import person_of_the_desk
from tests.hard import FULLY, times

from .test_gate import LOG_IN, PASSWORD, attempt

pytestmark = pytest.mark.django_db

#: Guesses at one name; and pairs of a known and an unknown name whose times are compared.
GUESSES, PAIRS = times(100, fully=1000), 150
#: Of a thousand guesses so many may be looked at.
MOST = 10
#: How far the ratio of the two times may be from one.
WITHIN = 0.05
PRODUCTS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]


@pytest.mark.parametrize("name", ["reporter", "somebody"])
def test_of_a_thousand_guesses_ten_at_most_are_looked_at(reporter, monkeypatch, name):
    """Whatever the browser calls itself, and wherever it says that it comes from."""
    looked = []
    encode = MD5PasswordHasher.encode

    def counted(self, *args: object) -> str:
        looked.append(args)
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for number in range(GUESSES):
        more = {"HTTP_USER_AGENT": f"x/{number}", "HTTP_X_FORWARDED_FOR": f"10.0.0.{number % 250}"}
        right = number == GUESSES - 1
        answer = attempt(name, PASSWORD if right else f"guess-{number}", **more)
        assert answer.status_code == (200 if number < 4 else 429)
    assert 0 < len(looked) <= MOST


def took(name: str, number: int) -> float:
    """Processor seconds of one refusal: another program's work is not in them."""
    client = Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
    given = {"username": name, "password": "falsch", "next": "/admin/"}
    begin = time.process_time()
    answer = client.post(LOG_IN, given)
    spent = time.process_time() - begin
    assert answer.status_code == 200
    return spent


@pytest.mark.skipif(not FULLY, reason="A measure of time: with NEWSROOM_HARD.")
def test_a_known_name_takes_as_long_as_an_unknown_one(settings):
    settings.PASSWORD_HASHERS = PRODUCTS
    user = person_of_the_desk("known")
    user.password = make_password(PASSWORD)
    user.save()
    took("known", 0), took("nobody", 0)
    known, unknown = [], []
    for number in range(1, PAIRS + 1):
        AccessAttempt.objects.all().delete()  # each is the first guess from its address
        pair = [(known, "known"), (unknown, "nobody")]
        for times_of, name in pair if number % 2 else reversed(pair):
            times_of.append(took(name, number))
    ratio = median(known) / median(unknown)
    said = f"{median(known):.4f} s known, {median(unknown):.4f} s not: {ratio:.3f}"
    sys.stdout.write(f"{PAIRS} pairs: {said}\n")
    assert abs(ratio - 1) <= WITHIN
    assert median(known) > 0.01, "that was no password hasher"


def test_a_known_name_asks_the_database_as_often(reporter):
    asked = {}
    attempt("reporter", address="192.0.2.9")
    for name, address in (("reporter", "192.0.2.7"), ("nobody", "192.0.2.8")):
        with CaptureQueriesContext(connection) as queries:
            attempt(name, address=address)
        asked[name] = [one["sql"].split()[0] for one in queries]
    assert asked["reporter"] == asked["nobody"]
