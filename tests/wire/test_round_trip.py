"""What we write in the trade's formats we read back as the same article."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.catalog.models import Section
from articles.press.publish import publish
from articles.reader.chrome import chrome
from articles.reader.interchange import newsml, ninjs
from articles.reader.interchange.news import Kill, News, current, news_of
from articles.reader.models import Edition, Story
from articles.reader.stamps import look
from articles.text.blocks import clean, without_ids
from articles.text.ids import uuid7
from articles.wire.importing import service_account
from articles.wire.reading import read
from articles.wire.reading.piece import Status
from articles.wire.reading.words import line
from articles.wire.receiving import Fate, receive
from tests.cast import approved
from tests.hard import times
from tests.text.test_cleaning_holds_for_any_html import HTML

MOMENT = datetime(2026, 11, 24, 9, tzinfo=UTC)
FORMS = pytest.mark.parametrize("form", [ninjs, newsml], ids=["ninjs", "newsml"])
LETTERS = st.text("aäß «»–„“’&<>\"'é\u0301\u00a0.1", min_size=1, max_size=20)
LINE = LETTERS.map(lambda text: " ".join(text.split(" "))).filter(lambda text: text.strip())


def bare(text: str) -> str:
    """As a line is kept: composed, one blank between words."""
    return line(text)


def news(headline: str, short: str, lead: str, body: str, names: list[str]) -> News:
    story = Story(uid=uuid7(), path="/stadt/2026/11/x/", live_from=MOMENT)
    edition = Edition(
        story=story,
        headline=headline,
        short_headline=short,
        kicker="Hafen",
        standfirst=lead,
        body=clean(body),
        place="Erlenhafen",
        language="de-CH",
        genre="analysis",
        number=3,
        live_from=MOMENT,
        credits=[
            {"name": "Lommerbote", "relation": "quoted", "url": "https://lommerbote.example/"}
        ],
    )
    topics = [
        {"name": "Gesa Lühr", "slug": "gesa-luehr", "kind": "person"},
        {"name": "Fähre", "slug": "faehre", "kind": "topic"},
    ]
    bylines = [{"name": name, "slug": "x", "role": ""} for name in names]
    return News(edition, Section(title="Stadt", slug="stadt"), topics, bylines, [])


@FORMS
@settings(max_examples=times(60, fully=2_000), deadline=None)
@given(headline=LINE, short=LINE, lead=LINE, body=HTML)
def test_what_is_written_is_read_back_as_the_same(form, headline, short, lead, body):
    told = news(headline, short, lead, body, ["Ada Lovis", "Ida Lund"])
    (piece,) = read(form.write(told).encode(), "x")
    assert (piece.headline, piece.short_headline) == (bare(headline), bare(short))
    assert piece.lead == bare(lead)
    assert without_ids(clean(piece.body)) == without_ids(clean(told.body))
    assert (piece.guid, piece.version) == (f"urn:uuid:{told.uid}", 3)
    assert (piece.kicker, piece.dateline, piece.language) == ("Hafen", "Erlenhafen", "de-CH")
    assert (piece.genre, piece.byline, piece.made_at) == ("analysis", "Ada Lovis, Ida Lund", MOMENT)
    names = {(one.name, one.kind) for one in piece.subjects}
    assert {("Gesa Lühr", "person")} <= names
    assert "Fähre" in {name for name, _kind in names}
    assert [(one.name, one.address) for one in piece.owed] == [
        ("Lommerbote", "https://lommerbote.example/")
    ]


@FORMS
def test_a_withdrawal_is_read_back_as_a_kill(form):
    kill = Kill(uuid7(), 4, MOMENT, MOMENT, "retracted", "Falsche Angaben.", "Lommerbote")
    (piece,) = read(form.write_kill(kill).encode(), "x")
    assert (piece.status, piece.version) == (Status.KILLED, 4)
    assert piece.guid == f"urn:uuid:{kill.uid}"
    assert "Falsche Angaben." in " ".join(piece.notes)


@FORMS
@pytest.mark.django_db
def test_a_published_story_goes_from_one_newsroom_to_the_next(form, reporter, chief):
    article = approved(reporter, chief, kicker="Hafen", place="Erlenhafen", short_headline="Kurz")
    publish(article, by=chief)
    (told,) = news_of(current(), chrome(look()[0]))
    (outcome,) = receive(form.write(told).encode(), "x", by=service_account())
    assert outcome.fate == Fate.TAKEN
    for name in (
        "headline",
        "short_headline",
        "kicker",
        "standfirst",
        "place",
        "language",
        "genre",
    ):
        assert getattr(outcome.article, name) == getattr(article, name)
    assert without_ids(outcome.article.body) == without_ids(article.body)
    assert not outcome.article.credits.exists()
