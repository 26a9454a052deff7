"""Redacted words are in nothing that a reader's role can see; the entries stay."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from articles.drafts.models import Article, Decision, Version
from articles.press.correct import correct
from articles.press.digest import digest_of_edition
from articles.press.errors import NeedsNote, NotFound, NotLive, NotYours, TooShort
from articles.press.publish import publish
from articles.press.redact import redact
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.addresses import archive_day
from articles.reader.models import Edition, Gone, Story
from articles.reader.wall.manifest import READER_TABLES
from articles.text.blocks import clean
from tests.cast import approved, draft, revise

pytestmark = pytest.mark.django_db

NAME = "Onno Tjarks"
WORDS = {
    "kicker": "Tjarks & Co. Onno Tjarks",
    "headline": "Onno Tjarks: Ein Segelmacher & mehr",
    "short_headline": "ONNO TJARKS näht",
    "standfirst": "Onno\u00a0Tjarks näht weiter, sagt onno tjarks.",
    "search_title": "Onno Tjarks",
    "search_description": "Onno  Tjarks",
    "body": (
        "<p>Der Mann heißt <strong>Onno</strong> Tjarks, <em>Onno Tjarks</em> also.</p>"
        '<p><a href="/stadt/2026/11/onno-tjarks/">On\u00adno Tjarks</a> strong bleibt.</p>'
        "<h2>Was Onno Tjarkses Tochter sagt</h2>"
        '<div data-embed="https://tv.example/onno-tjarks">Onno Tjarks im Film</div>'
        "<table><caption>Onno Tjarks</caption><tr><td>Onno Tjarks</td></tr></table>"
    ),
}


@pytest.fixture
def printed(reporter, chief):
    """Two editions live, one due, a correction that names him, and his name in the address."""
    article = approved(reporter, chief, **WORDS)
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Onno Tjarks näht doch.")
    correct(article, by=chief, note="Onno Tjarks hieß nicht Anno Tjarks.")
    revise(article, reporter, chief, standfirst="Onno Tjarks hat genug.")
    publish(article, by=chief, live_from=newsroom_clock.now() + timedelta(hours=1))
    return article


def squeezed(text):
    """Without what may stand between letters, so that nothing hides a name."""
    return "".join(one for one in text.lower() if one.isalpha())


def rows_a_reader_sees():
    with connection.cursor() as cursor:
        for table in READER_TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            yield from ((table, row) for row in cursor.fetchall())


def test_the_words_are_in_no_table_that_a_reader_can_see(printed, chief, as_reader, clock):
    redact(printed, by=chief, words=NAME, reason="Beschluss 3 O 12/26")
    clock(newsroom_clock.now() + timedelta(hours=2))
    with as_reader():
        assert Edition.objects.count() == 3, "the entries stay"
        leaks = [one for one in rows_a_reader_sees() if "onnotjarks" in squeezed(str(one))]
    assert leaks == []


def test_the_words_are_on_no_page_and_in_no_feed(printed, chief, client, as_reader):
    former = Story.objects.get().path
    redact(printed, by=chief, words=NAME, reason="Beschluss")
    path = Story.objects.get().path
    with as_reader():
        day = archive_day(timezone.localtime(Story.objects.get().live_from).date())
        lists = ("/", "/stadt/", "/corrections/", "/archive/", day[:-3], day, "/topics/")
        for page in (path, f"{path}versions/", *lists, "/rss.xml", "/stadt/rss.xml"):
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "onnotjarks" not in squeezed(answer.content.decode()), page
        assert "[entfernt]" in client.get(path).content.decode()
        assert "tjarks" not in path
        assert client.get(former).status_code == 404


def test_what_is_left_is_whole(printed, chief):
    redact(printed, by=chief, words=NAME, reason="Beschluss")
    for edition in Edition.objects.all():
        assert edition.digest == digest_of_edition(edition)
        assert edition.body == clean(edition.body)
        assert "[entfernt]</strong>" in edition.body
        assert "strong bleibt." in edition.body
        assert edition.headline == "[entfernt]: Ein Segelmacher & mehr"
    with pytest.raises(NotFound):
        redact(printed, by=chief, words=NAME, reason="Beschluss")


def test_no_later_edition_brings_them_back(printed, reporter, chief):
    redact(printed, by=chief, words=NAME, reason="Beschluss")
    copy = Article.objects.get()
    assert "onnotjarks" not in squeezed(f"{copy.headline} {copy.standfirst} {copy.body}")
    assert Version.objects.first().content["headline"].startswith("[entfernt]")


def test_other_stories_are_left_alone(printed, reporter, chief):
    other = approved(reporter, chief, headline="Onno Tjarks rudert")
    publish(other, by=chief)
    redact(printed, by=chief, words=NAME, reason="Beschluss")
    assert Edition.objects.filter(headline="Onno Tjarks rudert").count() == 1


def test_what_readers_are_told_of_a_withdrawal_is_redacted_too(printed, chief):
    withdraw(printed, by=chief, reason="Onno Tjarks hat widersprochen.", kind="legal")
    redact(printed, by=chief, words=NAME, reason="Beschluss")
    gone = Gone.objects.get()
    assert gone.reason == "[entfernt] hat widersprochen."
    assert "tjarks" not in gone.path


def test_a_redaction_is_logged_without_the_words(printed, chief):
    redact(printed, by=chief, words=NAME, reason="Beschluss 3 O 12/26")
    one = Decision.objects.get(verb="redact")
    assert (one.by, one.why, one.article) == (chief, "Beschluss 3 O 12/26", printed)
    assert one.details == {}


def test_it_needs_a_chief_a_reason_and_words_that_are_there(printed, reporter, editor, chief):
    for error, user, words, reason in (
        (NotYours, editor, NAME, "Beschluss"),
        (NeedsNote, chief, NAME, " "),
        (TooShort, chief, "a b", "Beschluss"),
        (NotFound, chief, "Hauke Haien", "Beschluss"),
    ):
        with pytest.raises(error):
            redact(printed, by=user, words=words, reason=reason)
    with pytest.raises(NotLive):
        redact(draft(reporter, headline=NAME), by=chief, words=NAME, reason="Beschluss")
    assert Edition.objects.filter(headline__contains=NAME).count() == 3


def test_english_editions_are_marked_in_english(reporter, chief):
    article = approved(reporter, chief, headline="Onno Tjarks sews", language="en")
    publish(article, by=chief)
    redact(article, by=chief, words=NAME, reason="Court order")
    assert Edition.objects.get().headline == "[removed] sews"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT newsroom_redact('00000000-0000-0000-0000-000000000000', 1, '{weg}', 'x')",
        "SELECT newsroom_recount(1, 'x')",
    ],
)
def test_a_reader_cannot_redact(sql, as_reader):
    with as_reader(), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(sql)


def test_an_editor_cannot_give_an_edition_another_digest(printed, chief):
    edition = Edition.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_recount(%s, 'forged')", [edition.pk])
    assert Edition.objects.get(pk=edition.pk).digest == edition.digest
