"""Log-in by a provider: real HTTP, signed tokens, and every way in which they may be wrong."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from articles.drafts.models import Decision, User

pytestmark = pytest.mark.django_db
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
CLIENT, SECRET = "newsroom", "between-us"


class Provider:
    """What a provider knows. Tests change it before somebody comes back."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.key, self.nonce = issuer, KEY, ""
        self.token: dict = {}
        self.user = {"sub": "1", "email": "Reporter@example.org", "email_verified": True}
        self.asked: dict = {}
        self.broken = False

    def answer(self, path: str, sent: dict) -> object:
        if self.broken:
            return None
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}
        if path == "/token":
            self.asked = sent
            return {"access_token": "a", "id_token": self.signed()}
        return self.user

    def signed(self) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "nonce": self.nonce}
        said |= {"iat": now, "exp": now + 60} | self.token
        return jwt.encode(said, self.key, algorithm="RS256", headers={"kid": "one"})


@contextmanager
def running() -> Iterator[Provider]:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.say(parse_qs(self.rfile.read(length).decode()))

        def do_GET(self) -> None:
            self.say({})

        def say(self, sent: dict) -> None:
            said = provider.answer(urlsplit(self.path).path, sent)
            self.send_response(200 if said else 500)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *said: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        provider = Provider(f"http://127.0.0.1:{server.server_port}")
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()


@pytest.fixture
def provider(settings, monkeypatch, reporter):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as found:
        settings.ROOT_URLCONF = "tests.desk.provider_urls"
        settings.AUTHENTICATION_BACKENDS = [
            *settings.AUTHENTICATION_BACKENDS,
            "articles.desk.provider.ProviderBackend",
        ]
        settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_ISSUER = found.issuer
        settings.OIDC_OP_AUTHORIZATION_ENDPOINT = f"{found.issuer}/authorize"
        settings.OIDC_OP_TOKEN_ENDPOINT = f"{found.issuer}/token"
        settings.OIDC_OP_USER_ENDPOINT = f"{found.issuer}/userinfo"
        settings.OIDC_OP_JWKS_ENDPOINT = f"{found.issuer}/keys"
        yield found


def sent_there(provider: Provider, where: str = "/admin/security/") -> tuple[Client, dict]:
    """A browser on its way to the provider, and what it was told to ask there."""
    client = Client()
    answer = client.get("/admin/oidc/log-in/", {"next": where})
    asked = {name: value[0] for name, value in parse_qs(urlsplit(answer.url).query).items()}
    provider.nonce = asked["nonce"]
    return client, asked


def come_back(provider: Provider, **more: str):
    client, asked = sent_there(provider)
    return client, client.get("/admin/oidc/back/", {"code": "c", "state": asked["state"]} | more)


def refused(answer: object) -> bool:
    return answer.url.startswith("/admin/login/")


def test_who_is_known_by_address_comes_in(provider, reporter):
    client, answer = come_back(provider)
    assert answer.url == "/admin/security/"
    page = client.get("/admin/security/")
    assert page.context["user"] == reporter
    assert Decision.objects.get().verb == "log_in"
    assert provider.asked["client_secret"] == [SECRET]
    assert provider.asked["code_verifier"]


def test_the_log_in_offers_it_and_the_password_stays(provider):
    page = Client().get("/admin/login/?next=/admin/").content.decode()
    assert 'href="/admin/oidc/log-in/?next=/admin/"' in page
    assert 'name="password"' in page


WRONG = {
    "another issuer": lambda one: one.token.update(iss="https://evil.example"),
    "for another client": lambda one: one.token.update(aud="another"),
    "of another ceremony": lambda one: setattr(one, "nonce", "x"),
    "out of date": lambda one: one.token.update(exp=int(time.time()) - 60),
    "by another key": lambda one: setattr(one, "key", OTHER),
    "about another": lambda one: one.user.update(sub="2"),
    "address not verified": lambda one: one.user.update(email_verified=False),
    "verified in words": lambda one: one.user.update(email_verified="false"),
    "no address": lambda one: one.user.pop("email"),
    "no account": lambda one: one.user.update(email="nobody@example.org"),
    "no staff": lambda _one: User.objects.update(is_staff=False),
    "closed": lambda _one: User.objects.update(is_active=False),
    "provider is down": lambda one: setattr(one, "broken", True),
}


@pytest.mark.parametrize("what", WRONG)
def test_an_answer_that_is_wrong_lets_nobody_in(provider, what):
    client, asked = sent_there(provider)
    WRONG[what](provider)
    answer = client.get("/admin/oidc/back/", {"code": "c", "state": asked["state"]})
    assert refused(answer)
    assert client.get("/admin/").status_code == 302
    assert User.objects.count() == 1


def test_a_state_of_nobodys_and_one_used_before_let_nobody_in(provider):
    client, asked = sent_there(provider)
    assert refused(Client().get("/admin/oidc/back/", {"code": "c", "state": asked["state"]}))
    assert refused(client.get("/admin/oidc/back/", {"code": "c", "state": "guessed"}))
    where = {"code": "c", "state": asked["state"]}
    assert not refused(client.get("/admin/oidc/back/", where))
    client.post("/admin/logout/")
    assert refused(client.get("/admin/oidc/back/", where))


def test_the_way_back_leads_nowhere_else(provider):
    client, asked = sent_there(provider, "https://evil.example/")
    answer = client.get("/admin/oidc/back/", {"code": "c", "state": asked["state"]})
    assert answer.url == "/admin/"


def test_without_a_provider_there_is_no_such_address():
    assert Client().get("/admin/oidc/log-in/").status_code in {302, 404}
    assert "oidc" not in Client().get("/admin/login/").content.decode()
