"""The desk's verbs on the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.drafts.models import Article
from articles.reader.models import Edition, Gone, Story
from tests.cast import approved, draft, revise

pytestmark = pytest.mark.django_db


def article(*arguments: str) -> str:
    out = StringIO()
    call_command("article", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_whole_life(reporter, chief):
    slug = draft(reporter).slug
    assert "would be http" in article("show", slug)
    assert "submitted" in article("submit", slug, "--by", "reporter")
    assert "chief: " in article("approve", slug, "--by", "chief")
    assert "1 first, live since" in article("publish", slug, "--by", "chief")
    revise(Article.objects.get(), reporter, chief, body="<p>Es sind 21.</p>")
    assert "since the last edition" in article("show", slug)
    said = article("correct", slug, "--by", "chief", "--note", "Die Zahl war falsch.")
    assert "2 correction" in said
    assert "Die Zahl war falsch." in said
    article("move", slug, "--by", "chief", "--to", "faehre")
    assert Story.objects.get().path.endswith("/faehre/")
    assert "(retracted)" in article(
        "withdraw", slug, "--by", "chief", "--reason", "Falsch", "--kind", "retracted"
    )
    article("restore", slug, "--by", "chief")
    assert not Gone.objects.exists()
    article("purge", slug, "--by", "chief", "--reason", "Beschluss")
    assert not Article.objects.exists()


def test_an_embargo_and_its_recall(reporter, chief):
    slug = approved(reporter, chief).slug
    said = article("publish", slug, "--by", "chief", "--at", "2199-01-02T06:00")
    assert "due 2199-01-02T06:00:00+01:00" in said
    article("recall", slug, "--by", "chief")
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "nirgends"), "no article"),
        (("submit", "{slug}", "--by", "niemand"), "no account"),
        (("publish", "{slug}", "--by", "chief"), "cannot be published yet"),
        (("approve", "{slug}", "--by", "reporter"), "right"),
        (("recall", "{slug}", "--by", "chief"), "no edition waiting"),
        (("publish", "{slug}", "--by", "chief", "--at", "morgen"), "no moment"),
        (("publish", "{slug}", "--by", "chief", "--at", "0001-01-01T00:00"), "no moment"),
    ],
    ids=["slug", "account", "unsigned", "right", "recall", "moment", "year"],
)
def test_a_refusal_is_one_sentence(reporter, chief, arguments, says):
    slug = draft(reporter).slug
    with pytest.raises(CommandError, match=says):
        article(*(word.format(slug=slug) for word in arguments))


def test_one_person_never_supplies_both_signatures(chief):
    slug = draft(chief).slug
    article("submit", slug, "--by", "chief")
    with pytest.raises(CommandError, match="Somebody else"):
        article("approve", slug, "--by", "chief")
    with pytest.raises(CommandError):
        article("publish", slug, "--by", "chief")


def test_the_list_names_every_slug(reporter):
    draft(reporter)
    draft(reporter, headline="Noch eine")
    assert {"noch-eine", "die-faehre-muss-fahren-rat-beschliesst"} <= set(article("list").split())
