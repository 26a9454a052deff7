"""Two or three people edit one article as chance will have it: nothing that was saved is lost.

Each types words that nobody else types, so that every one can be looked for afterwards: in the
version its save made, and, unless somebody took it out with open eyes, in the newest one.
25 scripts in the suite, 250 by `python -m bench hard`.
"""

import re
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.drafts.models import Article, User, Version
from articles.text.blocks import split
from tests.cast import draft, person_of_the_desk
from tests.hard import times

from .test_saving import filled, save

pytestmark = pytest.mark.django_db
WORD = re.compile(r"w\d+w")
BODY = "".join(f"<p>Absatz {n}.</p>" for n in range(4))
CHOICES = ("mine", "theirs", "both")
#: What a person does next, the likelier the more often it stands here.
KINDS = (
    *("write",) * 6,
    *("save",) * 4,
    *("add", "add", "remove", "swap", "headline", "headline", "kicker", "internal_note", "open"),
)
STEPS = st.tuples(st.sampled_from(KINDS), st.integers(0, 2), st.sampled_from(CHOICES))
SCRIPTS = st.integers(2, 3).flatmap(
    lambda people: st.lists(st.tuples(st.integers(0, people - 1), STEPS), min_size=8, max_size=20)
)


@dataclass
class Desk:
    """One person with the form open: what it was opened with, and what stands in it now."""

    client: Client
    read: dict[str, str] = field(default_factory=dict)
    seen: int = 0
    form: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    def open(self, article: Article) -> None:
        """Load the form; what was typed and not saved is thrown away by doing so."""
        self.read = {name: getattr(article, name) for name in ("headline", "kicker", "body")}
        self.read["internal_note"] = article.internal_note
        self.seen, self.form, self.typed = article.version, dict(self.read), set()

    def type(self, what: str, place: int, word: str) -> None:
        if what not in {"write", "remove", "add", "swap"}:
            self.form[what] = f"{self.form[what]} {word}".strip()
            self.typed.add(word)
            return
        blocks = [block.html for block in split(self.form["body"])]
        place %= len(blocks)
        if what == "write":
            blocks[place] = blocks[place].replace("</p>", f" {word}</p>")
        elif what == "add":
            blocks.insert(place, f"<p>{word}</p>")
        elif what == "swap":
            blocks.insert(0, blocks.pop(place))
        elif len(blocks) > 1:
            del blocks[place]
        if what in {"write", "add"}:
            self.typed.add(word)
        self.form["body"] = "".join(blocks)
        self.typed &= words_in(self.form)


def words_in(content: dict[str, str]) -> set[str]:
    return set(WORD.findall(" ".join(content[n] for n in ("headline", "kicker", "body")))) | set(
        WORD.findall(content["internal_note"])
    )


def newest() -> dict[str, str]:
    found: dict[str, str] = Version.objects.order_by("-number").values_list("content", flat=True)[0]
    return found


@settings(
    max_examples=times(25, fully=250),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(script=SCRIPTS)
def test_no_acknowledged_word_is_ever_missing_from_history(db, script):
    with transaction.atomic():
        follow(script)
        transaction.set_rollback(True)


def follow(script) -> None:
    people = [person_of_the_desk(f"writer-{n}", "reporter") for n in range(3)]
    article = draft(people[0], headline="Anfang", body=BODY)
    desks = [desk_of(user, article) for user in people]
    acknowledged: set[str] = set()
    at_last = [(n, ("save", 0, "both")) for n in range(len(people))]
    for number, (who, (what, place, choice)) in enumerate([*script, *at_last]):
        desk = desks[who]
        if what == "save":
            acknowledged |= saved(desk, article, choice)
        elif what == "open":
            article.refresh_from_db()
            desk.open(article)
        else:
            desk.type(what, place, f"w{number}w")
    history = set().union(*(words_in(v.content) for v in Version.objects.all()))
    assert acknowledged <= history


def desk_of(user: User, article: Article) -> Desk:
    client = Client()
    client.force_login(user)
    desk = Desk(client)
    desk.open(article)
    return desk


def saved(desk: Desk, article: Article, choice: str) -> set[str]:
    """Save until it is taken. Returns the words that were acknowledged, having looked for them."""
    before = words_in(newest())
    form = filled(article, seen=desk.seen) | desk.form
    page, asked = save(desk.client, article, **form), False
    while page.status_code == 200:
        keys = re.findall(r'name="(clash-[^"]+)" value="mine"', page.content.decode())
        assert keys, "refused without a question"
        assert not desk.typed - words_in_page(page), "typed words are not on the screen"
        # A line of its own, unlike the text, cannot say both.
        both = {key for key in keys if f'name="{key}" value="both"' in page.content.decode()}
        given = {key: choice if choice != "both" or key in both else "mine" for key in keys}
        assert not (asked and given.keys() <= form.keys()), "the same question twice"
        form, asked = form | given, True
        page = save(desk.client, article, **form)
    assert page.status_code == 302
    now, taken_out = words_in(newest()), words_in(desk.read) - words_in(desk.form)
    if not asked or choice == "both":
        assert desk.typed <= now
    if not asked:
        assert before - taken_out <= now
    typed = desk.typed if not asked or choice != "theirs" else set()
    article.refresh_from_db()
    desk.open(article)
    return typed


def words_in_page(page) -> set[str]:
    return set(WORD.findall(page.content.decode()))
