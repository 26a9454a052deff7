"""A plain text file, read as the desk would read it."""

from pathlib import Path
from time import process_time
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import plain, split
from articles.wire.mentions import Mention, closing_sentence, mentions
from articles.wire.plain import Copy, EmptyFile, Unreadable, WrongEncoding, decode, read

#: Processor seconds. Not a measure of speed, which bench/ takes: what is quadratic takes minutes.
HANGS = 10

INPUT = Path(__file__).parents[2].parent / "shared" / "real-input"
OWN = """\
Rat nennt den Erhalt der Fähre eine «Frage der Ehre»

Rat will die Fähre behalten

Der Rat von Erlenhafen hat beschlossen, dass die Fähre bleibt, und zwar für zwanzig Jahre. Das \
sei «eine Frage der Ehre», schreibt Lommer.DE.

Was der Umbau kostet

Nach Angaben aus dem Hafenamt sind es rund 48.000 Euro. Das Land trägt einen Teil davon.

Die «harte Hand»

Die Bürgermeisterin sprach von einem guten Tag. Zuvor berichteten wir, dass Gutachter den Ostkai \
für sicher halten.
"""


def all_words(copy: Copy) -> list[str]:
    parts = (copy.headline, copy.short_headline, copy.standfirst, plain(copy.body))
    return "\n".join(parts).split()


def shape(copy: Copy) -> list[tuple[str, str]]:
    return [(block.tag, block.text.split()[0]) for block in split(copy.body)]


def test_headline_short_headline_lead_and_passages_are_told_apart():
    copy = read(OWN)
    assert copy.headline == "Rat nennt den Erhalt der Fähre eine «Frage der Ehre»"
    assert copy.short_headline == "Rat will die Fähre behalten"
    assert copy.standfirst.startswith("Der Rat von")
    assert shape(copy) == [("h2", "Was"), ("p", "Nach"), ("h2", "Die"), ("p", "Die")]
    assert copy.language == "de"
    assert copy.credits == (Mention("Lommer.DE", "quoted", "schreibt Lommer.DE"),)
    assert copy.closing.startswith("Zuvor berichteten wir, dass Gutachter")
    assert plain(copy.body).endswith(copy.closing)
    assert all_words(copy) == OWN.split()


def test_the_founding_article_is_read_without_a_word_lost():
    if not INPUT.exists():
        pytest.skip("The founding article is not here.")
    (file,) = INPUT.glob("*.txt")
    text = decode(file.read_bytes(), file.name)
    copy = read(text)
    assert all_words(copy) == text.split()
    assert copy.short_headline == "Kim Jong Un Hilfe für Russland ist brüderliche Pflicht"
    assert [tag for tag, _word in shape(copy)] == ["h2", "p"] * 4
    assert copy.credits == (Mention("Compakt.DE", "quoted", "schreibt Compakt.DE"),)
    assert copy.closing == "Zuvor berichteten wir, dass Tödliches Erdbeben erschüttert Afghanistan."
    assert copy.language == "de"


@pytest.mark.parametrize(
    "text",
    [
        OWN.replace("\n", "\r\n"),
        OWN.replace("\n\n", " \t\n\n\n \n"),
        OWN.replace("\n\n", "\n\u00a0\n"),
        OWN.replace("\n\n", "\n"),
        "\n\n" + OWN + "\n\n",
        "\n" + OWN.replace("\n\n", "\n") + "\n\n",
    ],
    ids=["crlf", "blanks", "no-break space", "single lines", "around", "single lines, around"],
)
def test_line_ends_and_blanks_make_no_difference(text):
    copy, usual = read(text), read(OWN)
    assert (copy.headline, copy.standfirst, copy.credits) == (
        *(usual.headline, usual.standfirst, usual.credits),
    )
    assert plain(copy.body) == plain(usual.body)


def test_hard_wrapped_lines_are_one_paragraph():
    assert read("Fähre\n\nEin langer Absatz,\nder umbrochen ist.").standfirst == (
        "Ein langer Absatz, der umbrochen ist."
    )


def test_a_line_that_asks_or_ends_a_sentence_is_no_subhead():
    text = "Fähre\n\nDer Vorspann ist ein Satz.\n\nEin Satz.\n\n«Ein Zitat.»\n\nEin Text.\n\nEnde"
    assert [tag for tag, _word in shape(read(text))] == ["p", "p", "p", "p"]


def test_a_file_of_one_line_is_a_headline():
    copy = read("Nur ein Fähre")
    assert (copy.headline, copy.standfirst, copy.body) == ("Nur ein Fähre", "", "")


