"""Remarks: said once, answered, settled, and told to whom they concern."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from articles.drafts import remarking, saving, telling, watching, workflow
from articles.drafts.assigning import assign
from articles.drafts.errors import LongRemark, NoSuchThing, NothingSaid, NotYours
from articles.drafts.models import Article, Notice, Remark, User, Watch
from articles.press.publish import publish
from articles.press.purge import purge
from articles.text.anchoring import Anchor
from tests.cast import approved, draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db


def say(article: Article, by: User, text: str = "Stimmt das?", **more: object) -> Remark:
    return remarking.remark(article, text, by=by, **({"key": uuid4()} | more))


def news(user: User) -> list[str]:
    return list(Notice.objects.filter(to=user).order_by("id").values_list("kind", flat=True))


@pytest.fixture
def article(reporter):
    return draft(reporter)


def test_a_remark_changes_nothing_of_the_article(article, editor):
    before = Article.objects.values().get(pk=article.pk)
    said = say(article, editor, "  Woher\r\nstammt das?\0 ", anchor=Anchor("aaaaaaaa", "Montag"))
    assert (said.text, said.quote) == ("Woher\nstammt das?", "Montag")
    assert Article.objects.values().get(pk=article.pk) == before
    assert article.versions.count() == 1


def test_sent_twice_it_is_said_once(article, editor, reporter):
    key = uuid4()
    assert say(article, editor, key=key) == say(article, editor, "Noch einmal", key=key)
    assert news(reporter) == ["remark"]


def test_nothing_and_too_much_are_refused(article, editor):
    with pytest.raises(NothingSaid):
        say(article, editor, " \0\n ")
    with pytest.raises(LongRemark):
        say(article, editor, "x" * 5_001)
    assert not Remark.objects.exists()


def test_a_reply_to_a_reply_belongs_to_the_same_thread_and_has_no_passage(article, editor, chief):
    first = say(article, editor, anchor=Anchor("aaaaaaaa", "Montag"))
    second = say(article, chief, "Ja.", thread=first)
    third = say(article, editor, "Gut.", thread=second, anchor=Anchor("aaaaaaaa", "Rat"))
    assert (third.thread, third.quote) == (first, "")
    assert [one.text for one in remarking.threads(article)[0].replies.all()] == ["Ja.", "Gut."]


def test_whoever_sees_no_articles_says_and_settles_nothing(article, stranger, editor):
    thread = say(article, editor)
    for verb in (
        lambda: say(article, stranger),
        lambda: remarking.resolve(thread, by=stranger),
        lambda: remarking.reopen(thread, by=stranger),
        lambda: watching.watch("article", article.pk, by=stranger),
    ):
        with pytest.raises(NotYours):
            verb()
    thread.refresh_from_db()
    assert thread.resolved_at is None


def test_settled_and_taken_up_again(article, editor, reporter):
    thread = say(article, editor)
    remarking.resolve(thread, by=reporter)
    remarking.resolve(thread, by=reporter)
    thread.refresh_from_db()
    assert thread.resolved_by == reporter
    assert remarking.open_threads(article) == 0
    remarking.reopen(thread, by=reporter)
    assert remarking.open_threads(article) == 1
    assert news(editor) == ["resolved", "reopened"]


def test_a_reply_to_what_was_settled_meanwhile_is_kept(article, editor, reporter):
    thread = say(article, editor)
    remarking.resolve(thread, by=editor)
    say(article, reporter, "Moment!", thread=thread)
    assert news(editor) == ["reply"]


def test_the_database_refuses_a_reply_with_a_passage(article, editor):
    thread = say(article, editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.create(
            article=article, by=editor, key=uuid4(), text="x", thread=thread, quote="Montag"
        )


def test_the_editor_s_role_deletes_no_remark(article, editor):
    said = say(article, editor)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        said.delete()


def test_each_is_told_once_and_for_the_best_reason(article, reporter, editor, chief):
    watching.watch("article", article.pk, by=chief)
    watching.watch("section", article.section_id, by=chief)
    thread = say(article, editor, "@chief und @EDITOR, bitte")
    assert (news(chief), news(reporter), news(editor)) == (["mention"], ["remark"], [])
    say(article, reporter, "Ich auch.", thread=thread)
    assert (news(chief), news(editor)) == (["mention", "remark"], ["reply"])


def test_only_those_who_see_the_article_are_called(article, reporter, stranger):
    gone = person_of_the_desk("gone", "editor", is_active=False)
    assert remarking.people_called("@stranger @gone @reporter") == [reporter]
    say(article, reporter, "@stranger @gone")
    assert news(stranger) == news(gone) == []


def test_whose_article_it_is_hears_of_remarks(article, reporter, editor, chief):
    assign(article, by=chief, writer=reporter, editor=editor)
    say(article, chief)
    assert (news(reporter), news(editor)) == (["remark"], ["remark"])


def test_who_watches_hears_of_remarks_states_and_publications(reporter, editor, chief):
    for kind, key in (("section", section().pk), ("account", reporter.pk)):
        other = person_of_the_desk(f"by-{kind}", "editor")
        watching.watch(kind, key, by=other)
        article = approved(reporter, chief)
        say(article, editor)
        publish(article, by=chief)
        verbs = Notice.objects.filter(to=other).order_by("id").values_list("decision__verb")
        assert [one for (one,) in verbs] == ["submit", "approve", None, "publish"]


def test_a_section_above_is_watched_with_those_below(reporter, editor):
    below = section("bezirk", parent=section())
    watching.watch("section", section().pk, by=editor)
    say(draft(reporter, section=below), reporter)
    assert news(editor) == ["remark"]


def test_a_watched_colleague_is_heard_in_any_article(article, editor, chief):
    watching.watch("account", chief.pk, by=editor)
    say(article, chief)
    assert news(editor) == ["remark"]


def test_nobody_hears_of_their_own_doing(article, reporter):
    watching.watch("article", article.pk, by=reporter)
    watching.watch("account", reporter.pk, by=reporter)
    say(article, reporter, "@reporter")
    workflow.submit(article, by=reporter)
    assert news(reporter) == []


def test_no_longer_watched_is_no_longer_told(article, editor, chief):
    watching.turn("watch", f"article:{article.pk}", by=editor)
    watching.turn("watch", f"article:{article.pk}", by=editor)
    assert Watch.objects.count() == 1
    watching.turn("unwatch", f"article:{article.pk}", by=editor)
    say(article, chief)
    assert news(editor) == []


@pytest.mark.parametrize(
    "on", ["", "article", "article:0", "article:x", "password:1", "article:1e"]
)
def test_what_is_not_there_cannot_be_watched(editor, on):
    with pytest.raises(NoSuchThing):
        watching.turn("watch", on, by=editor)


def test_whoever_loses_sight_of_articles_hears_no_more(article, editor, chief):
    watching.watch("article", article.pk, by=editor)
    editor.groups.clear()
    say(article, chief)
    assert news(editor) == []


def test_a_purge_takes_remarks_news_and_watches_along(reporter, editor, chief):
    article, other = draft(reporter), draft(reporter, headline="Bleibt")
    for one in (article, other):
        thread = say(one, editor, "@reporter, @chief")
        say(one, reporter, "Ja.", thread=thread)
        watching.watch("article", one.pk, by=chief)
    purge(article, by=chief, reason="Auf Anordnung.")
    for model in (Remark, Notice, Watch):
        assert set(model.objects.values_list("article", flat=True)) == {other.pk}
    assert Remark.mentioned.through.objects.count() == 2


def test_a_remark_to_what_is_purged_is_refused_not_lost_in_an_error(reporter, editor, chief):
    article = draft(reporter)
    purge(article, by=chief, reason="Auf Anordnung.")
    with pytest.raises(Article.DoesNotExist):
        say(article, editor)


def test_readers_see_no_table_of_it(as_reader, article, editor):
    say(article, editor)
    for model in (Remark, Notice, Watch, Remark.mentioned.through):
        with (
            as_reader(),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            model.objects.count()


def test_a_save_leaves_remarks_alone(article, editor, reporter):
    say(article, editor, anchor=Anchor("aaaaaaaa", "Montag"))
    article.body = "<p>Ganz neu.</p>"
    saving.save(article, by=reporter)
    assert remarking.open_threads(article) == 1
    assert Remark.objects.get().quote == "Montag"


def test_the_count_of_news_stops_at_what_people_read(article, editor, chief, monkeypatch):
    monkeypatch.setattr(telling, "COUNTED", 2)
    for _ in range(5):
        say(article, editor, "@chief")
    assert telling.unread_count(chief) == 3
