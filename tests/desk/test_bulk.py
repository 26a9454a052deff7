"""Many articles at once: what the page promises is what happens, and the rest is left alone."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from articles.drafts import saving, workflow
from articles.drafts.models import Decision, Signature, Version
from tests.cast import approved, draft, section

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def ask(client, chief):
    """Posts what the confirm page posts: `of` are the articles chosen in the list."""
    chief.language = "en"
    chief.save()
    client.force_login(chief)

    def post(name, of, **given):
        chosen = {ACTION_CHECKBOX_NAME: [one.pk for one in of]}
        asked = {"action": f"bulk_{name}", "index": 0, "asked": 1} | chosen
        return client.post(LIST, asked | given)

    return post


def seen(*articles):
    return [f"{one.pk}:{one.version}" for one in articles]


def outcomes(page, name):
    return {one.article.headline: one.words for one in page.context[name]}


def test_the_page_says_what_would_happen_to_each_and_changes_nothing(ask, reporter, chief):
    new, done = draft(reporter, headline="Neu"), approved(reporter, chief, headline="Fertig")
    before = (Decision.objects.count(), Signature.objects.count(), Version.objects.count())
    page = ask("submit", [new, done])
    assert outcomes(page, "will") == {"Neu": "handed in, signed by you"}
    assert outcomes(page, "stays") == {
        "Fertig": "This cannot be done while the article is approved."
    }
    new.refresh_from_db()
    assert new.state == "draft"
    assert before == (
        Decision.objects.count(),
        Signature.objects.count(),
        Version.objects.count(),
    )


def test_then_it_is_done_to_those_it_was_promised_for(ask, client, reporter, chief):
    new, other = draft(reporter, headline="Neu"), draft(reporter, headline="Auch")
    page = ask("submit", [new, other], go=1, seen=seen(new))
    assert page.status_code == 302
    new.refresh_from_db()
    other.refresh_from_db()
    assert (new.state, other.state) == ("submitted", "draft")
    assert Decision.objects.filter(verb="submit", by=chief).count() == 1


def test_what_is_refused_meanwhile_holds_up_nothing_else(ask, client, reporter):
    first, second = draft(reporter, headline="Eins"), draft(reporter, headline="Zwei")
    promised = seen(first, second)
    workflow.submit(first, by=reporter)
    ask("submit", [first, second], go=1, seen=promised)
    second.refresh_from_db()
    assert second.state == "submitted"
    said = [str(one) for one in client.get(LIST).context["messages"]]
    assert said[0] == "Submit: 1 article."
    assert said[1].startswith("Eins: This cannot be done")


def test_words_saved_since_the_page_was_read_are_not_signed(ask, client, reporter, chief):
    article = draft(reporter, headline="Alt")
    promised = seen(article)
    article.headline = "Neu"
    saving.save(article, by=reporter)
    ask("submit", [article], go=1, seen=promised)
    article.refresh_from_db()
    assert article.state == "draft"
    assert "saved this article in the meantime" in str(
        list(client.get(LIST).context["messages"])[1]
    )


def test_what_is_left_empty_in_the_plan_stays(ask, reporter, chief):
    article = draft(reporter)
    ask("assign", [article], go=1, seen=seen(article), writer=reporter.pk, priority=1)
    ask("assign", [article], go=1, seen=seen(article), editor=chief.pk)
    article.refresh_from_db()
    assert (article.writer, article.editor, article.priority) == (reporter, chief, 1)
    page = ask("assign", [article], editor=chief.pk)
    assert outcomes(page, "stays") == {article.headline: "It is so already."}


def test_topics_are_added_and_taken_away_and_make_a_version(ask, reporter):
    article = draft(reporter, tags=["Fähre", "Rat"])
    page = ask("tag", [article], add="Hafen, fähre", remove="rat")
    assert outcomes(page, "will") == {article.headline: "+ Hafen, − Rat"}
    ask("tag", [article], add="Hafen, fähre", remove="rat", go=1, seen=seen(article))
    article.refresh_from_db()
    assert [one.name for one in article.tag_list] == ["Fähre", "Hafen"]
    assert article.version == 2
    assert article.versions.get(number=2).content["tags"] == ["Fähre", "Hafen"]


def test_articles_move_to_another_section(ask, reporter):
    article, sport = draft(reporter), section("sport")
    page = ask("file", [article], section=sport.pk)
    assert outcomes(page, "will") == {article.headline: "Stadt → Sport"}
    ask("file", [article], section=sport.pk, go=1, seen=seen(article))
    article.refresh_from_db()
    assert article.section == sport
    assert article.version == 2


@pytest.mark.parametrize(("name", "given"), [("assign", {}), ("tag", {}), ("file", {})])
def test_nothing_is_asked_of_the_articles_before_the_form_is_whole(ask, reporter, name, given):
    page = ask(name, [draft(reporter)], **given)
    assert not page.context["ready"]
    assert not page.context["will"]


def test_who_may_only_write_is_told_so_for_each(client, ask, reporter):
    article = draft(reporter)
    client.force_login(reporter)
    page = ask("assign", [article], priority=1)
    assert [one.article for one in page.context["stays"]] == [article]
    ask("assign", [article], priority=1, go=1, seen=seen(article))
    article.refresh_from_db()
    assert article.priority == 2


def test_more_than_two_hundred_are_too_many(ask, client, reporter, monkeypatch):
    monkeypatch.setattr("articles.desk.bulk.MOST", 1)
    page = ask("submit", [draft(reporter, headline="A"), draft(reporter, headline="B")])
    assert page.status_code == 302
    assert [str(one) for one in client.get(LIST).context["messages"]] == [
        "At most 1 articles at once."
    ]


@pytest.mark.parametrize("bad", ["", "x", "1:", "1:2:3", "9" * 30 + ":1", "-1:1"])
def test_what_the_page_never_sent_is_passed_over(ask, reporter, bad):
    article = draft(reporter)
    assert ask("submit", [article], go=1, seen=[bad]).status_code == 302
    article.refresh_from_db()
    assert article.state == "draft"
