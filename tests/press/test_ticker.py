"""Entries of a ticker: added by one, final, recalled in their first minute, corrected in public."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.drafts.models import Decision
from articles.press.add_entry import add_entry
from articles.press.close_ticker import close_ticker, reopen_ticker
from articles.press.correct_entry import correct_entry
from articles.press.errors import (
    AlreadyThere,
    EntryOvertaken,
    EntryTooLong,
    EntryTooOld,
    NeedsNote,
    NoEntry,
    NotATicker,
    NothingChanged,
    NothingWritten,
    NotLive,
    NotYours,
    TickerClosed,
    Withdrawn,
    WrongMoment,
)
from articles.press.move import move
from articles.press.point_out import point_out
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall_entry import recall_entry
from articles.press.redact import redact
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as database_clock
from articles.reader.models import Entry, EntryEdition, Rendering, Story
from tests.cast import approved, person_of_the_desk, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticker(reporter, chief):
    article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(article, by=chief)
    return article


def seen(as_reader) -> list[str]:
    with as_reader():
        return list(Entry.objects.newest_first().values_list("line", flat=True))


def test_an_entry_is_with_readers_at_once_the_newest_first(ticker, chief, as_reader):
    add_entry(ticker, by=chief, headline="Erster", text="Der Pegel steigt.")
    add_entry(ticker, by=chief, text="Die Fähre fährt nicht. Mehr ist nicht bekannt.")
    assert seen(as_reader) == ["Die Fähre fährt nicht.", "Erster"]
    told = Decision.objects.filter(verb="add_entry", uid=ticker.uid)
    assert [one.by for one in told] == [chief, chief]
    assert "Pegel" not in str(told.values("details", "why"))


def test_what_is_taken_over_stands_at_its_hour_and_never_outside_of_the_ticker(
    ticker, chief, as_reader, clock
):
    start = Story.objects.get(uid=ticker.uid).live_from
    clock(start + timedelta(hours=2))
    add_entry(ticker, by=chief, text="Zwei.")
    add_entry(ticker, by=chief, text="Eins.", at=start + timedelta(hours=1))
    assert seen(as_reader) == ["Zwei.", "Eins."]
    for hours in (-1, 3):
        with pytest.raises(WrongMoment):
            add_entry(ticker, by=chief, text="Nie.", at=start + timedelta(hours=hours))


def test_every_line_is_a_paragraph_and_an_address_a_link(ticker, chief):
    text = "Eins & zwei.\n\nSiehe https://erlenhafen.example/pegel?a=1&b=2.\n<b>Fett</b>"
    body = add_entry(ticker, by=chief, text=text).editions.get().body
    assert body.count("<p ") == 3
    assert 'href="https://erlenhafen.example/pegel?a=1&amp;b=2"' in body
    assert "<b>" not in body


def test_sent_twice_it_is_added_once_and_other_words_are_refused(ticker, chief):
    first = add_entry(ticker, by=chief, text="Der Pegel steigt.", key="0123456z")
    assert add_entry(ticker, by=chief, text="Der Pegel steigt.", key="0123456z") == first
    with pytest.raises(AlreadyThere):
        add_entry(ticker, by=chief, text="Der Pegel fällt.", key="0123456z")
    assert Decision.objects.filter(verb="add_entry").count() == 1


def test_a_recall_in_the_first_minute_takes_it_from_every_reader(ticker, chief, as_reader, clock):
    kept = add_entry(ticker, by=chief, text="Das bleibt.")
    entry = add_entry(ticker, by=chief, text="Das war ein Irrtum.", key_point=True)
    clock(entry.live_from + timedelta(seconds=59))
    recall_entry(ticker, by=chief, key=entry.key, note="Vertippt.")
    recall_entry(ticker, by=chief, key=entry.key)
    assert seen(as_reader) == [kept.line]
    with as_reader():
        assert not EntryEdition.objects.filter(entry=entry.pk).exists()
    line = Decision.objects.get(verb="recall_entry")
    assert (line.by, line.why, line.details["entry"]) == (chief, "Vertippt.", entry.key)
    assert EntryEdition.objects.filter(entry=entry).exists()


def test_after_a_minute_it_stays(ticker, chief, as_reader, clock):
    entry = add_entry(ticker, by=chief, text="Das war ein Irrtum.")
    clock(entry.live_from + timedelta(seconds=61))
    with pytest.raises(EntryTooOld):
        recall_entry(ticker, by=chief, key=entry.key)
    assert seen(as_reader) == ["Das war ein Irrtum."]


def test_a_correction_keeps_place_and_hour_and_says_what_was_wrong(ticker, chief, as_reader):
    entry = add_entry(ticker, by=chief, headline="Pegel bei 5,57", text="Er steigt.")
    add_entry(ticker, by=chief, headline="Danach", text="Etwas anderes.")
    note = "Der Pegel lag bei 5,75."
    correct_entry(ticker, by=chief, key=entry.key, note=note, headline="Pegel bei 5,75", text="")
    assert seen(as_reader) == ["Danach", "Pegel bei 5,75"]
    entry.refresh_from_db()
    assert note in entry.html
    assert note in entry.text
    assert [one.headline for one in entry.editions.order_by("number")] == [
        "Pegel bei 5,57",
        "Pegel bei 5,75",
    ]


def test_a_correction_needs_a_note_and_other_words(ticker, chief):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    with pytest.raises(NeedsNote):
        correct_entry(ticker, by=chief, key=entry.key, note=" ", text="Er fällt.")
    with pytest.raises(NothingChanged):
        correct_entry(ticker, by=chief, key=entry.key, note="Nichts.", text="Er steigt.")
    with pytest.raises(NoEntry):
        correct_entry(ticker, by=chief, key="zzzzzzzz", note="Falsch.", text="Er fällt.")


def test_who_corrects_an_entry_second_is_told_and_overwrites_nothing(ticker, chief, editor):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    given = {"key": entry.key, "seen": 1}
    correct_entry(ticker, by=chief, note="Er fällt.", text="Er fällt.", **given)
    with pytest.raises(EntryOvertaken):
        correct_entry(ticker, by=editor, note="Er steht.", text="Er steht.", **given)
    again = correct_entry(ticker, by=chief, note="Er fällt.", text="Er fällt.", **given)
    assert again.editions.count() == 2


@pytest.mark.parametrize(
    ("who", "may"), [("reporter", False), ("editor", True), ("chief", True), ("stranger", False)]
)
def test_only_who_has_the_right_adds_corrects_recalls_and_closes(ticker, chief, request, who, may):
    person = request.getfixturevalue(who)
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    verbs = (
        lambda: add_entry(ticker, by=person, text="Neu."),
        lambda: point_out(ticker, by=person, key=entry.key, key_point=True),
        lambda: correct_entry(ticker, by=person, key=entry.key, note="Nein.", text="Er fällt."),
        lambda: recall_entry(ticker, by=person, key=entry.key),
        lambda: close_ticker(ticker, by=person),
        lambda: reopen_ticker(ticker, by=person),
    )
    for verb in verbs:
        if may:
            verb()
        else:
            with pytest.raises(NotYours):
                verb()


def test_a_reporter_in_the_group_of_tickers_adds_entries_and_publishes_nothing(ticker, chief):
    person = person_of_the_desk("am-deich", "reporter")
    with pytest.raises(NotYours):
        add_entry(ticker, by=person, text="Vom Deich.")
    person = person_of_the_desk("am-anderen-deich", "ticker")
    add_entry(ticker, by=person, text="Vom Deich.")
    with pytest.raises(NotYours):
        publish(ticker, by=person)


def test_a_section_editor_adds_at_home_only(ticker):
    person = person_of_the_desk("ressort", "section editor")
    with pytest.raises(NotYours):
        add_entry(ticker, by=person, text="Vom Ressort.")
    person.sections.add(section("stadt"))
    add_entry(ticker, by=person, text="Vom Ressort.")


def test_there_are_entries_only_while_the_ticker_is_live(reporter, chief, as_reader):
    article = approved(reporter, chief, kind="ticker", headline="Bald")
    with pytest.raises(NotLive):
        add_entry(article, by=chief, text="Zu früh.")
    publish(article, by=chief, live_from=database_clock.now() + timedelta(hours=1))
    with pytest.raises(NotLive):
        add_entry(article, by=chief, text="Noch zu früh.")
    publish(article, by=chief, replace=True)
    add_entry(article, by=chief, text="Jetzt.")
    withdraw(article, by=chief, reason="Falsch.")
    assert seen(as_reader) == []
    with pytest.raises(Withdrawn):
        add_entry(article, by=chief, text="Zu spät.")
    restore(article, by=chief)
    assert seen(as_reader) == ["Jetzt."]


def test_a_story_takes_no_entries(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    with pytest.raises(NotATicker):
        add_entry(article, by=chief, text="Neu.")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"text": " \n\0 "}, NothingWritten),
        ({"text": "x" * 20_001}, EntryTooLong),
        ({"headline": "x" * 201}, EntryTooLong),
    ],
)
def test_what_is_empty_or_endless_is_refused(ticker, chief, words, refusal):
    with pytest.raises(refusal):
        add_entry(ticker, by=chief, **words)
    assert not Entry.objects.exists()


def test_a_closed_ticker_takes_corrections_only_until_it_is_reopened(ticker, chief):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    close_ticker(ticker, by=chief)
    story = Story.objects.get(uid=ticker.uid)
    assert story.closed_at
    with pytest.raises(TickerClosed):
        add_entry(ticker, by=chief, text="Doch noch etwas.")
    correct_entry(ticker, by=chief, key=entry.key, note="Er fiel.", text="Er fiel.")
    reopen_ticker(ticker, by=chief)
    add_entry(ticker, by=chief, text="Doch noch etwas.")


def test_no_reader_sees_an_entry_before_its_moment(ticker, chief, as_reader):
    entry = add_entry(ticker, by=chief, text="Von morgen.")
    Entry.objects.filter(pk=entry.pk).update(live_from=database_clock.now() + timedelta(days=1))
    assert seen(as_reader) == []
    with as_reader():
        assert not EntryEdition.objects.exists()


FORGERIES = (
    "UPDATE articles_entryedition SET headline = 'Anders'",
    "DELETE FROM articles_entryedition",
)


@pytest.mark.parametrize("forgery", [*FORGERIES, "DELETE FROM articles_entry"])
def test_the_words_of_an_entry_are_final_for_the_desk(ticker, chief, forgery):
    add_entry(ticker, by=chief, text="Er steigt.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forgery)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_words_of_an_entry_are_final_for_the_owner(ticker, chief, as_owner, forgery):
    add_entry(ticker, by=chief, text="Er steigt.")
    with as_owner(), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(forgery)


def test_the_ticker_says_when_it_was_last_told_something(ticker, chief):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    printed = Rendering.objects.get(edition__story__uid=ticker.uid)
    moment = entry.linked["datePublished"]
    assert moment in printed.top
    assert moment in printed.card
    assert moment in printed.entry
    assert '"LiveBlogPosting"' in printed.head
    assert "coverageEndTime" not in printed.head
    words = {"note": "Er fiel.", "text": "Er fiel."}
    entry = correct_entry(ticker, by=chief, key=entry.key, **words)
    printed.refresh_from_db()
    assert entry.linked["dateModified"] in printed.head
    close_ticker(ticker, by=chief)
    printed.refresh_from_db()
    assert "coverageEndTime" in printed.head


def test_search_finds_a_ticker_by_its_entries_until_they_are_recalled(
    ticker, chief, client, as_reader
):
    entry = add_entry(ticker, by=chief, text="Am Nebelhorn steht das Wasser.")
    assert finds(client, as_reader, "Nebelhorn")
    recall_entry(ticker, by=chief, key=entry.key)
    assert not finds(client, as_reader, "Nebelhorn")


def test_redaction_reaches_entries(ticker, chief):
    entry = add_entry(ticker, by=chief, headline="Bei Familie Ohlsen", text="Ohlsen schweigt.")
    redact(ticker, by=chief, words="Ohlsen", reason="Auf Anordnung.")
    edition = entry.editions.get()
    assert "Ohlsen" not in edition.headline + edition.body
    assert edition.digest
    entry.refresh_from_db()
    everything = "".join(str(getattr(entry, one.attname)) for one in Entry._meta.concrete_fields)
    assert "Ohlsen" not in everything
    assert "[entfernt]" in entry.html


def test_entries_are_redacted_by_the_logged_function_only(ticker, chief):
    add_entry(ticker, by=chief, text="Ohlsen schweigt.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_redact_entries(%s, %s)", [ticker.uid, ["Ohlsen"]])


def test_a_purge_takes_entries_along(ticker, chief):
    add_entry(ticker, by=chief, text="Ohlsen schweigt.")
    purge(ticker, by=chief, reason="Auf Anordnung.")
    assert not Entry.objects.exists()
    assert not EntryEdition.objects.exists()


def test_a_moved_ticker_takes_its_entries_along(ticker, chief):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    move(ticker, by=chief, slug="anderswo")
    entry.refresh_from_db()
    assert "/anderswo/entries/" in entry.html
    assert "/anderswo/entries/" in entry.item
    assert "/anderswo/entries/" in entry.linked["url"]


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from("arcp"), st.integers(0, 9)), max_size=14))
def test_whatever_is_done_readers_have_what_stands_in_the_order_it_was_added(
    ticker, chief, as_reader, steps
):
    with transaction.atomic():
        Entry.objects.update(recalled=True)
        stands: list[list[str]] = []
        for number, (step, which) in enumerate(steps):
            if step == "a" or not stands:
                entry = add_entry(ticker, by=chief, headline=f"Eintrag {number}")
                stands.append([entry.key, f"Eintrag {number}"])
                continue
            one = stands[which % len(stands)]
            if step == "r":
                recall_entry(ticker, by=chief, key=one[0])
                stands.remove(one)
            elif step == "c":
                one[1] = f"Berichtigt {number}"
                correct_entry(ticker, by=chief, key=one[0], note="Falsch.", headline=one[1])
            else:
                point_out(ticker, by=chief, key=one[0], key_point=number % 2 == 0)
        assert seen(as_reader) == [line for _key, line in reversed(stands)]


def finds(client, as_reader, word: str) -> bool:
    with as_reader():
        return "Das Hochwasser im Ticker" in client.get(f"/search/?q={word}").content.decode()
