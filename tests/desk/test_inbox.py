"""The inbox: what is new, what is read, what is watched; and the mails that tell of it."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk import inbox, news
from articles.desk.tasks import forget_news
from articles.drafts import telling, watching
from articles.drafts.models import Notice, Watch
from articles.drafts.remarking import remark, resolve
from articles.drafts.workflow import submit
from articles.press.purge import purge
from tests.cast import draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db
INBOX = "/admin/inbox/"


@pytest.fixture
def article(reporter):
    reporter.language = "en"
    reporter.save()
    return draft(reporter)


@pytest.fixture
def mine(client, reporter):
    client.force_login(reporter)
    return client


def say(article, by, text="Stimmt das?"):
    return remark(article, text, by=by, key=uuid4())


def wait(minutes: int = 10) -> None:
    """That much time goes by for all that is in the inboxes."""
    Notice.objects.update(at=F("at") - timedelta(minutes=minutes))


def test_news_stand_there_until_they_are_read_and_lead_to_their_remark(mine, article, editor):
    said = say(article, editor, "Woher stammt das?")
    page = mine.get(INBOX).content.decode()
    assert "Woher stammt das?" in page
    assert f"/admin/articles/article/{article.pk}/change/#remark-{said.pk}" in page
    assert page.count('class="unread"') == 1
    key = Notice.objects.get().pk
    mine.post(INBOX, {"do": "read", "notice": key})
    assert 'class="unread"' not in mine.get(INBOX).content.decode()
    mine.post(INBOX, {"do": "unread", "notice": key})
    assert telling.unread_count(article.created_by) == 1
    mine.post(INBOX, {"do": "read_all"})
    assert telling.unread_count(article.created_by) == 0


def test_decisions_are_said_in_the_desk_s_words(mine, reporter, editor, article):
    watching.watch("account", editor.pk, by=reporter)
    submit(draft(editor, headline="Vom Rat"), by=editor)
    page = mine.get(INBOX).content.decode()
    assert "Submit" in page
    assert "Vom Rat" in page


def test_nobody_reads_or_marks_another_s(client, article, editor, reporter, chief):
    say(article, editor, "Nur für eine")
    client.force_login(chief)
    assert "Nur für eine" not in client.get(INBOX).content.decode()
    key = Notice.objects.get(to=reporter).pk
    assert client.post(INBOX, {"do": "read", "notice": key}).status_code == 404
    client.post(INBOX, {"do": "read_all"})
    assert telling.unread_count(reporter) == 1


@pytest.mark.parametrize(
    "said", [{}, {"do": "x"}, {"do": "read"}, {"do": "read", "notice": "9" * 30}]
)
def test_what_nobody_means_is_a_404(mine, said):
    assert mine.post(INBOX, said).status_code == 404


def test_it_is_for_those_who_see_articles(client, stranger):
    client.force_login(stranger)
    assert client.get(INBOX).status_code == 403
    assert client.post(INBOX, {"do": "read_all"}).status_code == 403


def test_the_board_says_how_much_is_new(mine, article, editor):
    board = reverse("admin:index")
    assert mine.get(board).context["news"] == 0
    say(article, editor)
    page = mine.get(board)
    assert page.context["news"] == 1
    assert f'href="{INBOX}"' in page.content.decode()


def test_older_news_are_on_the_next_page_and_cost_the_same(mine, article, editor, monkeypatch):
    monkeypatch.setattr(inbox, "FEW", 3)

    def page(query=""):
        with CaptureQueriesContext(connection) as asked:
            found = mine.get(INBOX + query)
        return len(asked), found.context

    say(article, editor)
    page()
    few, _context = page()
    for number in range(4):
        say(article, editor, f"Nummer {number}")
    many, first = page()
    assert many == few
    texts = [one.remark.text for one in first["notices"]]
    assert texts == ["Nummer 3", "Nummer 2", "Nummer 1"]
    _count, second = page(f"?before={first['older']}")
    assert [one.remark.text for one in second["notices"]] == ["Nummer 0", "Stimmt das?"]
    assert second["older"] is None


def test_sections_and_colleagues_are_watched_from_here(mine, reporter, editor):
    mine.post(INBOX, {"do": "watch", "on": f"section:{section().pk}"})
    mine.post(INBOX, {"do": "watch", "person": " @EDITOR "})
    assert {(one.section, one.account) for one in Watch.objects.all()} == {
        (section(), None),
        (None, editor),
    }
    mine.post(INBOX, {"do": "unwatch", "on": f"account:{editor.pk}"})
    assert Watch.objects.get().section == section()


@pytest.mark.parametrize("said", [{"person": "niemand"}, {"person": "stranger"}, {"on": "x:1"}])
def test_who_is_not_there_is_not_watched_and_it_is_said(mine, stranger, said):
    page = mine.post(INBOX, {"do": "watch"} | said, follow=True)
    assert len(list(page.context["messages"])) == 1
    assert not Watch.objects.exists()


def test_one_mail_gathers_what_is_new_and_comes_not_at_once(article, editor, reporter, settings):
    settings.SITE_URL = "https://paper.example"
    say(article, editor, "Woher stammt das?")
    assert news.send_all() == 0
    wait(9)
    say(article, editor, "Und wann?")
    assert news.send_all() == 0
    wait(1)
    assert news.send_all() == 1
    (letter,) = mail.outbox
    assert letter.to == [reporter.email]
    assert "Woher stammt das?" in letter.body
    assert "Und wann?" in letter.body
    assert "https://paper.example/admin/articles/article/" in letter.body
    wait(60)
    assert news.send_all() == 0


def test_after_a_mail_the_next_waits_as_long_again(article, editor):
    say(article, editor)
    wait()
    news.send_all()
    say(article, editor, "Noch etwas")
    assert news.send_all() == 0
    wait()
    assert news.send_all() == 1
    assert "Stimmt das?" not in mail.outbox[1].body


def test_nobody_is_mailed_their_own_words(article, reporter):
    say(article, reporter, "@reporter Nicht vergessen")
    wait()
    assert news.send_all() == 0


def test_what_was_read_here_is_not_mailed(mine, article, editor):
    say(article, editor)
    mine.post(INBOX, {"do": "read_all"})
    wait()
    assert news.send_all() == 0


def test_whoever_wants_no_mail_gets_none_and_no_heap_of_it_later(mine, article, editor, reporter):
    say(article, editor)
    mine.post(INBOX, {"do": "mail", "mail": "off"})
    say(article, editor)
    wait()
    assert news.send_all() == 0
    mine.post(INBOX, {"do": "mail", "mail": "on"})
    assert news.send_all() == 0
    assert telling.unread_count(reporter) == 2
    say(article, editor)
    wait()
    assert news.send_all() == 1


def test_who_is_switched_off_or_sees_nothing_any_more_gets_none(article, editor, reporter):
    say(article, editor)
    wait()
    reporter.groups.clear()
    assert news.send_all() == 0
    assert not Notice.objects.filter(to_mail=True).exists()


def test_each_is_mailed_in_the_language_they_chose(article, editor):
    german = person_of_the_desk("paul", "editor", language="de")
    say(article, editor, "@paul")
    wait()
    assert news.send_all() == 2
    subjects = {one.to[0]: one.subject for one in mail.outbox}
    assert subjects["reporter@example.org"] == "1 item of news from the desk"
    assert german.email in subjects


def test_settling_is_told_without_repeating_what_was_said(article, editor, reporter):
    thread = say(article, reporter, "Ein langes Zitat")
    resolve(thread, by=editor)
    wait()
    news.send_all()
    assert "Ein langes Zitat" not in mail.outbox[0].body
    assert "editor" in mail.outbox[0].body


def test_a_long_remark_is_shown_by_its_beginning_and_many_are_counted(article, editor, monkeypatch):
    monkeypatch.setattr(news, "MOST", 2)
    for _ in range(3):
        say(article, editor, "Wort " * 200)
    wait()
    news.send_all()
    body = mail.outbox[0].body
    assert len(body) < 1_500
    assert "1 more" in body


def test_a_mail_server_that_is_away_loses_nothing(article, editor, monkeypatch):
    def away(*_args: object) -> None:
        raise SMTPServerDisconnected

    say(article, editor)
    wait()
    with monkeypatch.context() as patched:
        patched.setattr(news, "send_mail", away)
        with pytest.raises(SMTPServerDisconnected):
            news.send_all()
    assert news.send_all() == 1


def test_an_address_that_is_refused_stops_nobody_else(article, editor, monkeypatch, chief):
    sent = []

    def picky(_subject: str, _text: str, _sender: None, to: list[str]) -> None:
        if to == ["reporter@example.org"]:
            raise SMTPRecipientsRefused({})
        sent.extend(to)

    monkeypatch.setattr(news, "send_mail", picky)
    say(article, editor, "@chief")
    wait()
    assert news.send_all() == 1
    assert sent == [chief.email]
    assert news.send_all() == 0


def test_what_is_purged_meanwhile_is_in_no_mail(article, editor, chief):
    say(article, editor)
    purge(article, by=chief, reason="Auf Anordnung.")
    wait()
    assert news.send_all() == 0


def test_old_news_are_forgotten_those_unread_much_later(article, editor, reporter):
    for days, read in ((100, True), (100, False), (400, False)):
        say(article, editor)
        row = Notice.objects.filter(to=reporter).latest("id")
        at = row.at - timedelta(days=days)
        Notice.objects.filter(pk=row.pk).update(at=at, read_at=at if read else None)
    forget_news(0)
    assert Notice.objects.filter(to=reporter).count() == 1
