"""Nobody is led away from the newsroom by an address that a stranger wrote into a link."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import Client

from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db

LOG_IN, CONFIRM = "/admin/login/", "/admin/security/confirm/"
PASSWORD = "s3cret-and-long"
#: What browsers and libraries take for another house, each in a way of its own.
AWAY = [
    *("https://evil.example/", "http://evil.example/", "//evil.example/", "///evil.example/"),
    *("////evil.example/", "https:evil.example", "https:/evil.example/", "https:///evil.example/"),
    *("HTTPS://EVIL.EXAMPLE/", "hTtP://evil.example", "\\\\evil.example", "\\/evil.example/"),
    *(
        "/\\evil.example/",
        "/\\/evil.example/",
        "\\\\\\evil.example/",
        "//evil.example\\@x",
    ),
    *("https://testserver@evil.example/", "https://testserver:80@evil.example/"),
    *("https://testserver.evil.example/", "https://eviltestserver/", "//testserver@evil.example/"),
    *("https://evil.example/?testserver", "https://evil.example#testserver", "//evil.example:80/"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://testserver/%0aalert(1)"),
    *(
        "data:text/html,x",
        "vbscript:x",
        "ftp://evil.example/",
        "file:///etc/passwd",
        "mailto:a@b",
    ),
    *(
        " https://evil.example/",
        "\thttps://evil.example/",
        "\n//evil.example/",
        "/\t/evil.example",
    ),
    *("ht\ntps://evil.example/", "\x00//evil.example/", "\x0b//evil.example/", "http://[evil"),
    *(
        "//evil。example/",
        "https://evil.example\r\nX: 1",
        "/%09/evil.example/",
        "//%65vil.example",
    ),
]


def leads_home(answer) -> bool:
    """Where a browser would go, which reads a backslash as a slash and passes over odd signs."""
    where = answer["Location"].translate({ord("\\"): "/", 9: None, 10: None, 13: None}).strip()
    parts = urlsplit(urljoin("http://testserver/admin/", where))
    return parts.scheme in {"http", "https"} and parts.netloc == "testserver"


@pytest.fixture
def reporter_in(db):
    user = person_of_the_desk("reporter", "reporter")
    user.set_password(PASSWORD)
    user.save()
    return user


def test_there_are_forty_ways_and_the_check_would_notice():
    assert len(set(AWAY)) >= 40
    assert not leads_home({"Location": "//evil.example/"})
    assert not leads_home({"Location": "/\\evil.example/"})
    assert leads_home({"Location": "/admin/"})


@pytest.mark.parametrize("where", AWAY)
def test_no_log_in_and_no_confirmation_leads_away(reporter_in, where):
    client = Client()
    given = {"username": "reporter", "password": PASSWORD}
    answer = client.post(f"{LOG_IN}?next={quote(where)}", given | {"next": where})
    assert answer.status_code == 302
    assert leads_home(answer), answer["Location"]
    answer = client.post(f"{CONFIRM}?next={quote(where)}", {"password": PASSWORD})
    assert answer.status_code == 302
    assert leads_home(answer), answer["Location"]
