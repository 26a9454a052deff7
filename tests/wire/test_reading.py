"""Each format becomes the same plain record, every part in its place."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.text.blocks import clean, plain, split, without_ids
from articles.wire.plain import Unreadable
from articles.wire.reading import LARGEST, LARGEST_DOCUMENT, read
from articles.wire.reading.piece import Piece, Status
from articles.wire.reading.words import moment
from tests.wire.corpora import CORPORA, files

SAMPLES = Path(__file__).parent / "samples"


def one(name: str) -> Piece:
    return read((SAMPLES / name).read_bytes(), name)[0]


def ninjs(**fields: object) -> bytes:
    return json.dumps({"uri": "u:1", "headline": "Titel"} | fields).encode()


def newsml(item: str) -> bytes:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g">{item}</newsItem>'.encode()
    )


def test_an_agencys_newsml_comes_with_all_its_parts():
    piece = one("sperrfrist.newsml.xml")
    assert (piece.source, piece.guid, piece.version) == (
        "lpd", "urn:newsml:lpd.example:20261124:lom-1", 3,
    )  # fmt: skip
    assert (piece.status, piece.urgency, piece.language) == (Status.USABLE, 2, "de-DE")
    assert piece.embargo == datetime(2027, 1, 23, 18, tzinfo=UTC)
    assert (piece.headline, piece.short_headline) == ("Rat behält die Fähre", "Zwanzig Jahre mehr")
    assert piece.lead == "Die Dammbrücke ist vom Tisch. Für Jahre."
    assert piece.dateline == "Erlenhafen (lpd) -"
    assert piece.byline == ""
    assert [one.name for one in piece.subjects] == ["Erlenhafen", "Fähre"]
    assert [one.caption for one in piece.pictures] == ["Die Fähre im Nebel"]
    assert "Sperrfrist bis 19.00 Uhr" in piece.notes
    assert "Nur mit Vereinbarung" in piece.notes


def test_a_newsml_body_keeps_subheads_box_and_table_and_repeats_nothing():
    body = clean(one("sperrfrist.newsml.xml").body)
    assert [block.tag for block in split(body)] == ["p", "h2", "p", "aside", "table"]
    words = plain(body)
    assert words.startswith("Erlenhafen (lpd) - Der Rat hat «ohne Wenn und Aber» beschlossen")
    assert "Dammbrücke" not in words
    assert "alert" not in words
    assert '<a href="https://hafen.example/a" rel="noopener">Hafenamt</a>' in body
    assert 'data-box=""' in body


def test_nitf_without_a_namespace_and_with_a_document_type_that_nobody_fetches():
    piece = one("fest.nitf.xml")
    assert (piece.source, piece.guid, piece.version) == ("LPD", "LPD5df9281a", 3)
    assert (piece.headline, piece.short_headline) == ("Lommersum feiert", "Drei Abende")
    assert piece.lead == "Drei Abende lang feiert die Stadt.\u00a0Mit Booten."
    assert (piece.byline, piece.dateline) == ("Von Anna Meier", "Lommersum")
    assert piece.embargo == datetime(2027, 2, 1, 5, tzinfo=UTC)
    assert without_ids(clean(piece.body)) == "<h2>Am Kai</h2><p>Am Kai stehen <em>Bänke</em>.</p>"
    assert piece.pictures[0].caption == "Bänke am Kai"
    assert piece.notes == ("Bitte nur in Lommersum", "redaktion@lpd.example")


def test_nitf_with_its_namespace_is_the_same():
    bare = (SAMPLES / "fest.nitf.xml").read_text("utf-8")
    named = bare.replace("<nitf ", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" ')
    assert read(named.encode(), "x")[0] == one("fest.nitf.xml")


def test_a_file_in_an_older_encoding_is_read_as_it_says():
    text = (SAMPLES / "fest.nitf.xml").read_text("utf-8").replace("UTF-8", "ISO-8859-1")
    assert read(text.encode("latin-1"), "x")[0] == one("fest.nitf.xml")


def test_ninjs_of_the_first_generation_is_read_as_the_newest():
    piece = one("alt.ninjs.json")
    assert (piece.headline, piece.lead, piece.byline) == (
        "Brücke gesperrt", "Die Brücke ist zu.", "Anna Meier",
    )  # fmt: skip
    assert plain(clean(piece.body)) == "Seit Montag & bis auf weiteres."
    assert 'data-embed="https://www.youtube.com/embed/abcdefghijk"' in clean(piece.body)
    assert [one.name for one in piece.subjects] == ["Verkehr"]
    assert piece.pictures[0].address == "http://lpd.example/b.jpg"
    assert piece.notes == ("Ersetzt die Meldung von 9 Uhr",)


def test_of_several_bodies_the_richest_is_taken():
    bodies = [
        {"role": "text", "contentType": "text/plain", "value": "Nur Text."},
        {"role": "x", "contentType": "text/html", "value": "<p>Mit <b>Auszeichnung</b>.</p>"},
    ]
    piece = read(ninjs(bodies=bodies), "x")[0]
    assert without_ids(clean(piece.body)) == "<p>Mit <strong>Auszeichnung</strong>.</p>"


def test_keys_of_ours_are_nobody_elses_to_give():
    figure = '<figure data-picture="abcdefgh"><figcaption>B</figcaption></figure>'
    story = '<aside data-story="abcdefgh">S</aside>'
    piece = read(ninjs(body_html=f"<p>A</p>{figure}{story}"), "x")[0]
    assert "abcdefgh" not in clean(piece.body)


@pytest.mark.parametrize("word", ["canceled", "withheld"])
def test_a_source_that_takes_back_says_so_in_both_formats(word):
    status = {"canceled": Status.KILLED, "withheld": Status.WITHHELD}[word]
    assert read(ninjs(pubStatus=word), "x")[0].status is status
    xml = newsml(f'<itemMeta><pubStatus qcode="stat:{word}"/></itemMeta>')
    assert read(xml, "x")[0].status is status


def test_a_message_of_a_text_and_its_picture_is_one_piece_with_a_picture():
    text = newsml('<itemMeta><itemClass qcode="ninat:text"/></itemMeta>').decode()
    picture = newsml(
        '<itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>'
        '<description role="drol:caption">Ein Boot</description></contentMeta>'
    ).decode()
    pieces = read(f"<newsMessage>{text}{picture}</newsMessage>".encode(), "x")
    assert [[one.caption for one in piece.pictures] for piece in pieces] == [["Ein Boot"]]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"{", "no sound JSON"),
        (b"[" * 100_000, "no sound JSON"),
        (b"[1]", "no news in it"),
        (b"<a><b></a>", "no sound XML"),
        (b"<catalogue/>", "no kind of news"),
        (b"<NewsML/>", "NewsML 1"),
        (b"\x89PNG\r\n", "no kind"),
        (b"<a>" * 100_000, "Too many elements"),
        (b"<a>" + b"<b/>" * 200_000 + b"</a>", "Too many elements"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "entities of its own"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1:9/">%e;]><a/>', "entities"),
        (b"x" * (LARGEST + 1), "larger than four"),
        (b"PK\x03\x04" + b"x" * LARGEST_DOCUMENT, "larger than 25"),
        (ninjs(type="event"), "only texts"),
        (newsml('<itemMeta><itemClass qcode="ninat:video"/></itemMeta>'), "no text"),
    ],
)
def test_what_is_no_news_is_refused_in_words(data, why):
    with pytest.raises(Unreadable, match=why):
        read(data, "x")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2027-01-23T19:00:00+01:00", 18),
        ("20270123T190000+0100", 18),
        ("2027-01-23T18:00:00Z", 18),
        ("2027-01-23T19:00", 18),  # the newsroom's own zone
        ("2027-01-23T18:00:00.123Z", 18),
    ],
)
def test_moments_are_read_in_every_spelling(text, hour):
    assert moment(text) == datetime(2027, 1, 23, hour, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "2027-02-30T10:00Z", "9999-01-01", 7, "1" * 99_999])
def test_what_is_no_moment_is_none(text):
    assert moment(text) is None


def test_a_piece_is_the_same_after_it_was_kept():
    piece = one("sperrfrist.newsml.xml")
    assert Piece.from_json(json.loads(json.dumps(piece.as_json()))) == piece


@pytest.mark.parametrize("path", files("newsml-g2", "nitf", "ninjs"), ids=lambda path: path.stem)
def test_every_file_of_the_corpora_is_read_or_refused(path):
    refused, pieces = "", []
    try:
        pieces = read(path.read_bytes(), path.name)
    except Unreadable as refusal:
        refused = str(refusal)
    assert pieces or refused.endswith(".")
    for piece in pieces:
        body = clean(piece.body)
        assert clean(body) == body


def test_no_attack_of_the_corpora_gets_in():
    for path in files("xml-attacks"):
        with pytest.raises(Unreadable):
            read(path.read_bytes(), path.name)


@pytest.mark.skipif(not CORPORA, reason="The corpora are not here.")
def test_german_agency_texts_keep_their_words():
    boxed = read((CORPORA / "newsml-g2/dpa/with_infobox.xml").read_bytes(), "x")[0]
    body = clean(boxed.body)
    assert [block.tag for block in split(body)].count("aside") == 1
    assert boxed.short_headline == "Behauptungen ohne Grundlage"
    table = read((CORPORA / "newsml-g2/dpa/spe_tab.xml").read_bytes(), "x")[0]
    assert "Bor. Mönchengladbach" in plain(clean(table.body))
    assert clean(table.body).count("<table") >= 2
