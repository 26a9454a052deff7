"""Two people in one article: what does not overlap merges, the rest is asked, nothing is lost."""

import re
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.drafts.models import Article, Contribution, Version
from tests.cast import BODY, draft

from .test_saving import filled, save

pytestmark = pytest.mark.django_db

FIRST = "am Montag"
LAST = "im Herbst"


def rows(article: Article, *people, name: str = "contributions") -> dict[str, object]:
    """A byline as the form sends it."""
    values: dict[str, object] = {f"{name}-TOTAL_FORMS": len(people), f"{name}-INITIAL_FORMS": 0}
    stored = {one.person_id: one for one in article.contributions.all()}
    known = [person for person in people if person[0] in stored]
    values[f"{name}-INITIAL_FORMS"] = len(known)
    for place, (person, role) in enumerate(people):
        row = stored.get(person)
        values |= {
            f"{name}-{place}-id": row.pk if row else "",
            f"{name}-{place}-article": article.pk,
            f"{name}-{place}-person": person,
            f"{name}-{place}-role": role,
            f"{name}-{place}-order": place,
        }
    return values


@pytest.fixture
def two(reporter, editor):
    clients = Client(), Client()
    for client, user in zip(clients, (reporter, editor), strict=True):
        client.force_login(user)
    return clients


@pytest.fixture
def article(reporter):
    return draft(reporter)


def answers(page, choice: str) -> dict[str, str]:
    """What a person would tick: this choice at every question."""
    keys = re.findall(r'name="(clash-[^"]+)" value="mine"', page.content.decode())
    assert keys
    return dict.fromkeys(keys, choice)


def test_changes_of_different_paragraphs_merge_and_say_so(two, article):
    mine, theirs = two
    save(theirs, article, body=article.body.replace(LAST, "im Winter"))
    page = mine.post(
        reverse("admin:articles_article_change", args=[article.pk]),
        filled(article, body=article.body.replace(FIRST, "am Dienstag")),
        follow=True,
    )
    article.refresh_from_db()
    assert "am Dienstag" in article.body
    assert "im Winter" in article.body
    assert article.version == 3
    assert "zusammengeführt" in str(*list(page.context["messages"])[:1]).lower()


def test_different_fields_merge(two, article):
    mine, theirs = two
    save(theirs, article, kicker="Hafen", tags="Spundwand, Fähre")
    save(mine, article, headline="Meine Zeile", tags="Rat")
    article.refresh_from_db()
    assert (article.kicker, article.headline) == ("Hafen", "Meine Zeile")
    assert {tag.name for tag in article.tag_list} == {"Spundwand", "Fähre", "Rat"}


def test_one_paragraph_changed_by_both_is_asked_and_nothing_is_written(two, article):
    mine, theirs = two
    save(theirs, article, body=article.body.replace(FIRST, "am Sonntag"))
    page = save(mine, article, body=article.body.replace(FIRST, "am Dienstag"))
    said = page.content.decode()
    for words in ("am Montag", "am Sonntag", "am Dienstag"):
        assert words.split()[1] in said
    assert Version.objects.count() == 2
    assert "checked" not in said[said.index('class="conflict"') : said.index("</section>")]


@pytest.mark.parametrize(
    ("choice", "there", "away"),
    [
        ("mine", ["am Dienstag"], ["am Sonntag"]),
        ("theirs", ["am Sonntag"], ["am Dienstag"]),
        ("both", ["am Dienstag", "am Sonntag"], []),
    ],
)
def test_the_answer_decides_and_every_text_stays_in_the_history(two, article, choice, there, away):
    mine, theirs = two
    save(theirs, article, body=article.body.replace(FIRST, "am Sonntag"))
    words = {"body": article.body.replace(FIRST, "am Dienstag").replace(LAST, "im Winter")}
    page = save(mine, article, **words)
    assert save(mine, article, **words, **answers(page, choice)).status_code == 302
    article.refresh_from_db()
    assert all(text in article.body for text in (*there, "im Winter"))
    assert not any(text in article.body for text in away)


def test_an_answer_counts_only_for_the_text_it_was_given_for(two, article):
    mine, theirs = two
    save(theirs, article, headline="Die andere")
    page = save(mine, article, headline="Meine Zeile")
    given = answers(page, "mine")
    article.refresh_from_db()
    save(theirs, article, headline="Noch eine andere")
    assert save(mine, article, headline="Meine Zeile", seen=1, **given).status_code == 200
    assert Article.objects.get().headline == "Noch eine andere"


def test_a_stale_form_with_nothing_new_makes_no_version(two, article):
    mine, theirs = two
    stale = filled(article)
    save(theirs, article, headline="Die andere")
    url = reverse("admin:articles_article_change", args=[article.pk])
    assert mine.post(url, stale).status_code == 302
    assert (Version.objects.count(), Article.objects.get().headline) == (2, "Die andere")


def test_a_byline_only_the_other_changed_stays_theirs(two, reporter):
    mine, theirs = two
    article = draft(reporter, people=["Ada Lovis"])
    ada = Contribution.objects.get().person_id
    old = rows(article, (ada, ""))
    save(theirs, article, **rows(article, (ada, "Mitarbeit")))
    save(mine, article, headline="Meine Zeile", **old)
    assert Contribution.objects.get().role == "Mitarbeit"
    assert Article.objects.get().headline == "Meine Zeile"


def test_a_byline_both_changed_is_asked(two, reporter):
    mine, theirs = two
    article = draft(reporter, people=["Ada Lovis"])
    ada = Contribution.objects.get().person_id
    save(theirs, article, **rows(article, (ada, "Mitarbeit")))
    row = rows(article, (ada, "Bilder"))
    page = save(mine, article, **row)
    assert "Mitarbeit" in page.content.decode()
    assert Contribution.objects.get().role == "Mitarbeit"
    assert save(mine, article, **row, **answers(page, "mine")).status_code == 302
    assert Contribution.objects.get().role == "Bilder"


def test_a_decision_of_somebody_else_is_no_conflict(two, article, chief):
    mine, _theirs = two
    url = reverse("admin:articles_article_do", args=[article.pk, "submit"])
    stale = filled(article, headline="Meine Zeile")
    mine.post(url, {"seen": article.version})
    assert mine.post(reverse("admin:articles_article_change", args=[article.pk]), stale)
    assert Article.objects.get().headline == "Meine Zeile"


@pytest.mark.django_db(transaction=True)
def test_many_savers_at_once_lose_no_word(reporter):
    """Each writes a paragraph of their own into the form that all of them opened."""
    body = "".join(f"<p>Absatz {n}.</p>" for n in range(40)) + BODY
    article = draft(reporter, body=body)
    start = Barrier(8)

    def write(person: int) -> None:
        client = Client()
        client.force_login(reporter)
        start.wait()
        for n in range(person, 40, 8):
            words = article.body.replace(f"Absatz {n}.", f"Geschrieben {n}.")
            assert save(client, article, body=words).status_code == 302
        connection.close()

    people = [Thread(target=write, args=[n]) for n in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    article.refresh_from_db()
    assert all(f"Geschrieben {n}." in article.body for n in range(40))
    assert article.version == 41
