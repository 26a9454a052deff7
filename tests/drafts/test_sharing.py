"""Links for guests: one version, a secret nobody keeps, an end, and what was said in the log."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models.functions import Now

from articles.drafts import saving, sharing
from articles.drafts.errors import NotYours
from articles.drafts.models import Decision, Share, ShareReply, ShareVisit
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.redact import redact
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def made(article, by, **options):
    options = {"guest": "Dr. Inke Voss", "version": 1, "lasts": WEEK} | options
    return sharing.share(article, by=by, **options)


@pytest.fixture
def article(reporter):
    return draft(reporter)


@pytest.fixture
def link(article, reporter):
    return made(article, reporter, may_approve=True)[0]


def test_the_secret_is_nowhere_in_the_database(article, reporter):
    link, secret = made(article, reporter)
    assert len(secret) >= 43
    row = str(Share.objects.filter(pk=link.pk).values().get())
    log = str(list(Decision.objects.values()))
    assert secret not in row + log
    assert link.digest == sharing.digest_of(secret)
    assert made(article, reporter)[1] != secret


def test_it_opens_until_it_expires_or_is_revoked(article, reporter):
    link, secret = made(article, reporter)
    assert sharing.opened(secret) == link
    Share.objects.update(expires_at=Now())
    assert sharing.opened(secret) is None
    Share.objects.update(expires_at=Now() + WEEK)
    sharing.revoke(link, by=reporter)
    assert sharing.opened(secret) is None


@pytest.mark.parametrize("secret", ["", "x", "\0", "a" * 5000, "ä\ud800", "../admin"])
def test_a_secret_that_is_none_opens_nothing(link, secret):
    assert sharing.opened(secret) is None


def test_no_link_lasts_longer_than_ninety_days(article, reporter):
    with pytest.raises(IntegrityError), transaction.atomic():
        made(article, reporter, lasts=timedelta(days=91))


def test_a_version_that_is_not_there_cannot_be_shown(article, reporter):
    with pytest.raises(sharing.NoVersion):
        made(article, reporter, version=9)


def test_who_may_not_change_the_article_gives_no_link_to_it(article, stranger, link):
    with pytest.raises(NotYours):
        made(article, stranger)
    with pytest.raises(NotYours):
        sharing.revoke(link, by=stranger)


def test_a_reply_stands_in_the_log_once_and_an_approval_is_one(link):
    sharing.reply(link, kind="remark", text="Der zweite Satz ist nicht von mir.")
    for _click in range(3):
        sharing.reply(link, kind="approval")
    assert [one.kind for one in ShareReply.objects.all()] == ["remark", "approval"]
    said = Decision.objects.filter(verb__startswith="guest_").order_by("id")
    assert [one.verb for one in said] == ["guest_remark", "guest_approval"]
    assert said[0].why == "Dr. Inke Voss: Der zweite Satz ist nicht von mir."


def test_only_who_is_asked_approves(article, reporter):
    link, _secret = made(article, reporter)
    with pytest.raises(sharing.MayNotApprove):
        sharing.reply(link, kind="approval")
    assert not ShareReply.objects.exists()


def test_nobody_floods_the_desk(link, monkeypatch):
    for number in range(sharing.AT_ONCE):
        sharing.reply(link, kind="remark", text=str(number))
    with pytest.raises(sharing.TooMuch):
        sharing.reply(link, kind="remark", text="mehr")
    assert ShareReply.objects.count() == sharing.AT_ONCE
    monkeypatch.setattr(sharing, "AT_ONCE", 1000)
    monkeypatch.setattr(sharing, "EVER", sharing.ShareReply.objects.count())
    with pytest.raises(sharing.TooMuch):
        sharing.reply(link, kind="remark", text="noch mehr")


def test_visits_are_logged_and_have_an_end(link, monkeypatch):
    monkeypatch.setattr(sharing, "OPENINGS", 2)
    sharing.enter(link)
    sharing.enter(link)
    with pytest.raises(sharing.TooMuch):
        sharing.enter(link)
    assert sharing.links_of(link.article).get().times == 2
    assert {field.name for field in ShareVisit._meta.fields} == {"id", "share", "at"}


@pytest.mark.parametrize("rows", [ShareVisit, ShareReply])
def test_what_a_guest_did_is_append_only(link, rows):
    sharing.enter(link)
    sharing.reply(link, kind="remark", text="So nicht.")
    for change in (lambda: rows.objects.update(at=Now()), lambda: rows.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Share.objects.all()._raw_delete("default")


def test_readers_cannot_even_count_them(link, as_reader):
    for rows in (Share, ShareVisit, ShareReply):
        with (
            as_reader(),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            rows.objects.count()


def test_a_purge_takes_them_along_and_what_the_log_quotes(article, link, chief):
    sharing.enter(link)
    sharing.reply(link, kind="remark", text="Mein Name ist falsch.")
    purge(article, by=chief, reason="Beschluss")
    assert [rows.objects.count() for rows in (Share, ShareVisit, ShareReply)] == [0, 0, 0]
    assert "Mein Name" not in str(list(Decision.objects.values()))


def test_a_redaction_ends_the_links_to_what_was_redacted(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    _link, secret = made(article, reporter)
    redact(article, by=chief, words="Dammbrücke", reason="Beschluss")
    assert sharing.opened(secret) is None


def test_the_newest_link_comes_first(article, reporter):
    for guest in ("Erste", "Zweite"):
        sharing.enter(made(article, reporter, guest=guest)[0])
    assert [one.guest for one in sharing.links_of(article)] == ["Zweite", "Erste"]


def test_newer_words_do_not_move_the_link(article, reporter):
    link, _secret = made(article, reporter)
    article.headline = "Neuer"
    saving.save(article, by=reporter)
    link.refresh_from_db()
    assert link.version == 1
