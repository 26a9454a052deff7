"""Attacks and odd strings in every field come out at the desk as words, on every page and file.

What editors type, what others send and what was kept is overwritten with them; then every address
is asked, and its answer read as a browser, a program or a spreadsheet reads it.
"""

import csv
import io
import json
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.core import mail as outbox
from django.db import transaction
from django.test import Client

import tests.cast
from articles.delivery.tasks import mail
from articles.press.break_glass import break_glass
from tests.attacks import OWN, faults, line, payloads
from tests.cast import draft, person_of_the_desk
from tests.hard import FULLY, times
from tests.wire.corpora import CORPORA

from . import stages
from .addresses import address, filled_in, rows
from .poisoning import Crowded, hostile_draft, in_turn, poison

pytestmark = pytest.mark.django_db

#: Breaks out of an attribute, of text, of a comment and of a script at once, and is short.
EVERYWAY = "'\"--></script><svg/onload=a(1)>"
#: So many newsrooms, in each of which so often everything is overwritten; each time each field has
#: another text.
ROUNDS, PASSES = times(2, fully=20), times(1, fully=16)
#: Where the words must be seen just as they were typed.
SHOWN = (
    *("admin/", "admin/articles/article/", "admin/articles/article/<path:object_id>/change/"),
    *("admin/articles/article/<int:pk>/history/", "admin/articles/article/<int:pk>/preview/"),
    *("admin/articles/article/<int:pk>/history/<str:before>/<str:after>/", "admin/fronts/"),
    *("admin/articles/article/<int:pk>/do/withdraw/", "admin/articles/article/promises/"),
    *("admin/articles/decision/", "admin/articles/decision/log.json", "admin/articles/tag/"),
    *("admin/articles/person/<path:object_id>/change/", "admin/articles/picture/"),
    *("admin/articles/article/<int:pk>/ticker/", "admin/articles/article/<int:pk>/shares/"),
)
#: What asks by words: the name of the field in the address.
ASKED = {
    "admin/search/": "q",
    "admin/articles/article/": "q",
    "admin/articles/article/find/": "q",
    "admin/articles/article/names/": "q",
    "admin/articles/picture/find/": "q",
    "admin/articles/person/": "q",
    "admin/articles/decision/": "q",
    "admin/login/": "next",
}


def strings(page: Element) -> str:
    """Everything a page says in text and attributes, but for what is typed as HTML."""
    found = []
    for one in page.iter():
        if one.tag == "textarea" and one.get("name") == "body":
            continue
        found += [one.text or "", *map(str, one.attrib.values())]
    found += [one.tail or "" for one in page.iter()]
    return " ".join(" ".join(found).replace("\u00ad", "").split())


def leaves(data: object) -> list[str]:
    """Every string of some JSON."""
    if isinstance(data, dict | list):
        inner = data.values() if isinstance(data, dict) else data
        return [text for one in inner for text in leaves(one)]
    return [data] if isinstance(data, str) else []


class Looked:
    """What was asked, and what was wrong with the answers."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.said: list[str] = []
        self.words: dict[str, str] = {}

    def look(self, row: str, path: str, answer=None) -> None:
        answer = answer if answer is not None else self.client.get(path)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        if answer.status_code >= 500:
            self.said.append(f"{row}: {answer.status_code}")
        if not answer.headers.get("Location", "/").startswith(("/", "?", ".")):
            self.said.append(f"{row}: leads to {answer['Location']}")
        self.words[row] = ""
        if kind == "text/html" and content:
            page = html5lib.parse(content.decode(), namespaceHTMLElements=False)
            self.said += [f"{row}: {one}" for one in faults(page, frames=True)]
            self.words[row] = strings(page)
        elif kind == "application/json":
            self.words[row] = " ".join(" ".join(leaves(json.loads(content))).split())
        elif kind == "text/csv":
            cells = [cell for one in csv.reader(io.StringIO(content.decode())) for cell in one]
            self.said += [f"{row}: {one}" for one in cells if one.startswith(("=", "+", "-", "@"))]
            self.words[row] = " ".join(cells)


@pytest.fixture
def root(client):
    """Somebody to whom every page opens."""
    user = person_of_the_desk("root", is_superuser=True, language="en")
    client.force_login(user)
    return user


def texts(number: int) -> list[str]:
    """What this round's fields say."""
    return [EVERYWAY] if number == 0 else payloads(60)