def test_english_is_recognised_and_a_given_language_is_believed():
    text = "The ferry stays\n\nThe council of the town has decided that it is to stay as it was."
    assert read(text).language == "en"
    assert read(text, "de-CH").language == "de-CH"
    assert read("Xyz").language == "de"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das ist so, wie die «Lommerländer Rundschau» berichtet.", "Lommerländer Rundschau"),
        ("Wie t-online.de berichtet, kam er.", "t-online.de"),
        ("Er kam, meldet dpa.", "dpa"),
        ("Laut dpa kam er.", "dpa"),
        ("Er kam, berichtet die Neue Lommer Zeitung und geht.", "Neue Lommer Zeitung"),
        ("Es war schlimm, schreibt Lommerbote.", "Lommerbote"),
        ("It fell, according to the Lommer Times.", "Lommer Times"),
        ("It fell, Reuters reported.", "Reuters"),
        ("It fell, reports The Lommer Post.", "The Lommer Post"),
    ],
)
def test_an_outlet_is_credited(text, name):
    (mention,) = mentions([text])
    assert (mention.name, mention.relation) == (name, "quoted")
    assert mention.phrase in text


@pytest.mark.parametrize(
    "text",
    [
        "Nach Angaben aus Seoul hat er Soldaten entsandt.",
        "Laut Polizei kam er.",
        "laut Minister Müller",
        "Er kommt, berichtet Außenministerin Müller.",
        "Er schreibt Geschichte.",
        "Zuvor berichteten wir, dass Reuters gewann.",
        "Zuvor berichteten Medien davon.",
        "According to Smith, it fell.",
        "He reported Monday.",
        "wie",
        "laut",
        "",
    ],
)
def test_nobody_else_is_credited(text):
    assert mentions([text]) == ()


def test_agency_material_is_rewritten():
    assert mentions(["Mit Material von dpa"]) == (Mention("dpa", "rewritten", "Material von dpa"),)


@pytest.mark.parametrize(
    ("passage", "closing"),
    [
        (
            "A. Zuvor berichteten wir, dass B am 3. Mai kam.",
            "Zuvor berichteten wir, dass B am 3. Mai kam.",
        ),
        ("Wie bereits gemeldet, kam er.", "Wie bereits gemeldet, kam er."),
        ("A. As we reported earlier, B won.", "As we reported earlier, B won."),
        ("A. Earlier we reported that B said «no.»", "Earlier we reported that B said «no.»"),
        ("Wie bereits gemeldet, kam er. Dann ging er.", ""),
        ("Er sagte: Zuvor berichteten wir nichts.", ""),
        ("Nichts.", ""),
    ],
)
def test_a_closing_sentence_is_taken_word_for_word(passage, closing):
    assert closing_sentence(passage) == closing


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_unicode_file_is_decoded(encoding):
    assert decode(OWN.encode(encoding), "a.txt") == OWN


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        ("Fähre".encode("latin-1"), WrongEncoding, ("byte 2", "UTF-8")),
        (b"\xff\xfeF\x00\x00", WrongEncoding, ("byte",)),
        (b"a\x00b", Unreadable, ("NUL",)),
        (b"", EmptyFile, ("empty",)),
        (b"\xef\xbb\xbf \r\n\t", EmptyFile, ("empty",)),
        (b"a" * 2_000_001, Unreadable, ("two megabytes",)),
    ],
)
def test_anything_else_is_refused_with_a_sentence(data, error, words):
    with pytest.raises(error) as refusal:
        decode(data, "meldung.txt")
    assert refusal.value.name == "meldung.txt"
    assert all(word in str(refusal.value) for word in words)
    assert str(refusal.value).endswith(".")


def test_blank_text_is_no_article():
    with pytest.raises(EmptyFile):
        read(" \n ")


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000 + "!", "schreibt " * 12_000, "laut «" * 20_000, "a. " * 33_000, "A\n" * 20_000],
)
def test_a_hostile_text_is_read_in_a_moment(text):
    start = process_time()
    read(text)
    assert process_time() - start < HANGS


PARAGRAPH = st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)
BETWEEN = st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n \n"])
NO_TEXT = ("Cc", "Cs", "Cn")


@settings(max_examples=200, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=8), BETWEEN)
def test_no_word_of_any_file_is_lost_or_invented(paragraphs, between):
    text = between.join(paragraphs)
    text = "".join(one for one in text if one in "\r\n" or category(one) not in NO_TEXT)
    text = normalize("NFC", text.replace("\u0338", "").replace("\ufeff", ""))
    if text.strip():
        assert all_words(read(text)) == text.split()
