"""The verbs as buttons: offered only where they would succeed, refused in a sentence where not."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles.catalog.models import Tag
from articles.desk.offers import look_at
from articles.drafts import saving, signing, workflow
from articles.drafts.frozen import digest
from articles.drafts.kinds import State
from articles.drafts.models import Article
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.reader.models import Edition, Gone, StoryTag
from tests.cast import approved, draft, person_of_the_desk, revise

pytestmark = pytest.mark.django_db


def offered(article: Article, user) -> set[str]:
    article = Article.objects.get(pk=article.pk)
    return {name for name, _verb in look_at(article, user).offered}


def do(client, user, article: Article, name: str, **data: object):
    client.force_login(user)
    url = reverse("admin:articles_article_do", args=[article.pk, name])
    data.setdefault("seen", Article.objects.get(pk=article.pk).version)
    return client.post(url, data, follow=True)


def test_a_draft_is_submitted_by_its_reporter(reporter, stranger):
    article = draft(reporter)
    assert offered(article, reporter) == {"submit", "copy", "spike"}
    assert offered(article, stranger) == set()


def test_whoever_signed_waits_and_the_other_approves(reporter, chief):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    assert offered(article, reporter) == {"send_back", "copy", "spike"}
    assert offered(article, chief) == {
        *("approve", "send_back", "assign", "copy", "break_glass", "spike")
    }
    with override("en"):
        assert "Somebody else" in look_at(article, reporter).missing


def test_an_approved_article_is_published_and_then_there_is_nothing_new(reporter, chief):
    article = approved(reporter, chief)
    assert "publish" in offered(article, chief)
    assert "publish" not in offered(article, reporter)
    publish(article, by=chief)
    assert offered(article, chief) == {
        *("undo", "withdraw", "move", "redact", "send_back", "assign", "copy", "spike")
    }


def test_a_changed_live_article_is_signed_again_and_corrected(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    article.refresh_from_db()
    article.headline = "Neu"
    saving.save(article, by=chief)
    assert "sign" in offered(article, reporter)
    assert {"publish", "correct"} & offered(article, chief) == set()
    workflow.sign(article, by=reporter)
    assert {"publish", "correct"} <= offered(article, chief)


def test_new_topics_of_a_live_article_can_be_published(client, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    article.refresh_from_db()
    saving.claim(article, by=reporter)
    article.tags.add(Tag.objects.create(name="Hafenplan"))
    saving.record(article, by=reporter)
    assert "publish" in offered(article, chief)
    do(client, chief, article, "publish", kind="update")
    assert StoryTag.objects.get().tag.name == "Hafenplan"
    assert "publish" not in offered(article, chief)


def test_what_is_due_is_recalled_and_what_is_withdrawn_restored(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief, live_from=clock.now() + timedelta(hours=1))
    assert "recall" in offered(article, chief)
    assert "publish" not in offered(article, chief)
    other = approved(reporter, chief, headline="Anderes")
    publish(other, by=chief)
    withdraw(other, by=chief, reason="Falsch")
    assert "restore" in offered(other, chief)
    assert {"publish", "withdraw", "move"} & offered(other, chief) == set()


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "live", "changed", "due"])
@pytest.mark.parametrize("who", ["reporter", "editor", "chief", "stranger"])
def test_nothing_is_offered_that_would_be_refused(request, client, reporter, chief, state, who):
    user = request.getfixturevalue(who)
    article = brought_to(state, reporter, chief)
    data = {
        "note": "Anmerkung",
        "reason": "Der Deich ist gebrochen, niemand sonst ist da.",
        "priority": "2",
        "to": "anders",
        "kind": "update",
        "words": "Rat",
    }
    for name in offered(article, user):
        copy = brought_to(state, reporter, chief, headline=f"{state} {name}")
        kind = {"kind": "withdrawn"} if name == "withdraw" else {}
        answer = do(client, user, copy, name, **data | kind)
        said = [message.level_tag for message in answer.context["messages"]]
        assert said == ["success"], (name, answer.context["messages"])


def brought_to(state: str, reporter, chief, **fields: object) -> Article:
    article = draft(reporter, **fields)
    if state == "draft":
        return article
    workflow.submit(article, by=reporter)
    if state == "submitted":
        return article
    workflow.approve(article, by=chief)
    if state == "due":
        publish(article, by=chief, live_from=clock.now() + timedelta(hours=1))
    elif state != "approved":
        publish(article, by=chief)
        if state == "changed":
            revise(article, reporter, chief, standfirst="Noch etwas Neues.")
    return Article.objects.get(pk=article.pk)


def test_a_whole_life_by_buttons(client, reporter, chief):
    article = draft(reporter)
    do(client, reporter, article, "submit")
    do(client, chief, article, "approve")
    do(client, chief, article, "publish")
    assert Edition.objects.get().kind == "first"
    revise(article, reporter, chief, standfirst="Es sind 21.")
    do(client, chief, article, "correct", note="Die Zahl war falsch.")
    assert Edition.objects.count() == 2
    do(client, chief, article, "withdraw", kind="retracted", reason="Nicht belegt.")
    assert Gone.objects.get().reason == "Nicht belegt."
    do(client, chief, article, "restore")
    assert not Gone.objects.exists()


def test_an_embargo_is_set_in_the_newsrooms_own_zone(client, reporter, chief):
    article = approved(reporter, chief)
    do(client, chief, article, "publish", at="2199-01-02T06:00")
    assert Edition.objects.get().live_from.isoformat() == "2199-01-02T05:00:00+00:00"
    do(client, chief, article, "recall")
    assert not Edition.objects.exists()


def test_a_moment_that_no_clock_shows_is_refused_with_the_note_kept(client, reporter, chief):
    article = brought_to("changed", reporter, chief)
    gap = {"at": "2027-03-28T02:30", "note": "Sommerzeit", "kind": "update"}
    answer = do(client, chief, article, "publish", **gap)
    assert "Sommerzeit" in answer.content.decode()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("name", ["approve", "sign", "publish"])
def test_one_person_never_supplies_both_signatures_by_a_crafted_post(client, chief, name):
    article = draft(chief)
    workflow.submit(article, by=chief)
    do(client, chief, article, name, by="2", state="approved")
    article.refresh_from_db()
    assert article.state == State.SUBMITTED
    assert signing.signatures(article, digest(article)).count() == 1
    assert not Edition.objects.exists()


def test_nor_does_a_superuser(client):
    admin = person_of_the_desk("admin", is_superuser=True)
    article = draft(admin)
    for name in ("submit", "approve", "sign", "publish"):
        do(client, admin, article, name)
    article.refresh_from_db()
    assert article.state == State.SUBMITTED
    assert not Edition.objects.exists()


def test_a_refused_verb_keeps_what_was_typed(client, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Es sind 21.")
    answer = do(client, chief, article, "correct", note="Die Zahl war falsch.", seen=1)
    assert answer.status_code == 200
    assert "Die Zahl war falsch." in answer.content.decode()
    assert Edition.objects.count() == 1


def test_nobody_approves_words_they_have_not_seen(client, reporter, chief):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    seen = article.version
    article.refresh_from_db()
    article.headline = "Nach dem Laden geändert"
    saving.save(article, by=reporter)
    answer = do(client, chief, article, "approve", seen=seen)
    assert "reporter" in answer.content.decode()
    article.refresh_from_db()
    assert article.state == State.SUBMITTED


@pytest.mark.parametrize("name", ["publish", "withdraw", "correct", "approve"])
def test_a_wrong_role_is_refused_by_the_verb_itself(client, reporter, chief, name):
    article = approved(reporter, chief)
    answer = do(client, reporter, article, name, note="x", reason="x", kind="withdrawn")
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not Edition.objects.exists()


def test_a_page_for_every_verb_and_none_for_purge(client, reporter, chief):
    article = approved(reporter, chief)
    client.force_login(chief)
    for name in ("submit", "publish", "correct", "withdraw", "move", "recall", "restore"):
        page = client.get(reverse("admin:articles_article_do", args=[article.pk, name]))
        assert page.status_code == 200
        assert re.search(r'name="seen" value="\d+"', page.content.decode())
    assert (
        client.get(reverse("admin:articles_article_do", args=[article.pk, "purge"])).status_code
        == 404
    )