@pytest.fixture
def crowd(monkeypatch, root):
    """`crowd(choose)`: a newsroom of nothing but these words, everything in it overwritten."""

    def made(choose) -> Crowded:
        for module in (tests.cast, stages):
            monkeypatch.setattr(module, "draft", hostile_draft(choose, draft))
        return Crowded(choose).all()

    return made


@pytest.mark.parametrize("number", range(ROUNDS))
def test_no_attack_acts_at_the_desk(client, crowd, as_owner, number):
    newsroom = crowd(in_turn(texts(number), number))
    for turn in passes(number):
        choose = in_turn(texts(turn), turn)
        with as_owner():
            taken = poison(choose)
        assert len(taken) > 60, sorted(taken)
        looked = Looked(client)
        for row in rows():
            looked.look(row, address(row, newsroom))
        for row, name in ASKED.items():
            looked.look(f"{row}?{name}", f"/{row}?{urlencode({name: choose()})}")
        looked.look("404", f"/admin/{quote(choose())}/")
        shared = f"/admin/shared/{newsroom.secret}/"
        looked.look("guest", shared, Client().get(shared))
        assert sorted(set(looked.said)) == []
        if turn == 0:
            missing = [row for row in SHOWN if EVERYWAY not in looked.words[row]]
            twice = [row for row, said in looked.words.items() if "&lt;svg" in said]
            assert (missing, twice) == ([], [])


def passes(number: int) -> range:
    return range(number * PASSES, (number + 1) * PASSES)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_no_attack_that_is_posted_acts_or_breaks_anything(client, crowd, number):
    """Typed into every field of every form that takes words: done or refused, and shown again."""
    newsroom = crowd(lambda: "Wort")
    for turn in passes(number):
        choose = in_turn(texts(turn), turn)
        looked, sent = Looked(client), 0
        for row in rows():
            form = filled_in(row, newsroom)
            hostile = {name: choose() for name, old in form.items() if free(name, old)}
            if hostile:
                where = address(row, newsroom)
                with transaction.atomic():
                    looked.look(row, where, client.post(where, form | hostile))
                    transaction.set_rollback(True)
                sent += 1
        given = {"username": choose(), "password": choose(), "next": choose()}
        looked.look("log in", "", Client().post("/admin/login/", given))
        assert looked.said == []
        assert sent > 15


def free(name: str, old: object) -> bool:
    """Whether it is a field of words."""
    keys = {"kind", "genre", "language", "body", "slug", "step", "seen", "from", "key", "query"}
    return isinstance(old, str) and name not in keys and not old.isdigit()


@pytest.mark.parametrize("text", [*OWN, "a\nBcc: jeder@boese.example", "a\r\nSubject: x\r\n\r\nx"])
def test_a_letter_has_the_headers_we_gave_it(reporter, chief, text):
    """What is mailed is plain text; no word of an editor's comes to stand among the headers."""
    article = tests.cast.draft(reporter, headline=line(text, 200))
    break_glass(article, by=chief, reason=f"{text} ist der Grund, und kein anderer.")
    from procrastinate.contrib.django.models import ProcrastinateJob

    for job in ProcrastinateJob.objects.filter(task_name="delivery.mail"):
        mail.func(**job.args)
    assert outbox.outbox
    for one in outbox.outbox:
        letter = one.message()
        assert letter.get_all("To") == [chief.email]
        assert (letter.get_all("Bcc"), letter.get_all("Cc")) == (None, None)
        assert len(letter.get_all("Subject")) == 1
        assert letter.get_content_type() == "text/plain"


def test_the_corpora_are_tried():
    """Without them our own few strings are all that is tried."""
    if not CORPORA:
        pytest.skip("The corpora are not here: only our own attacks were tried.")
    assert len(payloads(60)) > (300 if FULLY else 60)
